import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockOf, writtenOf } from '../../../../src/generators/content/blocks.js'
import { hashOf } from '../../../../src/generators/content/hash.js'
import type { PartSort, PartValues, Question } from '../../../../src/generators/content/part.js'
import { textOfRichText } from '../../../../src/generators/richText.js'

const positions = new Map([
  ['p1', { id: 11, notation: '8/8 w', line: '' }],
  ['p2', { id: 12, notation: '9/9 b', line: '' }],
])
const block = (sort: PartSort, value: PartValues[PartSort], before?: unknown): unknown =>
  blockOf({ name: 'thePart', part: { sort }, value, before, facts: { positions } })

const quiz: Question[] = [
  {
    sort: 'single',
    stem: 'Why?',
    choices: [
      { text: 'A', correct: true, why: 'Yes.' },
      { text: 'B', correct: false, why: 'No.' },
    ],
    explanation: 'Because.',
    objective: 'I know why.',
  },
  { sort: 'short', stem: 'How?', choices: [], answer: 'So.', explanation: 'Like that.' },
]

/** As Payload gives it back: ids everywhere, nothing missing. */
const stored = (value: unknown, start = 0): unknown => {
  let next = start
  const inner = (one: unknown): unknown => {
    if (Array.isArray(one))
      return one.map((item) => (typeof item === 'object' ? { ...(inner(item) as object), id: `id${next++}` } : item))
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(
      Object.entries(one).map(([name, of]) => [name, name === 'body' && typeof of === 'object' ? of : inner(of)]),
    )
  }
  return { ...(inner(value) as object), id: 'block' }
}

const samples: [PartSort, PartValues[PartSort]][] = [
  ['prose', 'Some words.'],
  [
    'entries',
    [
      { group: 'A', label: 'One', body: 'Body' },
      { label: 'Two', body: 'Body' },
    ],
  ],
  ['questions', quiz],
  [
    'tree',
    [
      { key: 'a', label: 'Root' },
      { key: 'b', parent: 'a', label: 'Leaf', note: 'Note' },
    ],
  ],
  ['boards', [{ position: 'p2', caption: 'Look.' }]],
]

const ways = { markdownOf: textOfRichText, keyOf: (id: unknown) => (id === 11 ? 'p1' : 'p2') }

test.each(samples)('%s comes back from what is stored as it was written', (sort, value) => {
  expect(writtenOf(block(sort, value), ways)).toEqual({ sort, value })
  expect(writtenOf(stored(block(sort, value)), ways)).toEqual({ sort, value })
})

test.each(samples)('%s written again in the place of itself keeps every id, and its hash', (sort, value) => {
  const before = stored(block(sort, value))
  expect(block(sort, value, before)).toEqual(before)
  expect(hashOf(block(sort, value, before))).toBe(hashOf(block(sort, value)))
})

test('a block is named after its part, with a heading in words, and is of its sort', () => {
  expect(block('prose', 'Words.')).toMatchObject({ blockType: 'prose', part: 'thePart', heading: 'The part' })
  const named = blockOf({ name: 'a', part: { sort: 'prose', heading: 'Why' }, value: 'Words.' })
  expect(named).toMatchObject({ part: 'a', heading: 'Why' })
})

test('boards store the id and the notation of their position, and no other', () => {
  expect(block('boards', [{ position: 'p1', caption: 'Look.' }])).toMatchObject({
    rows: [{ position: 11, notation: '8/8 w', caption: 'Look.' }],
  })
  expect(() => block('boards', [{ position: 'p9', caption: 'Look.' }])).toThrow('a position that was not sent')
  const loaded = { blockType: 'boards', rows: [{ position: { id: 11 }, caption: 'Look.' }, { position: null }] }
  expect(writtenOf(loaded, ways)).toEqual({ sort: 'boards', value: [{ position: 'p1', caption: 'Look.' }] })
})

test('what is no part has no value, and what an editor left empty is empty', () => {
  expect(writtenOf({ blockType: 'banner' }, ways)).toBeUndefined()
  expect(writtenOf('words', ways)).toBeUndefined()
  expect(writtenOf({ blockType: 'prose', body: null }, ways)).toEqual({ sort: 'prose', value: '' })
  expect(writtenOf({ blockType: 'questions', items: null }, ways)).toEqual({ sort: 'questions', value: [] })
})

test('a block of another sort gives no ids', () => {
  expect(block('entries', [{ label: 'One', body: 'Body' }], stored(block('prose', 'Words.')))).not.toHaveProperty('id')
})

test('a question keeps its id by its stem and its choices theirs by their text, wherever they stand now', () => {
  const before = stored(block('questions', quiz)) as {
    items: { id: string; stem: string; choices: { id: string }[] }[]
  }
  const [first] = before.items
  const [why, how] = quiz as [Question, Question]
  const turned = { ...why, choices: [...why.choices].reverse(), explanation: 'Anew.' }
  const now = block('questions', [{ ...how, stem: 'When?' }, turned], before) as typeof before
  expect(now.items.map(({ id }) => id)).toEqual([undefined, first?.id])
  expect(now.items[1]?.choices.map(({ id }) => id)).toEqual(first?.choices.map(({ id }) => id).reverse())
  const other = block('questions', [{ ...turned, stem: 'Why then?' }], before) as typeof before
  expect(other.items[0]?.choices.every((one) => one.id === undefined)).toBe(true)
})

test('of speakers with one name only what is said again keeps its id', () => {
  const said = (...bodies: string[]) => bodies.map((body) => ({ label: 'Ann', body }))
  const before = stored(block('entries', said('One.', 'Two.'))) as { rows: { id: string }[] }
  const now = block('entries', said('New.', 'Two.', 'Two.'), before) as typeof before
  expect(now.rows.map(({ id }) => id)).toEqual([undefined, before.rows[1]?.id, undefined])
})

const label = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const rows = fc.array(fc.record({ group: fc.option(label, { nil: undefined }), label, body: label }), { maxLength: 8 })

test('an id is used once, and never moves to another thing', () => {
  fc.assert(
    fc.property(rows, rows, (old, young) => {
      const before = stored(block('entries', old)) as { rows: { id: string; group: string | null; label: string }[] }
      const now = block('entries', young, before) as typeof before
      const kept = now.rows.filter(({ id }) => id !== undefined)
      expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length)
      for (const { id, group, label: own } of kept) {
        expect(before.rows.find((row) => row.id === id)).toMatchObject({ group, label: own })
      }
    }),
  )
})

const stems = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 })

test('what is there before and after, once each, keeps its id', () => {
  fc.assert(
    fc.property(stems, stems, (old, young) => {
      const of = (names: string[]): Question[] =>
        names.map((stem) => ({ sort: 'short', stem, choices: [], answer: 'x', explanation: `${names.length}` }))
      const before = stored(block('questions', of(old))) as { items: { id: string; stem: string }[] }
      const now = block('questions', of(young), before) as typeof before
      for (const { id, stem } of now.items) expect(id).toBe(before.items.find((item) => item.stem === stem)?.id)
    }),
  )
})
