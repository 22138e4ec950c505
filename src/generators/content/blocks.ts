import { isRecord, shorten } from '../../text.js'
import { markdownToRichText, type RichText } from '../richText.js'
import { isSame } from './hash.js'
import {
  contentLimits,
  type DocumentId,
  headingOf,
  type PartFacts,
  type PartSort,
  type PartValues,
  partSorts,
  type Question,
  questionSorts,
  type WrittenPart,
  writtenAs,
} from './part.js'

/** What a part is stored as, by its sort: a block of the field `content`. */
interface StoredValues {
  prose: { body: RichText }
  entries: { rows: readonly Row<{ group: string | null; label: string; body: string }>[] }
  questions: { items: readonly Row<StoredQuestion>[] }
  tree: { nodes: readonly Row<{ key: string; parent: string | null; label: string; note: string | null }>[] }
  boards: { rows: readonly Row<{ position: DocumentId; notation: string; caption: string }>[] }
}

type Row<Fields> = Fields & { readonly id?: string }

type StoredQuestion = {
  sort: Question['sort']
  stem: string
  choices: readonly Row<{ text: string; correct: boolean; why: string }>[]
  answer: string | null
  explanation: string
  objective: string | null
  difficulty: string | null
}

export type PartBlock<Sort extends PartSort = PartSort> = {
  readonly [sort in Sort]: StoredValues[sort] & {
    readonly id?: string
    readonly blockType: sort
    readonly part: string
    readonly heading: string
  }
}[Sort]

interface BlockOf {
  /** The part's, in its section. */
  name: string
  part: { readonly sort: PartSort; readonly heading?: string }
  /** The part's own, as its schema gave it back. */
  value: PartValues[PartSort]
  /** The block that it takes the place of, as it is stored. */
  before?: unknown
  /** The positions that boards show. */
  facts?: Pick<PartFacts, 'positions'>
}

interface BlocksOf extends Pick<BlockOf, 'facts'> {
  parts: Readonly<Record<string, BlockOf['part']>>
  /** Of some or all of the parts. */
  values: Readonly<Record<string, unknown>>
  /** What stands in the document. */
  content: unknown
}

/** Each part that has a value as a block, in the place of the one that is there. */
export const blocksOf = ({ parts, values, content, facts }: BlocksOf): Record<string, PartBlock> => {
  const there = Array.isArray(content) ? content.filter(isRecord) : []
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, part]): [string, PartBlock][] => {
      if (!(name in values)) return []
      const value = values[name] as PartValues[PartSort]
      return [[name, blockOf({ name, part, value, facts, before: there.find((block) => block.part === name) })]]
    }),
  )
}

/**
 * A part as it is stored. In the place of an earlier block of the same part it keeps that one's id, and each row the id of
 * the row that was the same thing: a node of the same key, an entry of the same group and label, a question of the same
 * stem, a board of the same position, a choice of the same text. Other rows get new ids from Payload: what is kept for a
 * question, such as a learner's answer, must never belong to another one.
 *
 * @throws Error for a board whose position is not among `facts`
 */
export const blockOf = ({ name, part, value, before, facts }: BlockOf): PartBlock => {
  const same = isRecord(before) && before.blockType === part.sort ? before : {}
  const base = {
    ...(typeof same.id === 'string' ? { id: same.id } : {}),
    part: name,
    heading: cut(headingOf(name, part)),
  }
  const written = writtenAs(part.sort, value)
  switch (written.sort) {
    case 'prose':
      return { ...base, blockType: 'prose', body: markdownToRichText(written.value) }
    case 'entries': {
      const rows = written.value.map(({ group = null, label, body: said }) => ({ group, label, body: said }))
      return { ...base, blockType: 'entries', rows: withIds(rows, same.rows, entryKey) }
    }
    case 'questions': {
      const items = withIds(written.value.map(storedQuestion), same.items, ({ stem }) => textOf(stem))
      return { ...base, blockType: 'questions', items: items.map((item) => withChoiceIds(item, same.items)) }
    }
    case 'tree': {
      const nodes = written.value.map(({ key, parent = null, label, note = null }) => ({ key, parent, label, note }))
      return { ...base, blockType: 'tree', nodes: withIds(nodes, same.nodes, ({ key }) => textOf(key)) }
    }
    case 'boards': {
      const rows = written.value.map(({ position, caption }) => {
        const sent = facts?.positions?.get(position)
        if (!sent) throw new Error(`The board "${position}" shows a position that was not sent.`)
        return { position: sent.id, notation: sent.notation, caption }
      })
      return { ...base, blockType: 'boards', rows: withIds(rows, same.rows, boardKey) }
    }
  }
}

