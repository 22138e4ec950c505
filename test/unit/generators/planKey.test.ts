import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entries } from '../../../src/generators/content/entries.js'
import { section } from '../../../src/generators/content/section.js'
import { canonicalJson, hashOfBasis, ownKeyOf, planHashes } from '../../../src/generators/plans/planKey.js'

/** The same content in another order, with what is absent written out as `null` or `undefined`. */
const rewritten = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(rewritten)
  if (typeof value !== 'object' || value === null) return value
  const names = Object.entries(value).map(([name, inner]) => [name, rewritten(inner)] as const)
  const absent = [['absent-1', null] as const, ['absent-2', undefined] as const]
  return Object.fromEntries(
    [...absent, ...names.reverse()].filter(([name, inner]) => inner !== null || name.startsWith('absent')),
  )
}

test('canonical JSON knows no order of properties, and nothing is the same as null', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(rewritten(value))).toBe(canonicalJson(value))
    }),
  )
})

test('canonical JSON tells apart what differs: it is read as what it was written from', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const read = JSON.parse(canonicalJson(value))
      expect(canonicalJson(read)).toBe(canonicalJson(value))
      // Lists keep their order and length.
      if (Array.isArray(value)) expect(read).toHaveLength(value.length)
    }),
  )
  expect(canonicalJson(['a', 'b'])).not.toBe(canonicalJson(['b', 'a']))
  expect(canonicalJson({ a: '' })).not.toBe(canonicalJson({}))
  expect(canonicalJson(JSON.parse('{"__proto__": {"a": 1}}'))).toBe('{"__proto__":{"a":1}}')
})

const basis = {
  request: { topic: 'Towns', objectives: ['to ask the way'], language: 'en' },
  profile: { level: 'beginner' },
  kit: undefined,
  curriculum: undefined,
  format: 'outline',
  definition: {
    section: section({ key: 'plan', title: 'Plan', instructions: 'Plan it.', parts: { words: entries({ min: 3 }) } }),
  },
  context: 'full' as const,
  promptVersion: 'plan-1',
  model: 'big-1',
}

test('everything that a plan is made from is in its key', () => {
  const { key } = planHashes(basis)
  const words = (min: number) => ({
    section: section({ key: 'plan', title: 'Plan', instructions: 'Plan it.', parts: { words: entries({ min }) } }),
  })
  const changed: Partial<typeof basis & { scope: string }>[] = [
    { request: { ...basis.request, topic: 'Cities' } },
    { profile: { level: 'advanced' } },
    { kit: { title: 'Town' } as never },
    { curriculum: { subject: 'English' } as never },
    { format: 'language' },
    { definition: words(4) },
    { context: 'minimal' as never },
    { promptVersion: 'plan-2' },
    { model: 'big-2' },
    { scope: 'school 7' },
  ]
  const keys = changed.map((change) => planHashes({ ...basis, ...change }).key)
  expect(new Set([key, ...keys]).size).toBe(changed.length + 1)
  expect(planHashes({ ...basis, definition: words(3), kit: undefined }).key).toBe(key)
  expect(key).toMatch(/^[0-9a-f]{64}$/)
})

test('the hashes beside the key are those of the contents alone, and a run has a key of its own', () => {
  const { key, profileHash, kitHash, objectiveHash } = planHashes({ ...basis, format: 'another', model: 'another' })
  expect({ profileHash, kitHash, objectiveHash }).toEqual({
    profileHash: hashOfBasis({ level: 'beginner' }),
    kitHash: hashOfBasis(undefined),
    objectiveHash: hashOfBasis(basis.request),
  })
  expect(ownKeyOf(key, 7)).toBe(ownKeyOf(key, '7'))
  expect(new Set([key, ownKeyOf(key, 7), ownKeyOf(key, 8)]).size).toBe(3)
})
