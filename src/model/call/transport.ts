import OpenAI, { APIError } from 'openai'
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import { Stream } from 'openai/streaming'
import { longestTimerMs } from '../../waiting.js'
import { asObject } from '../answer/keyed.js'
import type { Provider } from '../Provider.js'
import { type Completion, readCompletion, readStream } from './completion.js'

interface Open {
  provider: Provider
  body: ChatCompletionCreateParams
  signal: AbortSignal
  fetch: typeof globalThis.fetch
  /** Told of the headers of any answer, errors included. */
  onHeaders(headers: Headers): void
}

interface OpenedCompletion {
  isStream: boolean
  /** All that has come so far, again and again until it is whole. */
  completions: AsyncIterable<Completion>
}

/**
 * Sends one request, without retries. Whether the answer is streamed is the server's choice, whatever it was asked for.
 *
 * @throws the client's errors, UnreadableBody, SyntaxError, and errors of the network: see `classifyCallError`
 */
export const openCompletion = async (open: Open): Promise<OpenedCompletion> => {
  const client = new OpenAI({
    baseURL: open.provider.baseURL,
    // A local server needs no key, but the client insists on one.
    apiKey: open.provider.apiKey ?? 'none',
    maxRetries: 0,
    // Time is kept by the caller's signal, over the whole body.
    timeout: longestTimerMs,
    logLevel: 'off',
    fetch: async (url, init) => {
      const response = await open.fetch(url, init).catch((cause: unknown) => {
        // The client takes every error that speaks of a timeout for its own, and forgets what it was.
        throw new Error('The request failed.', { cause })
      })
      open.onHeaders(response.headers)
      const watched = watchBody(response)
      return watched.ok ? watched : unwrapError(watched, open.signal)
    },
  })
  const response = await client.chat.completions.create(open.body, { signal: open.signal }).asResponse()
  const isStream = response.headers.get('content-type')?.includes('text/event-stream') === true
  return {
    isStream,
    completions: isStream
      ? readStream(Stream.fromSSEResponse(response, new AbortController(), client))
      : readWhole(response),
  }
}

async function* readWhole(response: Response): AsyncGenerator<Completion> {
  const body: unknown = JSON.parse(await response.text())
  const error = errorIn(body)
  if (error) throw new APIError(undefined, error, undefined, response.headers)
  yield readCompletion(body)
}

/** Routers answer 200 before they have reached a model, and put the error of the one behind them where its answer should be. */
const errorIn = (body: unknown): object | undefined => {
  const { error, choices } = asObject(body) ?? {}
  if (!error || (Array.isArray(choices) && choices.length > 0)) return undefined
  return asObject(error) ?? { message: String(error) }
}

/** Eight times the longest answer that is read, after decompression. */
const MAX_BYTES = 8 * 1024 * 1024

/**
 * The same response, whose body is read only as long as it makes sense. Reading fails with UnreadableBody, and the connection is closed, after 8 MB or at bytes that are not UTF-8.
 */
const watchBody = (response: Response): Response => {
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

const unwrapError = async (response: Response, signal: AbortSignal): Promise<Response> => {
  const text = await response.text().catch((error: unknown) => {
    if (signal.aborted) throw error
    return ''
  })
  const [, only] = /^\s*\[([\s\S]*)\]\s*$/.exec(text) ?? []
  return new Response(only ?? text, response)
}

export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody'
}
