import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { actFor } from '../../access/access.js'
import { id } from '../../database/stored.js'
import { inKeptTransaction } from '../../database/transactions.js'
import { RequestError } from '../../errors.js'
import { blockOf } from '../../generators/content/blocks.js'
import { nodesFromOutline } from '../../generators/content/forest.js'
import { type BoardPosition, contentLimits, type PartValues, type TreeNode } from '../../generators/content/part.js'
import { MarkdownProblem } from '../../generators/exchange/markdownText.js'
import {
  type ReadDocument,
  type ReadPart,
  type ReadValue,
  readMarkdown,
} from '../../generators/exchange/readMarkdown.js'
import { markdownOfPart } from '../../generators/exchange/writeMarkdown.js'
import { beyondMarkdown } from '../../generators/richText.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { isRecord, quoted } from '../../text.js'
import { lockDocuments } from '../documentLocks.js'
import { partsOfContent, type ReadPart as StoredPart } from './readWhole.js'

interface ImportMarkdown {
  name: 'lessons' | 'sections'
  id: Id
  /** The file. */
  markdown: string
}

interface Imported {
  doc: { id: Id }
  /** Headings of the parts that the file has in another way, or that were not there. */
  changed: readonly string[]
}

/**
 * Writes what a Markdown file says into a lesson or section, as a draft, under the access and hooks of the request's user. A
 * part that the file has as it would be exported now stays untouched, to the last bit; one that is not in the file stays too. One
 * that holds what Markdown cannot say is not written anew: it would be lost.
 *
 * @throws MarkdownProblem with the line; RequestError 404
 */
export const importMarkdown = (settings: Settings, req: PayloadRequest, given: ImportMarkdown): Promise<Imported> =>
  inKeptTransaction(req.payload, async (own) => {
    actFor(own, req)
    const { id, name } = given
    const collection = settings.slugs[name]
    await lockDocuments(own, { collection, ids: [id] })
    const access = { collection, id, depth: 0, overrideAccess: false, req: own } as const
    const found = await own.payload.findByID({ ...access, draft: true, disableErrors: true, joins: false })
    if (!found) throw new RequestError(404, 'There is no such document.', { code: 'not_found' })
    const now = document.parse(found)
    const content = now.content ?? []
    const parts = partsOfContent(own.payload.config, collection, content)
    const file = readMarkdown(given.markdown, ({ heading }) => sortBelow(parts, heading))
    const game = () => gameOf(settings, own, now)
    const { blocks, changed } = await withFile({ settings, req: own, game, content, parts, file })
    const fields = fieldsOf(name, now, file)
    if (changed.length === 0 && Object.keys(fields).length === 0) return { doc: { id }, changed }
    await own.payload.update({
      ...access,
      draft: true,
      // Another person may have it open.
      overrideLock: false,
      data: { ...fields, ...(changed.length > 0 ? { content: blocks } : {}), _status: 'draft' },
    })
    return { doc: { id }, changed }
  })

const document = z.looseObject({
  title: z.string().nullish(),
  objective: z.string().nullish(),
  content: z.array(z.record(z.string(), z.unknown())).nullish(),
  game: z.string().nullish(),
  parent: z.object({ relationTo: z.string(), value: id }).nullish(),
})

/** Which game a lesson is about; of a section, the lesson that it belongs to. */
const gameOf = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { game, parent }: z.output<typeof document>,
): Promise<string | undefined> => {
  if (parent?.relationTo !== slugs.lessons) return game ?? undefined
  const lesson = await req.payload.findByID({
    ...{ collection: slugs.lessons, id: parent.value, depth: 0, draft: true, disableErrors: true, req },
    select: { game: true },
    // Of what the user may change a section of, only which game it is about.
    overrideAccess: true,
  })
  return document.parse(lesson ?? {}).game ?? undefined
}

type Blocks = readonly Record<string, unknown>[]

const sortBelow = (parts: readonly StoredPart[], heading: string) =>
  parts.find((part) => oneLine(part.heading) === heading)?.written.sort

const fieldsOf = (
  name: ImportMarkdown['name'],
  now: z.output<typeof document>,
  { title, intro }: ReadDocument,
): Record<string, string> => {
  if (name === 'sections' && intro !== '') {
    throw new MarkdownProblem(1, 'a section has no text before its first part, which begins with "## "')
  }
  return {
    ...(title !== undefined && title !== oneLine(now.title) ? { title } : {}),
    ...(intro !== '' && intro !== (now.objective ?? '').trim() ? { objective: intro } : {}),
  }
}

interface WithFile {
  settings: Settings
  req: PayloadRequest
  game: () => Promise<string | undefined>
  content: Blocks
  parts: readonly StoredPart[]
  file: ReadDocument
}

