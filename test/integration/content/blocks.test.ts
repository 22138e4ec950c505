import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockOf, type PartBlock, writtenOf } from '../../../src/generators/content/blocks.js'
import { hashOf } from '../../../src/generators/content/hash.js'
import type { PartSort, PartValues, Question } from '../../../src/generators/content/part.js'
import { textOfRichText } from '../../../src/generators/richText.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'

let host: TestPayload
let payload: Payload
let positions: Map<string, { id: number | string; notation: string; line: string }>

beforeAll(async () => {
  host = await startTestPayload()
  payload = host.payload
  await addPositions({ payload, counts: { opening: 1 } })
  const { docs } = await payload.find({ collection: 'positions', limit: 1, depth: 0 })
  positions = new Map(docs.map(({ id, notation }) => ['p1', { id, notation: String(notation), line: '' }]))
})

afterAll(async () => await host?.stop())

const questions: Question[] = ['Which?', 'Who?'].map((stem) => ({
  sort: 'single',
  stem,
  choices: ['A', 'B', 'C'].map((text, index) => ({ text, correct: index === 0, why: `${text}.` })),
  explanation: 'A it is.',
}))
const values: [PartSort, PartValues[PartSort]][] = [
  ['prose', '### Why\n\nA *knight* on d5, see [a page](https://example.org).\n\n- one\n- two'],
  [
    'entries',
    [
      { group: 'A', label: 'One', body: 'Body' },
      { label: 'Two', body: 'Body' },
    ],
  ],
  ['questions', questions],
  [
    'tree',
    [
      { key: 'a', label: 'Root' },
      { key: 'b', parent: 'a', label: 'Leaf', note: 'Note' },
    ],
  ],
  ['boards', [{ position: 'p1', caption: 'Look.' }]],
]
const blocks = (before: readonly unknown[] = []): PartBlock[] =>
  values.map(([sort, value], index) =>
    blockOf({ name: sort, part: { sort }, value, before: before[index], facts: { positions } }),
  )

interface StoredBlock {
  items?: { stem: string; id: string }[]
}

const contentOf = async (id: number | string): Promise<StoredBlock[]> => {
  const doc: unknown = await payload.findByID({ collection: 'lessons', id, draft: true, depth: 0 })
  return (doc as { content: StoredBlock[] }).content
}

test('parts of all sorts come back from Payload as they were written: values, hashes, and ids when written again', async () => {
  const { id } = await payload.create({
    collection: 'lessons',
    draft: true,
    data: { title: 'A lesson', content: blocks() } as never,
  })
  const read = () => contentOf(id)
  const first = await read()
  const ways = { markdownOf: textOfRichText, keyOf: () => 'p1' }
  expect(first.slice(1).map((block) => writtenOf(block, ways)?.value)).toEqual(
    values.slice(1).map(([, value]) => value),
  )
  expect(first.map(hashOf)).toEqual(blocks().map(hashOf))
  await payload.update({ collection: 'lessons', id, draft: true, data: { content: blocks(first) } as never })
  expect(await read()).toEqual(first)
})

test('a row that became another thing gets a new id, the others keep theirs', async () => {
  const of = (stems: Question[], before?: unknown) => [
    blockOf({ name: 'quiz', part: { sort: 'questions' }, value: stems, before }),
  ]
  const { id } = await payload.create({
    collection: 'lessons',
    draft: true,
    data: { title: 'A quiz', content: of(questions) } as never,
  })
  const idsOf = async () => {
    const [quiz] = await contentOf(id)
    return { quiz, ids: new Map((quiz?.items ?? []).map((item) => [item.stem, item.id])) }
  }
  const before = await idsOf()
  const [which, who] = questions as [Question, Question]
  const content = of([who, { ...which, stem: 'What?' }], before.quiz)
  await payload.update({ collection: 'lessons', id, draft: true, data: { content } as never })
  const after = await idsOf()
  expect(after.ids.get('Who?')).toBe(before.ids.get('Who?'))
  expect(after.ids.get('What?')).toEqual(expect.any(String))
  expect([...before.ids.values()]).not.toContain(after.ids.get('What?'))
})
