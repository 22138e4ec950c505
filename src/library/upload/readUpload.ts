import type { PayloadRequest } from 'payload'
import { RequestError } from '../../errors.js'
import { difficulties } from '../../games/difficulties.js'
import type { Game } from '../../games/Game.js'
import { quoted } from '../../text.js'
import type { PositionDefaults } from '../position.js'
import { detectFormat, type ImportFormat, importFormats } from '../readers/formats.js'
import type { Bytes } from '../readers/record.js'

interface Upload {
  source: Bytes
  /** Of the file itself, where the request says it. */
  fileName?: string
  contentType?: string
}

/** Forms are held in memory as a whole by the platform; raw bodies are streamed and may have any size. */
const MAX_FORM_BYTES = 16 * 1024 * 1024
/** What a form with one file has beside it. */
const FORM_OVERHEAD_BYTES = 16 * 1024

interface ReadUploadOptions {
  /** Of the file. Default: any size as the raw body, 16 MB in a form. */
  maxBytes?: number
}

/**
 * The file a request carries: the raw body, or the field `file` of a form (multipart/form-data). One that is too large is
 * refused while it comes in, not after.
 *
 * @throws RequestError 400; 413 for more than `maxBytes`, also where the source is read
 */
export const readUpload = async (req: PayloadRequest, { maxBytes }: ReadUploadOptions = {}): Promise<Upload> => {
  const contentType = req.headers.get('Content-Type') ?? ''
  if (!req.body) throw noFile('The request has no body; send the file as the body of the request.')
  const fileTooLarge = tooLarge(maxBytes ?? 0)
  if (!contentType.toLowerCase().startsWith('multipart/form-data')) {
    return { source: maxBytes === undefined ? req.body : limited(req.body, maxBytes, fileTooLarge), contentType }
  }
  const body =
    maxBytes === undefined
      ? limited(req.body, MAX_FORM_BYTES, formTooLarge())
      : limited(req.body, maxBytes + FORM_OVERHEAD_BYTES, fileTooLarge)
  const form = await new Response(body, { headers: { 'Content-Type': contentType } })
    .formData()
    .catch((error: unknown) => {
      if (error instanceof RequestError) throw error
      throw noFile('The form cannot be read as multipart/form-data; send the file itself as the body.')
    })
  const file = form.get('file')
  if (!(file instanceof File)) throw noFile('The form has no file in its field "file".')
  if (maxBytes !== undefined && file.size > maxBytes) throw fileTooLarge
  return { source: file.stream(), fileName: file.name, contentType: file.type }
}

const noFile = (message: string) => new RequestError(400, message, { code: 'no_file' })

const formTooLarge = () =>
  new RequestError(
    400,
    `A form may have at most ${MAX_FORM_BYTES} bytes; send a bigger file as the body of the request itself.`,
    { code: 'form_too_large', maxBytes: MAX_FORM_BYTES },
  )

const tooLarge = (maxBytes: number) =>
  new RequestError(413, `The file may have at most ${maxBytes} bytes; split it, or leave out its pictures.`, {
    code: 'file_too_large',
    maxBytes,
  })

const limited = (
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
  refusal: RequestError,
): ReadableStream<Uint8Array> => {
  let bytes = 0
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        bytes += piece.length
        if (bytes <= maxBytes) controller.enqueue(piece)
        else controller.error(refusal)
      },
    }),
  )
}

/** A response body made while it is sent, no faster than it is taken. */
export const streamText = (pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}

interface ParseImportQueryInput {
  query: URLSearchParams
  games: readonly Game[]
  upload: Pick<Upload, 'fileName' | 'contentType'>
}

/**
 * `?game=chess&format=epd&phase=…&difficulty=…&themes=a;b&source=…&fileName=…`: all optional, but a format must be
 * named or told by the file, and EPD and PGN need the game, which they never name themselves.
 * @throws RequestError 400 naming what is allowed
 */
export const parseImportQuery = ({
  query,
  games,
  upload,
}: ParseImportQueryInput): { format: ImportFormat; defaults: PositionDefaults } => {
  const given = (name: string) => query.get(name)?.trim() || undefined
  const slugs = games.map(({ slug }) => slug)
  const detected = detectFormat({ fileName: given('fileName') ?? upload.fileName, contentType: upload.contentType })
  const format = given('format')?.toLowerCase() ?? detected
  requireOneOf('format', format, importFormats)

  const game = given('game')
  if (game !== undefined || format === 'epd' || format === 'pgn') requireOneOf('game', game, slugs)
  const phase = given('phase')
  const phases = games.filter(({ slug }) => game === undefined || slug === game).flatMap((known) => known.phases)
  if (phase !== undefined) requireOneOf('phase', phase, [...new Set(phases.map(({ value }) => value))])
  const difficulty = given('difficulty')
  if (difficulty !== undefined) requireOneOf('difficulty', difficulty, difficulties)

  const themes = given('themes')?.split(';')
  return { format, defaults: { game, phase, difficulty, themes, source: given('source') } }
}

/** @throws RequestError 400 */
function requireOneOf<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
): asserts value is T {
  if (allowed.some((known) => known === value)) return
  const problem = value === undefined ? `${name} is missing` : `${name} ${quoted(value)} is unknown`
  throw new RequestError(400, `${problem}; allowed are ${allowed.join(', ')}.`, { code: `unknown_${name}`, allowed })
}
