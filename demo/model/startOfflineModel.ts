import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import {
  type ChatCompletionRequest,
  type ChatMessage,
  createServer as createAimock,
  type Fixture,
  type FixtureResponse,
} from '@copilotkit/aimock'
import { countMessageTokens, countTokens } from '../../src/model/tokens.js'
import { answerTask } from './answerTask.js'
import { offlineModelName } from './offlineModelName.js'

export interface OfflineModelOptions {
  /** Default 0: any free one. */
  port?: number
  /** The address it listens on. Default 127.0.0.1, where only this machine reaches it. */
  host?: string
  /** How long each answer takes; calls do not wait for each other. Default 0. */
  latencyMs?: number
  /** How fast a streamed answer is written. Default: all at once. */
  charactersPerSecond?: number
  /** Decides before each answer whether and how the call goes wrong; `call` is 1 for the first. */
  faults?(request: OfflineRequest, call: number): Fault | undefined
  /** Says something else than the model would: a value for JSON, or a text; `undefined` leaves it to the model. */
  respond?(request: OfflineRequest, call: number): unknown
}

export interface OfflineModel {
  /** For an OpenAI client, e.g. `http://127.0.0.1:4010/v1`; any key will do. */
  baseURL: string
  port: number
  /** Cuts what is under way and closes. Calling it again does nothing. */
  stop(): Promise<void>
  /** All chat completion requests so far, in the order of their arrival. */
  requests(): readonly OfflineRequest[]
  /** The most requests that were under way at once. */
  maxInFlight(): number
}

/** aimock takes no longer delay before a cut connection. */
const MAX_FAULT_DELAY_MS = 30_000

/** Of a streamed answer that takes its time. */
const CHUNK_CHARACTERS = 40

interface Exchange {
  /** Of the model that was asked. */
  fixtures: readonly Fixture[]
  signal: AbortSignal
  request?: OfflineRequest
  fault?: Fault
}

const exchanges = new AsyncLocalStorage<Exchange>()
const fixturesOfAll: Fixture[] = []
let opening: ReturnType<typeof openAimock> | undefined

/**
 * Answers as the fixtures of the exchange say. One aimock for all models of a process: each has an `AsyncLocalStorage`, which
 * makes every promise of the process slower for as long as that lives, and tests start hundreds of models.
 */
const openAimock = async () => {
  const { server, journal } = await createAimock(fixturesOfAll, { port: 0, host: '127.0.0.1', journalMaxEntries: 1 })
  // It is asked without a port of its own.
  server.close()
  const respondTo: RequestListener = (request, response) => server.emit('request', request, response)
  return { respondTo, forget: () => journal.clearMatchCounts() }
}

/**
 * A local OpenAI-compatible server that writes drills from the facts in the request: for the demo without a key,
 * and for tests, which may have it fail. Knows chat completions, streamed or not.
 *
 * @throws the system's error when the port cannot be had
 */
