import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isStaged } from '../../../../src/generators/content/format.js'
import { judgeSection, writable } from '../../../../src/generators/content/judge.js'
import { longPartsOf, splitsOf } from '../../../../src/generators/content/split.js'
import { launchKit } from '../../../../src/generators/courses/launchKit.js'
import { languageFormat, standardFormat } from '../../../../src/generators/lessons/formats.js'
import { format, prose, section } from '../../../../src/index.js'
import { workshop } from '../../../fixtures/workshopFormat.js'

test('a single section of a lesson is written into the lesson, of a course into a document of its own', () => {
  const sections = [section({ key: 'a', title: 'A', instructions: 'Write.', parts: { a: prose() } })]
  const placeOf = (of: 'lesson' | 'course') => format({ key: 'own', label: 'Own', of, sections }).sections[0]?.place
  expect([placeOf('lesson'), placeOf('course')]).toEqual(['parent', 'document'])
  expect([standardFormat, languageFormat, launchKit].map(isStaged)).toEqual([false, true, true])
})

test('lessons share calls when they have one section of one call and no plan', () => {
  const one = (key: string) =>
    section({ key, title: key, instructions: 'Write.', place: 'parent', parts: { [key]: prose() } })
  const own = { key: 'own', label: 'Own', of: 'lesson' } as const
  expect(isStaged(format({ ...own, sections: [one('a')] }))).toBe(false)
  expect(isStaged(format({ ...own, sections: [one('a'), one('b')] }))).toBe(true)
  expect(isStaged(format({ ...own, sections: [one('a')], plan: { section: one('plan') } }))).toBe(true)
  expect(isStaged(format({ ...own, sections: [{ ...one('a'), per: 2 }] }))).toBe(true)
})

test('a lesson has boards as soon as positions are sent', () => {
  const [lesson] = standardFormat.sections
  if (!lesson) throw new Error('A lesson has one section.')
  const plain = ['introduction', 'explanation', 'concepts', 'examples', 'summary', 'quiz']
  expect(Object.keys(writable(lesson, {}).parts)).toEqual(plain)
  const positions = new Map([['p1', { id: 1, notation: '8/8 w', line: '' }]])
  expect(Object.keys(writable(lesson, { positions }).parts)).toEqual([
    ...plain.slice(0, 3),
    'boards',
    ...plain.slice(3),
  ])
})

test('words of a language plan come in groups', () => {
  const { plan } = languageFormat
  const words = Array.from({ length: 20 }, (_, index) => ({ label: `w${index}`, body: 'a word', group: 'Food' }))
  const written = (vocabulary: object[]) => ({
    approach: 'Words. '.repeat(20),
    scenarios: [{ label: 'Market', body: 'Ana buys fruit.' }],
    vocabulary,
    grammar: [
      { label: 'Asking', body: 'How much is it?' },
      { label: 'Refusing', body: 'No, thanks.' },
    ],
  })
  if (!plan) throw new Error('It is written from a plan.')
  const { section: outline, check } = plan
  const judged = (vocabulary: object[]) => judgeSection({ answer: written(vocabulary), section: outline, facts: {} })
  const bucketed = words.map((word, index) => (index % 2 ? { ...word, group: 'Money' } : word))
  expect(judged(bucketed).problems).toEqual([])
  expect(judged(bucketed.slice(1)).problems).toEqual([
    { key: 'vocabulary', problem: 'vocabulary: at least 20 entries, got 19' },
  ])
  const facts = { objectives: [] }
  const checkOf = (vocabulary: object[]) =>
    check?.({ parts: Object.fromEntries(judged(vocabulary).good) as Record<string, never>, facts })
  expect(checkOf(bucketed)).toEqual([])
  expect(checkOf(words)).toMatchObject([{ part: 'vocabulary' }])
})

test('seventeen sections: six of them heavy, needs known, eighteen e-mails in three calls', () => {
  const { sections } = launchKit
  expect(sections).toHaveLength(17)
  const heavy = sections.flatMap(({ isHeavy }, index) => (isHeavy ? [index + 1] : []))
  expect(heavy).toEqual([4, 5, 8, 9, 10, 17])
  expect(sections.flatMap((one) => longPartsOf(one).map(({ name }) => name))).toEqual(['emails'])
  const calls = sections.map((one) => splitsOf(one).length)
  expect(calls.filter((count) => count > 1)).toEqual([3])
})

test('the example of docs/content.md is the format that the tests compile', () => {
  const source = readFileSync('test/fixtures/workshopFormat.ts', 'utf8').replace(
    '../../src/index.js',
    'payload-coursewright',
  )
  expect(readFileSync('docs/content.md', 'utf8')).toContain(`\`\`\`ts\n${source}\`\`\``)
  const [material] = workshop.sections
  if (!material) throw new Error('It has sections.')
  expect(splitsOf(material).map(({ section: { parts } }) => [Object.keys(parts), parts.sheets?.items])).toEqual([
    [['reading', 'sheets'], { min: 2, max: 4 }],
    [['sheets'], { min: 1, max: 3 }],
    [['sheets'], { min: 1, max: 3 }],
  ])
})

test.each(['prose', 'entries', 'questions', 'tree', 'boards'])('docs/content.md names every option of %s', (sort) => {
  const source = readFileSync(`src/generators/content/${sort}.ts`, 'utf8')
  const [, block = ''] = /^export interface \w+Options \{\n(.*?)^\}/ms.exec(source) ?? []
  const options = [...block.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name = '']) => name)
  const docs = readFileSync('docs/content.md', 'utf8')
  const row = docs.split('\n').find((line) => line.startsWith(`| \`${sort}\` |`))
  expect(options).toContain('heading')
  expect(options.filter((name) => name !== 'heading' && !row?.includes(`\`${name}\``))).toEqual([])
})
