import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Usage } from '../../../src/model/Attempt.js'
import { seededRandom } from '../../../test/shared/seededRandom.js'
import { addUsage, noUsage, type ServerFault, sendCompletion, writeCompletion } from './completion.js'
import { taskSchema } from './task.js'

export interface ServerCall {
  /** Whose call it is: its API key. */
  account: string
  /** What it asks for, see `taskSchema`. */
  request: string
  /** 1 for the account's first call for this request. */
  ask: number
  /** Calls of the account that were open when this one was decided, itself included. */
  inFlight: number
  /** Uniform in [0, 1): the same for the same seed, request and ask, whoever asks and in whatever order. */
  random(slot: string): number
}

export interface FaultServerOptions {
  seed: number
  /** Milliseconds until the whole answer. */
  latencyMs(call: ServerCall): number
  fault?(call: ServerCall): ServerFault | undefined
}

interface AccountStats {
  calls: number
  /** Calls that have neither been answered nor given up. */
  open: number
  maxInFlight: number
  /** What the server said it served: the usage of every answer that was sent as a whole and can be read. */
  served: Usage
}

export interface FaultServer {
  baseURL: string
  account(name: string): Readonly<AccountStats>
  /** Resolves when no call is open, or after `deadlineMs`: clients know of an answer's end a moment before the server. */
  idle(deadlineMs: number): Promise<void>
  /** Cuts what is under way and closes. */
  stop(): Promise<void>
}

/**
 * Calls are counted and decided a little after they arrive: those of one burst count as in flight together, and those
 * whose client has just left are known to be gone.
 */
const SETTLE_MS = 10
const POLL_MS = 10

const bodySchema = z.object({
  stream: z.boolean().default(false),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
})

/** A chat completions endpoint over real HTTP on 127.0.0.1 that is slow and fails as told, with seeded randomness. */
export async function startFaultServer({ seed, latencyMs, fault }: FaultServerOptions): Promise<FaultServer> {
  const accounts = new Map<string, AccountStats>()
  const asks = new Map<string, number>()

  const statsOf = (account: string): AccountStats => {
    const stats = accounts.get(account) ?? { calls: 0, open: 0, maxInFlight: 0, served: noUsage }
    accounts.set(account, stats)
    return stats
  }

  const handle = async (request: IncomingMessage, response: ServerResponse, gone: AbortSignal): Promise<void> => {
    const account = (request.headers.authorization ?? '').replace('Bearer ', '')
    const stats = statsOf(account)
    stats.calls += 1
    stats.open += 1
    response.once('close', () => {
      stats.open -= 1
    })

    const { stream, messages } = bodySchema.parse(JSON.parse(await text(request)))
    const task = taskSchema.parse(JSON.parse(messages.findLast(({ role }) => role === 'user')?.content ?? ''))
    const askedFor = `${account} ${task.request}`
    const ask = (asks.get(askedFor) ?? 0) + 1
    asks.set(askedFor, ask)
    await sleep(SETTLE_MS, undefined, { signal: gone })
    stats.maxInFlight = Math.max(stats.maxInFlight, stats.open)

    const random = (slot: string) => seededRandom(seed, task.request, ask, slot)
    const call = { account, request: task.request, ask, inFlight: stats.open, random }
    const failure = fault?.(call)
    const totalMs = Math.max(0, latencyMs(call) - SETTLE_MS)
    const wait = (share: number) => sleep(totalMs * share, undefined, { signal: gone })
    if (failure === 'hang') {
      await once(response, 'close')
    } else if (typeof failure === 'object') {
      const { status, retryAfterSeconds } = failure
      if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds)
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: `Made to fail: ${status}`, type: 'made_to_fail' } }))
    } else if (failure === 'drop') {
      if (stream) response.writeHead(200, { 'content-type': 'text/event-stream' }).write(firstEvent)
      await wait(0.5)
      response.destroy()
    } else if (failure === 'brokenBody') {
      await wait(1)
      response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' })
      response.end(stream ? 'data: {"choices": [\n\ndata: [DONE]\n\n' : '{"choices": [')
    } else {
      const keys = task.items.map(({ key }) => key)
      const { content, usage } = writeCompletion({ prompt: JSON.stringify(messages), keys, fault: failure })
      response.once('finish', () => {
        stats.served = addUsage(stats.served, usage)
      })
      await sendCompletion({ response, content, usage, streamed: stream, wait })
    }
  }

  // Reused connections must not be closed under a client that is just about to use them.
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    handle(request, response, gone.signal).catch((error: unknown) => {
      // Whoever has left needs no answer; anything else is a mistake in this server and must be seen.
      if (!gone.signal.aborted) throw error
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    account: (name) => statsOf(name),
    idle: async (deadlineMs) => {
      const deadline = performance.now() + deadlineMs
      while (performance.now() < deadline && [...accounts.values()].some(({ open }) => open > 0)) await sleep(POLL_MS)
    },
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

const firstEvent = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: '{"sections"' } }] })}\n\n`

interface LogNormal {
  medianMs: number
  /** Standard deviation of the logarithm: at 0.5, one in a hundred takes more than three times the median. */
  sigma: number
  /** Two independent numbers, uniform in [0, 1). */
  random: readonly [number, number]
}

/** One latency, distributed log-normally: the Box-Muller transform makes the normal number. */
export const logNormalMs = ({ medianMs, sigma, random: [first, second] }: LogNormal): number =>
  medianMs * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second))
