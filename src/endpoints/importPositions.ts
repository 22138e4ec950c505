import type { Endpoint, PayloadRequest } from 'payload'
import { requireAccess } from '../access/access.js'
import { loggable, RequestError } from '../errors.js'
import type { Game } from '../games/Game.js'
import { ImportStopped, importPositions } from '../library/importPositions.js'
import { UnreadableFile } from '../library/readers/record.js'
import { answerImport, BadLineSpool } from '../library/upload/answerImport.js'
import { parseImportQuery, readUpload } from '../library/upload/readUpload.js'

interface ImportPositionsEndpointOptions {
  games: readonly Game[]
  positionsSlug: string
}

/**
 * `POST /api/positions/import?game=chess&format=epd`: the file as raw body, streamed, of any size; a form with the
 * field `file` up to 16 MB. See `parseImportQuery` for the query and `answerImport` for what comes back, both 201 and
 * 400. Needs create access to positions. 503 when the import stopped halfway: what it saved stays.
 *
 * The answer begins when the file has been read: only then is its status known, and many clients do not listen before
 * they have sent everything.
 */
export const importPositionsEndpoint = ({ games, positionsSlug }: ImportPositionsEndpointOptions): Endpoint => ({
  path: '/import',
  method: 'post',
  handler: async (req) => {
    await requireAccess(req, positionsSlug, 'create')
    const upload = await readUpload(req)
    const { format, defaults } = parseImportQuery({ query: req.searchParams, games, upload })
    const spool = new BadLineSpool()
    try {
      const counts = await importPositions({
        payload: req.payload,
        positionsSlug,
        games,
        format,
        defaults,
        source: upload.source,
        signal: req.signal,
        onBadLine: (line) => spool.add(line),
      })
      return answerImport({ counts, spool })
    } catch (error) {
      await spool.dispose()
      throw toRequestError(error, req)
    }
  },
})

const toRequestError = (error: unknown, req: PayloadRequest): unknown => {
  if (error instanceof UnreadableFile) return new RequestError(400, error.message, { code: 'unreadable_file' })
  if (!(error instanceof ImportStopped)) return error
  req.payload.logger.error({ err: loggable(error.cause), msg: error.message })
  return new RequestError(503, error.message, { code: 'import_stopped', ...error.counts })
}
