import {
  type CollectionBeforeChangeHook,
  type CollectionBeforeDeleteHook,
  type PayloadRequest,
  ValidationError,
  type ValidationFieldError,
} from 'payload'
import { isDocumentId } from '../database/adapter.js'
import { deleteParts } from '../database/deleteParts.js'
import { unsafeLinkIn } from '../generators/richText.js'
import type { Settings } from '../options/Settings.js'
import { idIn, keyOfDocument } from '../runs/vocabulary.js'
import { isRecord, quoted } from '../text.js'

/**
 * Checks the parts of a document each time it is saved, by whatever door, and shows each board's position as it stands
 * in the library.
 */
export const checkContent =
  (settings: Settings): CollectionBeforeChangeHook =>
  async ({ data, originalDoc, collection, req }) => {
    if (!Array.isArray(data.content)) return data
    const blocks: readonly unknown[] = data.content
    const errors = [...doubledParts(blocks), ...doubledIds(blocks, 'content'), ...unsafeLinks(blocks)]
    if (errors.length)
      throw new ValidationError({ collection: collection.slug, errors: errors.slice(0, 50), req }, req.t)
    return { ...data, content: await withNotations({ settings, req, blocks, before: originalDoc?.content }) }
  }

const doubledParts = (blocks: readonly unknown[]): ValidationFieldError[] => {
  const seen = new Set<unknown>()
  return blocks.flatMap((block, index) => {
    const part = isRecord(block) ? block.part : undefined
    if (part == null || part === '') return []
    const isDoubled = seen.has(part)
    seen.add(part)
    const message = `There is a part ${quoted(String(part))} above: a document has each part once.`
    return isDoubled ? [{ path: `content.${index}.part`, message }] : []
  })
}

/** By their ids, rows are found again; two of the same would be a refusal of the database, which is a 500. */
const doubledIds = (rows: readonly unknown[], path: string): ValidationFieldError[] => {
  const seen = new Set<unknown>()
  return rows.flatMap((row, index) => {
    if (!isRecord(row)) return []
    const at = `${path}.${index}`
    const isDoubled = row.id != null && seen.has(row.id)
    seen.add(row.id)
    const below = Object.entries(row).flatMap(([name, value]) =>
      Array.isArray(value) ? doubledIds(value, `${at}.${name}`) : [],
    )
    return [...(isDoubled ? [{ path: `${at}.id`, message: 'Another row has this id.' }] : []), ...below]
  })
}

const unsafeLinks = (blocks: readonly unknown[]): ValidationFieldError[] =>
  blocks.flatMap((block, index) => {
    const link = isRecord(block) ? unsafeLinkIn(block.body) : undefined
    if (link === undefined) return []
    const message = `The link ${quoted(link)} leads nowhere safe: use http, https or mailto.`
    return [{ path: `content.${index}.body`, message }]
  })

interface WithNotations {
  settings: Settings
  req: PayloadRequest
  blocks: readonly unknown[]
  /** The parts as they were stored. */
  before: unknown
}

/** The rows of all boards with the notation of their position; looked up for what has none, or another position now. */
const withNotations = async ({ settings, req, blocks, before }: WithNotations): Promise<readonly unknown[]> => {
  const known = new Map(boardRows(before).map((row) => [row.id, row]))
  // What a request says of it was dropped before, from the stored rows too, which Payload hands on as they are; runs bring
  // along what they have just read.
  const isShown = (row: Row): boolean => {
    if (!row.notation) return false
    const stored = known.get(row.id)
    return !stored || (idIn(stored.position) === idIn(row.position) && stored.notation === row.notation)
  }
  const open = boardRows(blocks).filter((row) => idIn(row.position) !== undefined && !isShown(row))
  const notations = await readNotations(settings, req, open)
  const shown = (row: unknown): unknown => {
    if (!isRecord(row)) return row
    const position = idIn(row.position)
    if (position === undefined) return { ...row, notation: null }
    return isShown(row) ? row : { ...row, notation: notations.get(String(position)) ?? null }
  }
  return blocks.map((block) => (isBoards(block) ? { ...block, rows: block.rows.map(shown) } : block))
}

type Row = Readonly<Record<string, unknown>>

const isBoards = (block: unknown): block is Row & { rows: readonly unknown[] } =>
  isRecord(block) && block.blockType === 'boards' && Array.isArray(block.rows)

const boardRows = (content: unknown): Row[] =>
  Array.isArray(content) ? content.filter(isBoards).flatMap(({ rows }) => rows.filter(isRecord)) : []

const readNotations = async (
  { slugs }: Settings,
  req: PayloadRequest,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, unknown>> => {
  const ids = rows.map(({ position }) => idIn(position)).filter((id) => isDocumentId(req.payload, slugs.positions, id))
  if (ids.length === 0) return new Map()
  const { docs } = await req.payload.find({
    collection: slugs.positions,
    where: { id: { in: ids } },
    select: { notation: true },
    depth: 0,
    pagination: false,
    // The document shows the position to every reader of the document.
    overrideAccess: true,
    req,
  })
  return new Map(docs.map(({ id, notation }) => [String(id), notation]))
}

/** Keeps the text twin of a section's parent, which indexes and our SQL can name, that of its parent. */
export const keepParentKey: CollectionBeforeChangeHook = ({ data, originalDoc }) => {
  const parent: unknown = data.parent === undefined ? originalDoc?.parent : data.parent
  const id = isRecord(parent) ? idIn(parent.value) : undefined
  const parentKey =
    isRecord(parent) && id !== undefined ? keyOfDocument({ relationTo: String(parent.relationTo), value: id }) : null
  return { ...data, parentKey }
}

/** A section without its lesson or course is of no use: it goes with it, in the same transaction. */
export const deleteSectionsOf =
  ({ slugs }: Settings): CollectionBeforeDeleteHook =>
  async ({ collection, id, req }) => {
    await deleteParts(req, {
      collection: slugs.sections,
      where: { parentKey: { equals: keyOfDocument({ relationTo: collection.slug, value: id }) } },
      refusal: {
        stays: 'The document stays: a section of it could not be deleted.',
        document: 'section',
        code: 'section_not_deleted',
      },
    })
  }
