import { UnreadableBody } from './UnreadableBody.js'

/** Eight times the longest answer that is read, after decompression. */
const MAX_BYTES = 8 * 1024 * 1024

/**
 * The same response, whose body is read only as long as it makes sense. Reading fails with UnreadableBody, and the connection is closed, after 8 MB or at bytes that are not UTF-8.
 */
export const watchBody = (response: Response): Response => {
  if (!response.body) return response
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  const watched = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > MAX_BYTES) throw new UnreadableBody('an answer of more than 8 MB')
        try {
          decoder.decode(chunk, { stream: true })
        } catch {
          // The decoder's own message says no more than this one.
          throw new UnreadableBody('an answer that is not UTF-8')
        }
        controller.enqueue(chunk)
      },
    }),
  )
  return new Response(watched, response)
}
