import type { Endpoint, PayloadRequest } from 'payload'
import { isReviewer, requireReviewer, requireRole } from '../access/access.js'
import { documentIdOf } from '../database/adapter.js'
import { type ExportedDocument, markdownOfExported, readExport, treesOf } from '../drafts/exchange/exportDocument.js'
import { importMarkdown } from '../drafts/exchange/importMarkdown.js'
import type { ReadPart, WholeName } from '../drafts/exchange/readWhole.js'
import { RequestError } from '../errors.js'
import { longestFile, MarkdownProblem } from '../generators/exchange/markdownText.js'
import { mermaidOf, opmlOf } from '../generators/exchange/mindMapFiles.js'
import { readTree } from '../generators/exchange/readMarkdown.js'
import { readUpload } from '../library/upload/readUpload.js'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'
import { quoted } from '../text.js'

const formats = ['markdown', 'mermaid', 'opml'] as const

type FileFormat = (typeof formats)[number]

/** How each is sent: Mermaid has no registered type. */
const files: Readonly<Record<FileFormat, { type: string; ending: string }>> = {
  markdown: { type: 'text/markdown', ending: 'md' },
  mermaid: { type: 'text/plain', ending: 'mmd' },
  opml: { type: 'text/x-opml', ending: 'opml' },
}

/**
 * `GET /:id/export?format=markdown|mermaid|opml&part=&draft=true`: a lesson, section or course as a file. `part` names a part by
 * its name or its block's id; Mermaid and OPML are of a mind map, and need it only where there are several. What is published
 * is for everyone who may read it, and without `draft=true` nothing else is written, to reviewers either.
 */
export const exportEndpoint = (settings: Settings, name: WholeName): Endpoint => ({
  path: '/:id/export',
  method: 'get',
  handler: async (req) => {
    const format = formatOf(req)
    const document = await exported(settings, req, name)
    const part = req.searchParams.get('part') || undefined
    const { type, ending } = files[format]
    const text = textOf(document, format, part)
    return new Response(text, {
      headers: {
        'Content-Type': `${type}; charset=utf-8`,
        'Content-Disposition': disposition(document.title || name, ending),
        // A reader's own view of it, which may change with the next save.
        'Cache-Control': 'private, no-cache',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  },
})

const formatOf = (req: PayloadRequest): FileFormat => {
  const given = req.searchParams.get('format') || 'markdown'
  const format = formats.find((known) => known === given)
  if (format) return format
  throw new RequestError(400, `format ${quoted(given)} is unknown; allowed are ${formats.join(', ')}.`, {
    code: 'unknown_format',
    allowed: formats,
  })
}

const exported = async (settings: Settings, req: PayloadRequest, name: WholeName): Promise<ExportedDocument> => {
  requireRole(settings, req)
  const draft = req.searchParams.get('draft') === 'true'
  if (draft && !isReviewer(settings)({ req })) {
    throw new RequestError(403, 'Only teachers, editors and admins may read drafts.', { code: 'forbidden' })
  }
  const found = await readExport({ settings, req, name, id: documentId(settings.slugs[name], req), draft })
  if (found) return found
  const hint = isReviewer(settings)({ req }) && !draft ? ' A draft is exported with draft=true.' : ''
  throw new RequestError(404, `There is no such document.${hint}`, { code: 'not_found' })
}

const documentId = (collection: string, req: PayloadRequest): Id => {
  const id = documentIdOf(req.payload, collection, req.routeParams?.id)
  if (id !== undefined) return id
  throw new RequestError(404, 'There is no such document.', { code: 'not_found' })
}

const textOf = (document: ExportedDocument, format: FileFormat, part: string | undefined): string => {
  if (format === 'markdown') {
    return part === undefined ? document.markdown() : markdownOfExported(only(document.parts, part))
  }
  const { nodes, heading } = only(treesOf(document.parts), part)
  const title = heading ?? document.title
  return format === 'mermaid' ? mermaidOf(nodes, title) : opmlOf(nodes, title)
}

/** The one that is named, or that there is. */
const only = <Part extends ReadPart>(parts: readonly Part[], named: string | undefined): Part => {
  const found = named === undefined ? parts : parts.filter(({ id, name }) => name === named || id === named)
  const [part] = found
  if (part && found.length === 1) return part
  const allowed = parts.map(({ id, name }) => name ?? id)
  const choice = allowed.length > 0 ? `name one of them: ${allowed.join(', ')}` : 'there is none to be exported so'
  const problem = named === undefined ? `The document has ${parts.length} such parts` : `No part is ${quoted(named)}`
  throw new RequestError(400, `${problem}; ${choice}.`, { code: 'unknown_part', allowed })
}

/** The title as a file name, in ASCII for old clients, and as it is. */
const disposition = (title: string, ending: string): string => {
  const name = title
    .replace(/[\p{C}\\/:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const short = [...name].slice(0, 80).join('') || 'export'
  const ascii =
    short
      .normalize('NFKD')
      .replace(/[^\x20-\x7E]/g, '')
      .replace(/[%;]/g, '')
      .trim() || 'export'
  const coded = encodeURIComponent(`${short}.${ending}`).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  )
  return `attachment; filename="${ascii}.${ending}"; filename*=UTF-8''${coded}`
}

/**
 * `POST /:id/import`: what a Markdown file says, into a draft of a lesson or section: 200 `{doc, changed, message}`.
 * `POST /import`: reads a nested list as a mind map and saves nothing, for the form of one: 200 `{outline, message}`.
 */
export const importEndpoints = (settings: Settings, name: 'lessons' | 'sections'): Endpoint[] => [
  {
    path: '/:id/import',
    method: 'post',
    handler: async (req) => {
      requireReviewer(settings, req)
      const id = documentId(settings.slugs[name], req)
      const markdown = await fileOf(req)
      const { doc, changed } = await importMarkdown(settings, req, { name, id, markdown }).catch(refuse)
      const count = changed.length
      const message = count === 1 ? 'One part was changed.' : `${count === 0 ? 'No' : count} parts were changed.`
      return Response.json({ doc, changed, message })
    },
  },
  {
    path: '/import',
    method: 'post',
    handler: async (req) => {
      requireReviewer(settings, req)
      const markdown = await fileOf(req)
      const read = async () => readTree(markdown)
      return Response.json({ outline: await read().catch(refuse), message: 'The list was read.' })
    },
  },
]

/** A file that cannot be read is a refused request. */
const refuse = (error: unknown): never => {
  if (!(error instanceof MarkdownProblem)) throw error
  throw new RequestError(400, error.message, { code: 'invalid_markdown', line: error.line })
}

/** A character takes at most four bytes. */
const mostBytes = 4 * longestFile

const fileOf = async (req: PayloadRequest): Promise<string> => {
  const { source } = await readUpload(req, { maxBytes: mostBytes })
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
  } catch {
    throw new RequestError(400, 'The file is no text in UTF-8.', { code: 'unreadable_file' })
  }
}