const withFile = async ({ settings, req, game, content, parts, file }: WithFile) => {
  const blocks = [...content]
  const changed: string[] = []
  const matched = new Set<StoredPart>()
  for (const part of file.parts) {
    const before = parts.find((known) => !matched.has(known) && isSame(known, part))
    if (before) matched.add(before)
    const isWritten = before !== undefined && markdownOfPart(before.written).trim() === part.source
    if (isWritten && oneLine(before.heading ?? before.name) === part.heading) continue
    changed.push(part.heading)
    const at = before ? blocks.findIndex(({ id }) => String(id) === before.id) : -1
    const stored = at < 0 ? undefined : blocks[at]
    const said = stored && isWritten ? stored : await blockFrom({ settings, req, game, part, before: stored })
    const block = { ...said, heading: part.heading === '' ? null : part.heading }
    if (at < 0) blocks.push(block)
    else blocks[at] = block
  }
  return { blocks, changed }
}

/** A part of the same name; where the file names none, of the same heading and sort. */
const isSame = (known: StoredPart, { name, heading, sort }: ReadPart): boolean =>
  known.written.sort === sort &&
  (name === undefined ? oneLine(known.heading ?? known.name) === heading : known.name === name)

interface BlockFrom {
  settings: Settings
  req: PayloadRequest
  game: () => Promise<string | undefined>
  part: ReadPart
  before: Record<string, unknown> | undefined
}

const blockFrom = async ({ settings, req, game, part, before }: BlockFrom): Promise<Record<string, unknown>> => {
  const { heading, line } = part
  const lost = part.sort === 'prose' ? beyondMarkdown(before?.body) : undefined
  if (lost !== undefined) {
    const problem = `the part ${quoted(heading)} holds ${lost}, which Markdown cannot say; change it in the form`
    throw new MarkdownProblem(line, problem)
  }
  const read = part.read()
  const value: PartValues[keyof PartValues] =
    read.sort === 'tree' ? nodesFromOutline(read.value, nodesOf(before)) : read.value
  const positions = read.sort === 'boards' ? await positionsOf(settings, req, { read, line, before, game }) : undefined
  if (Array.isArray(value) && value.length > mostRows[read.sort]) {
    throw new MarkdownProblem(line, `the part has ${value.length} items, at most ${mostRows[read.sort]} are allowed`)
  }
  const { part: _, ...block } = blockOf({
    name: '',
    part: { sort: read.sort, heading },
    value,
    before,
    facts: { positions },
  })
  // Only runs name parts; a block that is there keeps its name.
  return { ...block, ...(before?.part == null ? {} : { part: before.part }) }
}

const mostRows = {
  prose: 0,
  entries: contentLimits.entries,
  questions: contentLimits.questions,
  tree: contentLimits.nodes,
  boards: contentLimits.boards,
} as const

const nodesOf = (block: Record<string, unknown> | undefined): TreeNode[] =>
  (Array.isArray(block?.nodes) ? block.nodes : []).filter(isRecord).map(({ key, parent, label }) => ({
    key: String(key ?? ''),
    ...(typeof parent === 'string' && parent !== '' ? { parent } : {}),
    label: String(label ?? '').trim(),
  }))

/**
 * Positions by the notation that the file has: those of the block, else of the library. Where that has one for several games, it
 * is the one of the document's game.
 */
const positionsOf = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { read, line, before, game }: { read: ReadValue; line: number } & Pick<BlockFrom, 'before' | 'game'>,
): Promise<ReadonlyMap<string, BoardPosition>> => {
  const known = new Map<string, BoardPosition>()
  const add = (notation: unknown, id: unknown) => {
    const isId = typeof id === 'number' || typeof id === 'string'
    if (isId && typeof notation === 'string') known.set(oneLine(notation), { id, notation, line: '' })
  }
  const rows = Array.isArray(before?.rows) ? before.rows.filter(isRecord) : []
  for (const { notation, position } of rows) add(notation, isRecord(position) ? position.id : position)
  const asked = read.sort === 'boards' ? read.value.map(({ position }) => position) : []
  const open = asked.filter((notation) => !known.has(notation))
  if (open.length > 0) {
    const { docs } = await req.payload.find({
      collection: slugs.positions,
      where: { notation: { in: open } },
      select: { game: true, notation: true },
      depth: 0,
      pagination: false,
      overrideAccess: false,
      req,
    })
    const found = open.map((notation) => docs.filter((doc) => doc.notation === notation))
    const wanted = found.some((same) => same.length > 1) ? await game() : undefined
    for (const same of found) {
      const [only, ...more] = same.length > 1 ? same.filter((one) => one.game === wanted) : same
      if (only && more.length === 0) add(only.notation, only.id)
      else if (same.length > 0) {
        const games = same.map((one) => one.game).join(', ')
        const problem = `the library has the position "${same[0]?.notation}" for several games (${games}); set the game of the lesson, or choose the board in the form`
        throw new MarkdownProblem(line, problem)
      }
    }
  }
  const missing = open.find((notation) => !known.has(notation))
  if (missing === undefined) return known
  throw new MarkdownProblem(line, `the library has no position "${missing}"`)
}

const oneLine = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim()