export async function startOfflineModel(options: OfflineModelOptions = {}): Promise<OfflineModel> {
  const { port = 0, host = '127.0.0.1', latencyMs = 0, charactersPerSecond, faults, respond } = options
  const requests: OfflineRequest[] = []
  let inFlight = 0

  /** The request at hand and its fault, decided when first asked for. */
  const exchangeOf = (body: ChatCompletionRequest): Exchange & Required<Pick<Exchange, 'request'>> => {
    const exchange = exchanges.getStore()
    if (!exchange) throw new Error('A request came in outside of an exchange.')
    if (!exchange.request) {
      const facts = { startedAt: performance.now(), finishedAt: undefined, inFlight }
      exchange.request = { call: requests.length + 1, body, message: parseMessage(body.messages), ...facts }
      requests.push(exchange.request)
      exchange.fault = faults?.(exchange.request, exchange.request.call)
    }
    return { ...exchange, request: exchange.request }
  }

  const answer = async (body: ChatCompletionRequest): Promise<FixtureResponse> => {
    const { request, fault, signal } = exchangeOf(body)
    const isObject = typeof fault === 'object'
    const delayMs = fault === 'slow' ? 2 ** 31 - 1 : latencyMs + (isObject && 'delayMs' in fault ? fault.delayMs : 0)
    if (delayMs > 0) await wait(delayMs, undefined, { signal })
    if (isObject && 'status' in fault) {
      const { status, message = `Fault made for this test: ${status}`, retryAfter } = fault
      return { status, retryAfter, error: { message, type: status < 500 ? 'invalid_request_error' : 'server_error' } }
    }
    const other = await respond?.(request, request.call)
    const result = other === undefined ? answerTask(request.message) : { answer: other }
    if ('problem' in result) return { status: 400, error: { message: result.problem, type: 'invalid_request_error' } }
    return createAnswer({ body, answer: result.answer, truncated: fault === 'truncated' })
  }

  const isAsked = () => exchanges.getStore()?.fixtures === fixtures
  const failing = (fault: Fault, chaos: Fixture['chaos']): Fixture => ({
    match: { endpoint: 'chat', predicate: (body) => isAsked() && exchangeOf(body).fault === fault },
    response: { content: '' },
    chaos: { ...chaos, latencyMs: Math.min(latencyMs, MAX_FAULT_DELAY_MS) },
  })
  const fixtures: Fixture[] = [
    failing('drop', { disconnectRate: 1 }),
    failing('malformed', { malformedRate: 1 }),
    {
      match: { endpoint: 'chat', predicate: isAsked },
      response: answer,
      ...(charactersPerSecond && {
        chunkSize: CHUNK_CHARACTERS,
        streamingProfile: { tps: charactersPerSecond / CHUNK_CHARACTERS },
      }),
    },
  ]
  // Loads the token tables, so that the first call is not slower than the others.
  await countTokens('')
  opening ??= openAimock()
  const { respondTo, forget } = await opening
  const server = createServer((request, response) => {
    const gone = new AbortController()
    const exchange: Exchange = { fixtures, signal: gone.signal }
    inFlight += 1
    response.once('close', () => {
      inFlight -= 1
      if (exchange.request) exchange.request.finishedAt = performance.now()
      gone.abort()
    })
    exchanges.run(exchange, () => respondTo(request, response))
  })
  await once(server.listen(port, host), 'listening')
  fixturesOfAll.push(...fixtures)
  const address = server.address() as AddressInfo

  let stopped: Promise<void> | undefined
  return {
    baseURL: `http://${address.address}:${address.port}/v1`,
    port: address.port,
    requests: () => requests,
    maxInFlight: () => Math.max(0, ...requests.map((request) => request.inFlight)),
    stop: () => {
      stopped ??= new Promise((resolve, reject) => {
        for (const fixture of fixtures) fixturesOfAll.splice(fixturesOfAll.indexOf(fixture), 1)
        // It counts by fixture, and would keep those of every model there was.
        forget()
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      })
      return stopped
    },
  }
}

interface CreateAnswer {
  body: ChatCompletionRequest
  /** What the model says: a JSON text, or a value to be written as one. */
  answer: unknown
  truncated: boolean
}

/**
 * A chat completion with real token counts: the messages and the answer, not the schema or the tools. A request with
 * a function tool and no `response_format` gets a call of its first tool, as from providers without JSON schemas.
 */
async function createAnswer({ body, answer, truncated }: CreateAnswer): Promise<FixtureResponse> {
  const whole = typeof answer === 'string' ? answer : JSON.stringify(answer)
  const content = truncated ? whole.slice(0, Math.floor(whole.length / 2)) : whole
  const prompt_tokens = await countMessageTokens(body.messages)
  const completion_tokens = await countTokens(content)
  const usage = { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
  const envelope = { model: offlineModelName, usage, ...(truncated ? { finishReason: 'length' } : {}) }
  const tool = body.response_format ? undefined : body.tools?.[0]?.function.name
  return tool ? { toolCalls: [{ name: tool, arguments: content }], ...envelope } : { content, ...envelope }
}

/** The JSON object in the last user message; `undefined` when there is none. */
function parseMessage(messages: readonly ChatMessage[]): Record<string, unknown> | undefined {
  const content = messages.findLast(({ role }) => role === 'user')?.content
  const text = typeof content === 'string' ? content : content?.map((part) => part.text ?? '').join('')
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** One chat completion request as the offline model saw it. */
export interface OfflineRequest {
  /** 1 for the first since the start. */
  call: number
  body: ChatCompletionRequest
  /** The last user message, parsed; `undefined` when it is no JSON object. */
  message: Record<string, unknown> | undefined
  /** `performance.now()` when it came in. */
  startedAt: number
  /** The same when its answer was sent or its connection was gone; `undefined` until then. */
  finishedAt: number | undefined
  /** Requests under way when it came in, itself included. */
  inFlight: number
}

/**
 * How a call goes wrong, for tests:
 * - a status: an error answer; `retryAfter` in seconds becomes the Retry-After header of a 429
 * - `drop`: the connection is cut without an answer
 * - `malformed`: status 200 with a body that is no JSON
 * - `truncated`: half of the answer, with `finish_reason: 'length'`
 * - `slow`: no answer until the client or the server gives up
 * - `delayMs`: the right answer, so much later
 */
export type Fault =
  | { status: number; message?: string; retryAfter?: number }
  | { delayMs: number }
  | 'drop'
  | 'malformed'
  | 'truncated'
  | 'slow'
