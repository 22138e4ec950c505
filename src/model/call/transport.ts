import OpenAI, { APIError } from 'openai'
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import { Stream } from 'openai/streaming'
import { VERSION } from 'openai/version'
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
  /** Whether the last thing that came was the end of a stream, in the words of OpenAI: `data: [DONE]`. */
  saidDone(): boolean
}

interface Watched {
  /** The end of what has come so far. */
  tail: string
}

/**
 * Sends one request, without retries. Whether the answer is streamed is the server's choice, whatever it was asked for.
 *
 * @throws the client's errors, UnreadableBody, NoCompletion, SyntaxError, and errors of the network: see `classifyCallError`
 */
export const openCompletion = async (open: Open): Promise<OpenedCompletion> => {
  const watched: Watched = { tail: '' }
  // A local server needs no key, but the client insists on one.
  const apiKey = open.provider.apiKey ?? 'none'
  // In place of the client's: it adds what OPENAI_ORG_ID, OPENAI_CUSTOM_HEADERS and others of the environment say.
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    'user-agent': `OpenAI/JS ${VERSION}`,
  }
  const client = new OpenAI({
    baseURL: open.provider.baseURL,
    apiKey,
    maxRetries: 0,
    // Time is kept by the caller's signal, over the whole body.
    timeout: longestTimerMs,
    logLevel: 'off',
    fetch: async (url, init) => {
      const response = await open.fetch(url, { ...init, headers }).catch((cause: unknown) => {
        // The client takes every error that speaks of a timeout for its own, and forgets what it was.
        throw new Error('The request failed.', { cause })
      })
      open.onHeaders(response.headers)
      const body = watchBody(response, watched)
      return body.ok ? body : unwrapError(body, open.signal)
    },
  })
  const response = await client.chat.completions.create(open.body, { signal: open.signal }).asResponse()
  const isStream = isEventStream(response)
  const eventsOf = (events: Response) => readStream(Stream.fromSSEResponse(events, new AbortController(), client))
  return {
    isStream,
    completions: isStream ? eventsOf(response) : readWhole(response, eventsOf),
    saidDone: () => /data: ?\[DONE\]\s*$/.test(watched.tail),
  }
}

const isEventStream = ({ headers }: Response): boolean => /text\/event-stream/i.test(headers.get('content-type') ?? '')

/** Some servers stream and call it something else. */
const events = /^\s*(:|(data|event|id|retry):)/

async function* readWhole(
  response: Response,
  eventsOf: (events: Response) => AsyncIterable<Completion>,
): AsyncGenerator<Completion> {
  const text = await response.text()
  if (events.test(text)) return yield* eventsOf(new Response(text))
  const body: unknown = JSON.parse(text.replace(/^\ufeff/, ''))
  const error = errorIn(body)
  if (error) throw new APIError(undefined, error, undefined, response.headers)
  const completion = readCompletion(body)
  if (!completion) throw new NoCompletion()
  yield completion
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
 * More than the longest answer in one piece. The client puts a line together anew with each part of it that comes, which
 * takes time by the square of its length.
 */
const MAX_LINE_BYTES = 2 * 1024 * 1024
const NEWLINE = 10

/** Longer than any end of a stream. */
const TAIL = 40

/**
 * The same response, whose body is read only as long as it makes sense. Reading fails with UnreadableBody, and the connection is closed, after 8 MB, a
 * streamed piece of 2 MB, or at bytes that are not UTF-8.
 */
const watchBody = (response: Response, watch: Watched): Response => {
  if (!response.body) return response
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const isStream = isEventStream(response)
  let bytes = 0
  let lineBytes = 0
  const watched = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        const newline = chunk.lastIndexOf(NEWLINE)
        lineBytes = newline < 0 ? lineBytes + chunk.byteLength : chunk.byteLength - newline
        if (isStream && lineBytes > MAX_LINE_BYTES) throw new UnreadableBody('a piece of more than 2 MB')
        if (bytes > MAX_BYTES) throw new UnreadableBody('an answer of more than 8 MB')
        try {
          watch.tail = (watch.tail + decoder.decode(chunk, { stream: true }).slice(-TAIL)).slice(-TAIL)
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

/**
 * Google's compatible endpoint puts its error into a list, where the client does not look for it. An error that cannot be
 * read has its status still.
 */
const unwrapError = async (response: Response, signal: AbortSignal): Promise<Response> => {
  const text = await response.text().catch((error: unknown) => {
    if (signal.aborted) throw error
    return ''
  })
  const [, only] = /^\s*\[([\s\S]*)\]\s*$/.exec(text) ?? []
  return new Response(only ?? text, response)
}

/** A response body that is not worth reading on: too long, or no text. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody'
}

/** JSON, under a 200, but nothing of a chat completion in it. */
export class NoCompletion extends Error {
  override readonly name = 'NoCompletion'
}
