import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

interface Served {
  baseURL: string
  /** Requests whose connection still stands and whose answer is not at its end. */
  open(): number
  /** All bodies received so far. */
  requests(): readonly Record<string, unknown>[]
}

/** A server on 127.0.0.1 that answers each request as told, to say what no well-behaved one would; gone after the test. */
export const serve = async (answer: (response: ServerResponse, request: IncomingMessage) => void): Promise<Served> => {
  const requests: Record<string, unknown>[] = []
  let open = 0
  const server = createServer((request, response) => {
    open += 1
    response.once('close', () => {
      open -= 1
    })
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => {
      text += part
    })
    request.on('end', () => {
      requests.push(JSON.parse(text))
      answer(response, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { baseURL: `http://127.0.0.1:${port}/v1`, open: () => open, requests: () => requests }
}

type Body = string | Uint8Array | object

/** A server that gives every request the same answer: an object as JSON, a text or bytes as they are. */
export const serveBody = (body: Body, { status = 200, headers = {} } = {}) =>
  serve((response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body))
  })

/** A server that streams these pieces, then ends with `[DONE]` unless told otherwise. */
export const serveStream = (pieces: readonly object[], { end = 'data: [DONE]\n\n', headers = {} } = {}) =>
  serve((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers })
    for (const piece of pieces) response.write(`data: ${JSON.stringify(piece)}\n\n`)
    response.end(end)
  })