const cut = (heading: string): string => shorten(heading, contentLimits.heading)

const storedQuestion = (one: Question): StoredQuestion => {
  const { sort, stem, choices, answer = null, explanation, objective = null, difficulty = null } = one
  return {
    sort,
    stem,
    choices: choices.map(({ text, correct, why }) => ({ text, correct, why })),
    answer,
    explanation,
    objective,
    difficulty,
  }
}

const withChoiceIds = (item: Row<StoredQuestion>, before: unknown): Row<StoredQuestion> => {
  const same = item.id === undefined ? undefined : recordsIn(before).find(({ id }) => id === item.id)
  return { ...item, choices: withIds(item.choices, same?.choices, ({ text }) => textOf(text)) }
}

type Fields = Readonly<Record<string, unknown>>

const entryKey = ({ group, label }: Fields): string => JSON.stringify([textOf(group), textOf(label)])
const boardKey = ({ position }: Fields): string => textOf(idIn(position))

/** As fields hold texts, without what nobody sees. */
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''

/**
 * Rows with the ids of the stored rows that are the same thing by their key. Where several have one key, only what is the
 * same in all it says keeps an id: which of them another text has become, nobody can tell.
 */
const withIds = <Given extends Fields>(
  rows: readonly Given[],
  before: unknown,
  keyOf: (row: Fields) => string,
): (Given & { id?: string })[] => {
  const unused = new Set(recordsIn(before).filter(({ id }) => typeof id === 'string'))
  const isOnly = (key: string) =>
    rows.filter((row) => keyOf(row) === key).length === 1 &&
    recordsIn(before).filter((row) => keyOf(row) === key).length === 1
  return rows.map((row) => {
    const key = keyOf(row)
    const found = [...unused].find((old) => keyOf(old) === key && (isOnly(key) || isSame(old, row)))
    if (!found) return row
    unused.delete(found)
    return { ...row, id: String(found.id) }
  })
}

const recordsIn = (rows: unknown): Record<string, unknown>[] => (Array.isArray(rows) ? rows.filter(isRecord) : [])

/** Of a relationship, whether its document was loaded with it or not. */
const idIn = (value: unknown): unknown => (isRecord(value) ? value.id : value)

interface WrittenOf {
  /** Needs the editor that wrote it, which only Payload has. */
  markdownOf(richText: RichText): string
  /** The key of a position, by its id. Default: the id. */
  keyOf?(id: DocumentId): string
}

/**
 * A stored block as checks and prompts read it; `undefined` for what is no part. What an editor left empty is empty: the
 * value need not be one that a model would have been let pass.
 */
export const writtenOf = (block: unknown, { markdownOf, keyOf = String }: WrittenOf): WrittenPart | undefined => {
  if (!isRecord(block)) return undefined
  const sort = partSorts.find((one) => one === block.blockType)
  switch (sort) {
    case undefined:
      return undefined
    case 'prose':
      return { sort, value: isRichText(block.body) ? markdownOf(block.body) : '' }
    case 'entries': {
      const value = recordsIn(block.rows).map(({ group, label, body }) => ({
        ...given({ group }),
        label: textOf(label),
        body: textOf(body),
      }))
      return { sort, value }
    }
    case 'questions':
      return { sort, value: recordsIn(block.items).map(questionOf) }
    case 'tree': {
      const value = recordsIn(block.nodes).map(({ key, parent, label, note }) => ({
        key: textOf(key),
        ...given({ parent }),
        label: textOf(label),
        ...given({ note }),
      }))
      return { sort, value }
    }
    case 'boards': {
      const value = recordsIn(block.rows).flatMap(({ position, caption }) => {
        const id = idIn(position)
        return typeof id === 'string' || typeof id === 'number'
          ? [{ position: keyOf(id), caption: textOf(caption) }]
          : []
      })
      return { sort, value }
    }
  }
}

export const isRichText = (value: unknown): value is RichText => isRecord(value) && isRecord(value.root)

/** Without those that have no text. */
const given = <Name extends string>(texts: Record<Name, unknown>): { [name in Name]?: string } =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, value]) => (textOf(value) === '' ? [] : [[name, textOf(value)]])),
  ) as { [name in Name]?: string }

const questionOf = (row: Record<string, unknown>): Question => ({
  sort: questionSorts.find((sort) => sort === row.sort) ?? 'single',
  stem: textOf(row.stem),
  choices: recordsIn(row.choices).map(({ text, correct, why }) => ({
    text: textOf(text),
    correct: correct === true,
    why: textOf(why),
  })),
  ...given({ answer: row.answer }),
  explanation: textOf(row.explanation),
  ...given({ objective: row.objective, difficulty: row.difficulty }),
})
