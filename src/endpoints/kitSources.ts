import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { actFor, requireAccess } from '../access/access.js'
import { documentIdOf } from '../database/adapter.js'
import { inKeptTransaction } from '../database/transactions.js'
import { lockDocuments } from '../drafts/documentLocks.js'
import { RequestError } from '../errors.js'
import { createFileReader, type FileReader } from '../kits/createFileReader.js'
import { longestFileName, mostFileBytes, mostSources } from '../kits/fileProblems.js'
import type { SourcePiece } from '../kits/splitFile.js'
import { readUpload } from '../library/upload/readUpload.js'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'
import { shorten, storable } from '../text.js'

/**
 * `POST /api/kits/:id/sources`: adds what a file says to a kit, 201 `{added: [{key, title, page}], message}`. Needs update
 * access to it. `POST /api/kits/sources`: says it and saves nothing, 200 `{sources: [{title, text, page, fileName}], message}`, for
 * the form of a kit. Needs create access. TXT, Markdown, DOCX or PDF of at most 10 MB: as field `file` of a form, or as the body
 * with `?fileName=`.
 */
export const kitSourcesEndpoints = ({ slugs }: Settings): Endpoint[] => {
  const readFile = createFileReader()
  const collection = slugs.kits
  return [
    {
      path: '/:id/sources',
      method: 'post',
      handler: async (req) => {
        const id = await requireKit(req, collection)
        const pieces = await sourcesOfUpload(req, readFile)
        const added = await addSources(req, { collection, id, pieces })
        return Response.json({ added, message: messageOf(added.length, 'added') }, { status: 201 })
      },
    },
    {
      path: '/sources',
      method: 'post',
      handler: async (req) => {
        await requireAccess(req, collection, 'create')
        const sources = await sourcesOfUpload(req, readFile)
        return Response.json({ sources, message: messageOf(sources.length, 'read') })
      },
    },
  ]
}

const messageOf = (count: number, verb: string): string =>
  `${count} ${count === 1 ? 'source was' : 'sources were'} ${verb}.`

/** Before the file is read: who may not write the kit need not send it. */
const requireKit = async (req: PayloadRequest, collection: string): Promise<Id> => {
  const id = documentIdOf(req.payload, collection, req.routeParams?.id)
  await requireAccess(req, collection, 'update', id)
  const found =
    id !== undefined &&
    (await req.payload.findByID({ collection, id, depth: 0, disableErrors: true, overrideAccess: false, req }))
  if (found) return id
  throw new RequestError(404, `There is no document with this id in "${collection}".`, { code: 'not_found' })
}

const sourcesOfUpload = async (req: PayloadRequest, readFile: FileReader): Promise<SourcePiece[]> => {
  const { source, fileName = req.searchParams.get('fileName') ?? '' } = await readUpload(req, {
    maxBytes: mostFileBytes,
  })
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
  const name = shorten(storable(fileName).trim(), longestFileName)
  const onNoThread = () =>
    req.payload.logger.warn(
      'DOCX and PDF files of kits are read in the server’s own thread, without limits of time and memory: the host’s bundle has left kits/textThread.js out',
    )
  return readFile({ bytes: Buffer.concat(pieces), fileName: name, signal: req.signal, onNoThread })
}

const kitDoc = z.object({
  _status: z.string().nullish(),
  sources: z
    .array(z.looseObject({ key: z.string().nullish(), title: z.string().nullish(), page: z.number().nullish() }))
    .nullish(),
})

interface AddSources {
  collection: string
  id: Id
  pieces: readonly SourcePiece[]
}

/** Under the lock of the kit, so that two files that come at once are both in it. */
const addSources = (req: PayloadRequest, { collection, id, pieces }: AddSources) =>
  inKeptTransaction(req.payload, async (locked) => {
    actFor(locked, req)
    await lockDocuments(locked, { collection, ids: [id] })
    const given = { collection, id, depth: 0, overrideAccess: false, req: locked } as const
    const { _status, sources } = kitDoc.parse(await req.payload.findByID({ ...given, draft: true }))
    const had = sources ?? []
    if (had.length + pieces.length > mostSources) {
      throw new RequestError(
        422,
        `The kit has ${had.length} sources and the file gives ${pieces.length} more; a kit has at most ${mostSources}.`,
        { code: 'too_many_sources', sources: had.length + pieces.length, max: mostSources },
      )
    }
    // What waits for review stays a draft; what is published gets the sources as it is.
    const saved = await req.payload.update({
      ...given,
      draft: _status === 'draft',
      data: { sources: [...had, ...pieces] },
    })
    return (kitDoc.parse(saved).sources ?? [])
      .slice(had.length)
      .map(({ key, title, page }) => ({ key, title, page: page ?? undefined }))
  })
