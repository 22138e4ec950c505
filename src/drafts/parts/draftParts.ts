import { hashOf } from '../../generators/content/hash.js'
import type { Settings } from '../../options/Settings.js'
import { isRecord } from '../../text.js'
import { type DraftName, draftFacts } from './draftFacts.js'

/**
 * What learners and other systems are told of how a document was written: `none` where no model wrote it, `ai-assisted` where
 * a person has opened or edited it since, else `ai-generated`.
 */
export const aiDisclosures = ['none', 'ai-assisted', 'ai-generated'] as const

export type AiDisclosure = (typeof aiDisclosures)[number]

/** Whether a document has all the fields that are looked at here: one of which only some were asked for has not. */
export const isWhole = (name: DraftName, doc: Fields): boolean => {
  const { written, decided, isInParts, hasVersions } = draftFacts[name]
  const fields = [
    ...written,
    ...decided,
    'written',
    ...(isInParts ? ['content'] : []),
    ...(hasVersions ? ['provenance', 'flags'] : ['run']),
  ]
  return fields.every((field) => field in doc)
}

/** A named piece of a draft: a field that is written as a whole, or a block of `content`. */
export interface DraftPart {
  readonly name: string
  readonly isField: boolean
  /** As it is stored; `undefined` when it was deleted. */
  readonly value: unknown
  /**
   * - `untouched`: as a run wrote it
   * - `changed`: a person wrote in it since
   * - `deleted`: a person took it out
   * - `own`: no run ever wrote it
   */
  readonly state: 'untouched' | 'changed' | 'deleted' | 'own'
}

type Fields = Readonly<Record<string, unknown>>

/** The pieces of a document that runs write, or wrote once; blocks that editors added have no name, and are theirs alone. */
export const draftPartsOf = (name: DraftName, doc: Fields): DraftPart[] => {
  const written = isRecord(doc.written) ? doc.written : {}
  const blocks = blocksOf(doc).filter((block) => nameOf(block) !== undefined)
  const fields = draftFacts[name].written
  const names = new Set([
    ...fields.filter((field) => written[field] !== undefined),
    ...blocks.map((block) => nameOf(block) ?? ''),
    ...Object.keys(written),
  ])
  return [...names].map((part): DraftPart => {
    const isField = fields.includes(part)
    const value = isField ? doc[part] : blocks.find((block) => nameOf(block) === part)
    return { name: part, isField, value, state: stateOf(value, written[part], isField) }
  })
}

/**
 * Names of what a run can write anew: of a course all the fields of its format, also where a person wrote them so far, of another
 * document the parts that runs wrote. Of a lesson whose sections are documents of their own there are none.
 */
export const rewritableParts = ({ formats }: Pick<Settings, 'formats'>, name: DraftName, doc: Fields): string[] => {
  if (name !== 'courses') {
    // The title of a lesson is written along with its parts, never alone.
    return draftPartsOf(name, doc).flatMap((part) => (part.name === 'title' ? [] : [part.name]))
  }
  const sections = formats.find(({ key }) => key === doc.format)?.sections ?? []
  return [...new Set(sections.flatMap(({ place, parts }) => (place === 'parent' ? Object.keys(parts) : [])))]
}

/** A field that runs write as a whole, and none ever wrote here: what stands in it is a person's. */
export const ownField = (name: DraftName, doc: Fields, field: string): DraftPart | undefined =>
  draftFacts[name].written.includes(field) ? { name: field, isField: true, value: doc[field], state: 'own' } : undefined

const stateOf = (value: unknown, hash: unknown, isField: boolean): DraftPart['state'] => {
  if (hash === undefined) return 'own'
  if (value === undefined && !isField) return 'deleted'
  return hashOf(value) === hash ? 'untouched' : 'changed'
}

/** Most texts of a part by which forms that were opened before are told. */
const mostReplaced = 20

/**
 * `replaced` of a document once these parts say something else: hashes of what stood there, newest first. By them a form that
 * was opened before is told from one that was filled in after.
 */
export const replacedBy = (stored: unknown, parts: ReadonlyMap<string, unknown>): Record<string, unknown> => {
  const before = isRecord(stored) ? stored : {}
  const added = [...parts].map(
    ([part, value]) => [part, [...new Set([hashOf(value), ...hashesOf(before[part])])]] as const,
  )
  return { ...before, ...Object.fromEntries(added.map(([part, hashes]) => [part, hashes.slice(0, mostReplaced)])) }
}

