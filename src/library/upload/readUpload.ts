import type { PayloadRequest } from 'payload'
import { RequestError } from '../../errors.js'
import type { Bytes } from '../readers/Bytes.js'

export interface Upload {
  source: Bytes
  /** Of the file itself, where the request says it. */
  fileName?: string
  contentType?: string
}

/** Forms are held in memory as a whole by the platform; raw bodies are streamed and may have any size. */
const MAX_FORM_BYTES = 16 * 1024 * 1024

/**
 * The file a request carries: the raw body, or the field `file` of a form (multipart/form-data) of at most 16 MB.
 * @throws RequestError 400
 */
export const readUpload = async (req: PayloadRequest): Promise<Upload> => {
  const contentType = req.headers.get('Content-Type') ?? ''
  if (!req.body) throw noFile('The request has no body; send the file as the body of the request.')
  if (!contentType.toLowerCase().startsWith('multipart/form-data')) return { source: req.body, contentType }

  const form = await new Response(limited(req.body), { headers: { 'Content-Type': contentType } })
    .formData()
    .catch((error: unknown) => {
      if (error instanceof RequestError) throw error
      throw noFile('The form cannot be read as multipart/form-data; send the file itself as the body.')
    })
  const file = form.get('file')
  if (!(file instanceof File)) throw noFile('The form has no file in its field "file".')
  return { source: file.stream(), fileName: file.name, contentType: file.type }
}

const noFile = (message: string) => new RequestError(400, message, { code: 'no_file' })

const limited = (body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> => {
  let bytes = 0
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        bytes += piece.length
        if (bytes <= MAX_FORM_BYTES) controller.enqueue(piece)
        else
          controller.error(
            new RequestError(
              400,
              `A form may have at most ${MAX_FORM_BYTES} bytes; send a bigger file as the body of the request itself.`,
              { code: 'form_too_large', maxBytes: MAX_FORM_BYTES },
            ),
          )
      },
    }),
  )
}
