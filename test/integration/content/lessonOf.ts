import { randomUUID } from 'node:crypto'
import { markdownToRichText } from '../../../src/generators/richText.js'

type Id = number | string

interface TestBlock {
  id: string
  blockType: string
  part?: string | null
  heading?: string
  rows?: object[]
}

const block = (blockType: string, part: string, more: object): TestBlock => ({
  id: randomUUID(),
  blockType,
  part,
  heading: part,
  ...more,
})

/** A lesson as a run writes it: a part of each sort, under names of a host's own, every block and row with its id. */
export const lessonOf = (position: Id, more: object = {}) => ({
  title: 'Rooks behind passed pawns',
  format: 'launchKit',
  language: 'en',
  content: [
    block('prose', 'story', { body: markdownToRichText('A rook **behind** the pawn grows stronger.') }),
    block('entries', 'steps', {
      rows: [
        { id: randomUUID(), label: 'Step 1', group: 'First', body: 'Place the rook.' },
        { id: randomUUID(), label: 'Step 2', group: 'First', body: 'Push the pawn.' },
      ],
    }),
    block('questions', 'test', {
      items: [
        {
          ...{ id: randomUUID(), sort: 'single', stem: 'Where does the rook belong?', explanation: 'Behind the pawn.' },
          choices: [
            { id: randomUUID(), text: 'Behind it', correct: true, why: 'It gains room.' },
            { id: randomUUID(), text: 'In front of it', correct: false, why: 'It blocks.' },
          ],
        },
        { id: randomUUID(), sort: 'short', stem: 'Name the rule.', answer: 'Tarrasch', explanation: 'His name.' },
      ],
    }),
    block('tree', 'map', {
      nodes: [
        { id: randomUUID(), key: 'root', label: 'Rooks' },
        { id: randomUUID(), key: 'behind', parent: 'root', label: 'Behind', note: 'Active' },
      ],
    }),
    block('boards', 'diagrams', { rows: [{ id: randomUUID(), position, caption: 'Tarrasch’s rule.' }] }),
  ],
  ...more,
})

export type Blocks = TestBlock[]

/** The ids of all blocks and rows, by what they are. */
export const idsIn = (value: unknown, path = ''): Record<string, unknown> => {
  if (Array.isArray(value)) {
    return Object.assign({}, ...value.map((row, index) => idsIn(row, `${path}.${nameOf(row) ?? index}`)))
  }
  if (typeof value !== 'object' || value === null) return {}
  const own = 'id' in value && path ? { [path]: value.id } : {}
  return Object.assign(
    own,
    ...Object.entries(value).map(([name, inner]) => (name === 'root' ? {} : idsIn(inner, path))),
  )
}

const nameOf = (row: unknown): unknown => {
  if (typeof row !== 'object' || row === null) return undefined
  const named = row as Record<string, unknown>
  return named.part ?? named.stem ?? named.text ?? named.key ?? named.label
}