/** Whether a part said this before a run wrote it anew; `hashes`: of the part in `replaced`. */
export const wasReplaced = (hashes: unknown, value: unknown): boolean => hashesOf(hashes).includes(hashOf(value))

const hashesOf = (stored: unknown): unknown[] => (Array.isArray(stored) ? stored : stored === undefined ? [] : [stored])

/**
 * Everything that a person decides on, piece by piece: fields by their names, blocks by their parts, an editor's own by their
 * ids. `part`: what a piece is called.
 */
export const piecesOf = (name: DraftName, doc: Fields): ReadonlyMap<string, { part: string; value: unknown }> => {
  const fields = [...draftFacts[name].written, ...draftFacts[name].decided].map(
    (field) => [field, { part: field, value: idsOf(doc[field]) }] as const,
  )
  const blocks = blocksOf(doc).flatMap((block, index) => {
    if (!isRecord(block)) return []
    const part = nameOf(block) ?? (typeof block.heading === 'string' ? block.heading : '')
    const key = nameOf(block) ?? (typeof block.id === 'string' ? block.id : String(index))
    return [[`content ${key}`, { part, value: withIdsOf(block) }] as const]
  })
  return new Map([...fields, ...blocks])
}

/**
 * A document with other values for some of its parts, as an update takes it. What is `undefined` is taken out. New blocks
 * stand before the first that comes after them in `order`, else at the end.
 */
export const withDraftParts = (
  name: DraftName,
  doc: Fields,
  values: Readonly<Record<string, unknown>>,
  order: readonly string[] = [],
): Record<string, unknown> => {
  const data: Record<string, unknown> = {}
  let content: readonly unknown[] = blocksOf(doc)
  let hasBlocks = false
  for (const [part, value] of Object.entries(values)) {
    if (draftFacts[name].written.includes(part)) {
      data[part] = value ?? null
      continue
    }
    hasBlocks = true
    const at = content.findIndex((block) => nameOf(block) === part)
    if (value === undefined) content = content.filter((block) => nameOf(block) !== part)
    else if (at >= 0) content = content.map((block, index) => (index === at ? value : block))
    else content = inserted(content, value, order)
  }
  return hasBlocks ? { ...data, content } : data
}

/** The hash of all that a person decides on; an editor's own blocks and their order count too. */
export const decidedHashOf = (name: DraftName, doc: Fields): string =>
  hashOf(
    Object.fromEntries([
      ...[...draftFacts[name].written, ...draftFacts[name].decided].map((field) => [field, idsOf(doc[field])]),
      ['content', blocksOf(doc).map(withIdsOf)],
    ]),
  )

/** Relationships count by their ids, whether their documents were loaded or not. */
const idsOf = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((one) => (isRecord(one) && 'createdAt' in one ? one.id : one)) : value

const withIdsOf = (block: unknown): unknown => {
  if (!isRecord(block) || !Array.isArray(block.rows)) return block
  const rows = block.rows.map((row) =>
    isRecord(row) && isRecord(row.position) ? { ...row, position: row.position.id } : row,
  )
  return { ...block, rows }
}

const blocksOf = (doc: Fields): unknown[] => (Array.isArray(doc.content) ? doc.content : [])

const nameOf = (block: unknown): string | undefined =>
  isRecord(block) && typeof block.part === 'string' && block.part !== '' ? block.part : undefined

/** Blocks with one more: before the first that is shown after it, else at the end. */
export const inserted = (content: readonly unknown[], block: unknown, order: readonly string[]): unknown[] => {
  const place = order.indexOf(nameOf(block) ?? '')
  const next = place < 0 ? -1 : content.findIndex((other) => order.indexOf(nameOf(other) ?? '') > place)
  const at = next < 0 ? content.length : next
  return [...content.slice(0, at), block, ...content.slice(at)]
}

/** What lists and reviews call it, from its fields. */
export const titleOfDraft = (name: DraftName, doc: Fields): string => {
  const title = doc[draftFacts[name].title]
  return typeof title === 'string' ? title : ''
}

/** Codes of what is worth a look; plans have none. */
export const flagsOfDraft = ({ flags }: Fields): string[] =>
  Array.isArray(flags) ? flags.filter((flag): flag is string => typeof flag === 'string') : []
