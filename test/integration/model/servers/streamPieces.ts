import type { ServerResponse } from 'node:http'
import { usage } from './startModelServer.js'

interface StreamPieces {
  /** Whether the answer ends with its usage. Default `true`. */
  isEnded?: boolean
  usage?: typeof usage
}

/** Streams an answer as OpenAI does, or goes on with it: pieces of text, then the reason of its end, then its usage. */
export const streamPieces = (
  response: ServerResponse,
  pieces: readonly string[],
  { isEnded = true, usage: used = usage }: StreamPieces = {},
): void => {
  const send = (piece: object) => response.write(`data: ${JSON.stringify({ model: 'big-1', ...piece })}\n\n`)
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const content of pieces) send({ choices: [{ index: 0, delta: { content } }] })
  if (!isEnded) return
  send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
  send({ choices: [], usage: used })
  response.end('data: [DONE]\n\n')
}
