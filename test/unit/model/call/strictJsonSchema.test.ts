import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ZodType, z } from 'zod'
import { wireSchemaOf } from '../../../../src/generators/content/judge.js'
import { lessonsWireSchema } from '../../../../src/generators/lessons/lesson.js'
import { planWireSchema } from '../../../../src/generators/plans/prompt.js'
import { shippedFormats } from '../../../../src/generators/shippedFormats.js'
import { strictJsonSchema } from '../../../../src/model/call/request.js'

type Json = Record<string, unknown>

const generators = join(process.cwd(), 'src/generators')

/** All schemas that models are told of: exports whose name ends with `WireSchema`, made for every format where they differ. */
const shipped = new Map<string, ZodType>()
beforeAll(async () => {
  for (const file of readdirSync(generators, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue
    const exported: Json = await import(pathToFileURL(join(generators, file)).href)
    for (const [name, value] of Object.entries(exported)) {
      if (name.endsWith('WireSchema') && typeof value !== 'function') shipped.set(name, value as ZodType)
    }
  }
  for (const { key, sections, plan } of shippedFormats) {
    if (plan) shipped.set(`planWireSchema ${key}`, planWireSchema(plan))
    for (const section of sections) {
      shipped.set(`lessonsWireSchema ${key} ${section.key}`, lessonsWireSchema(section))
      shipped.set(`wireSchemaOf ${key} ${section.key}`, wireSchemaOf(section))
    }
  }
})

/** Every schema in a JSON Schema, itself included. */
const schemasIn = (schema: Json): Json[] => [
  schema,
  ...[...Object.values((schema.properties ?? {}) as Json), schema.items, ...((schema.anyOf ?? []) as Json[])]
    .filter((inner) => inner !== undefined)
    .flatMap((inner) => schemasIn(inner as Json)),
]

test('every schema the generators ship can be said in strict mode', () => {
  expect([...shipped.keys()]).toContain('drillWireSchema')
  expect([...shipped.keys()]).toContain('planWireSchema language')
  for (const [name, schema] of shipped) {
    for (const inner of schemasIn(strictJsonSchema(schema))) {
      const keywords = [
        'type',
        'description',
        'properties',
        'required',
        'additionalProperties',
        'items',
        'anyOf',
        'enum',
      ]
      expect(keywords, name).toEqual(expect.arrayContaining(Object.keys(inner)))
      if (inner.type !== 'object') continue
      expect(inner.additionalProperties, name).toBe(false)
      expect(inner.required, name).toEqual(Object.keys(inner.properties as Json))
    }
  }
})

const property = (schema: ZodType) => (strictJsonSchema(z.object({ it: schema })).properties as { it: Json }).it

describe('limits are told in words', () => {
  test.each<[string, ZodType, Json]>([
    [
      'of texts',
      z.string().min(2).max(9).describe('A name.'),
      { type: 'string', description: 'A name. At least 2 characters. At most 9 characters.' },
    ],
    [
      'of lists',
      z.array(z.boolean()).min(1).max(6),
      { type: 'array', items: { type: 'boolean' }, description: 'At least 1 items. At most 6 items.' },
    ],
    ['of numbers', z.number().gt(0).lte(1), { type: 'number', description: 'At most 1. More than 0.' }],
    ['but not the range of whole numbers itself', z.int().min(1), { type: 'integer', description: 'At least 1.' }],
  ])('%s', (_, schema, expected) => {
    expect(property(schema)).toEqual(expected)
  })
})

describe('what providers spell differently is said in the way all know', () => {
  test.each<[string, ZodType, Json]>([
    ['one value', z.literal('a'), { type: 'string', enum: ['a'] }],
    ['one of several', z.enum(['a', 'b']), { type: 'string', enum: ['a', 'b'] }],
    ['a text or nothing', z.string().nullable(), { type: ['string', 'null'] }],
  ])('%s', (_, schema, expected) => {
    expect(property(schema)).toEqual(expected)
  })

  test('alternatives told apart by a property', () => {
    const kind = (name: string) => z.object({ kind: z.literal(name), size: z.string().max(3) })
    const { anyOf, oneOf } = property(z.discriminatedUnion('kind', [kind('a'), kind('b')]))
    expect(oneOf).toBeUndefined()
    expect(anyOf).toMatchObject([
      { properties: { kind: { enum: ['a'] }, size: { description: 'At most 3 characters.' } } },
      { properties: { kind: { enum: ['b'] } } },
    ])
  })
})

/** Lists in an object: one more level each. */
const nested = (levels: number): ZodType => (levels === 1 ? z.string() : z.array(nested(levels - 1)).nullable())

describe('what strict mode cannot say is refused before anything is sent', () => {
  test.each<[string, ZodType, RegExp]>([
    ['an optional property', z.object({ a: z.string().optional() }), /optional/],
    ['any property', z.object({ a: z.record(z.string(), z.string()) }), /additionalProperties|propertyNames/],
    ['a tuple', z.object({ a: z.tuple([z.string(), z.number()]) }), /tuple|prefixItems/],
    ['alternatives at the root', z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]), /[Rr]oot/],
    ['a list at the root', z.array(z.string()), /[Rr]oot/],
    ['anything at all', z.unknown(), /[Rr]oot/],
    ['a value that is changed on the way', z.object({ a: z.string().transform(Number) }), /Transforms/],
    ['more than 10 levels', z.object({ a: nested(11) }), /deeper than 10 levels/],
  ])('%s', (_, schema, message) => {
    expect(() => strictJsonSchema(schema)).toThrow(message)
  })

  test('10 levels are not too many', () => {
    expect(() => strictJsonSchema(z.object({ a: nested(10) }))).not.toThrow()
  })
})
