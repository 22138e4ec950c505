import PQueue from 'p-queue'
import type { Attempt, AttemptOutcome } from '../Attempt.js'
import type { Clock } from '../clock.js'
import { CallNotWanted, ModelCallFailed, ProviderOpen } from '../failures.js'
import type { Message, Model, ModelRequest } from '../Model.js'
import type { ProviderLimits } from '../Provider.js'
import { countMessageTokens } from '../tokens.js'
import { createAdaptiveLimit } from './adaptiveLimit.js'
import { createBell, createRateWindow } from './rateWindow.js'

interface WindowOptions {
  limits: ProviderLimits
  clock: Clock
  /** Prompt tokens of a request, for the tokens per minute. Default: `countMessageTokens`. */
  countTokens?(messages: readonly Message[]): Promise<number> | number
}

/**
 * The window of calls to one provider: an adaptive number in flight, requests and tokens per minute, and the pauses the
 * provider asks for. Requests that wait are admitted by priority, then in order of arrival.
 *
 * The queue lets one request at a time through, and that one waits until everything allows it at the same moment. If
 * requests took a slot first and then waited for the rest, more of them could leave together than a limit that shrank
 * meanwhile allows. A large request at the head holds up small ones that would fit: otherwise it might never be sent.
 *
 * Tokens are reserved before a call (prompt, and as much answer as is allowed) and corrected to the real usage after.
 */
export const createWindow = ({ limits, clock, countTokens = countMessageTokens }: WindowOptions): ModelWindow => {
  const queue = new PQueue({ concurrency: 1 })
  const limit = createAdaptiveLimit({ start: limits.concurrency, max: limits.maxConcurrency })
  const requests = createRateWindow({ perMinute: limits.requestsPerMinute, clock })
  const tokens = createRateWindow({ perMinute: limits.tokensPerMinute, clock })
  const callEnded = createBell(clock)
  let inFlight = 0
  let heldUntilMs = 0

  const isFull = () => inFlight >= limit.current()
  const heldMs = () => Math.max(0, heldUntilMs - clock.now())
  const waitMs = (estimate: number) =>
    isFull() ? Number.POSITIVE_INFINITY : Math.max(heldMs(), requests.waitMs(1), tokens.waitMs(estimate))

  const start = (estimate: number): AdmittedCall => {
    const request = requests.charge(1)
    const reserved = tokens.charge(estimate)
    const round = limit.round()
    inFlight += 1
    const leave = () => {
      inFlight -= 1
      callEnded.ring()
    }
    return {
      end: ({ attempt, retryAfterMs }) => {
        if (attempt) {
          limit.record({ attempt, round, wasFull: isFull() })
          reserved.amount = spentTokens(attempt) ?? reserved.amount
          heldUntilMs = Math.max(heldUntilMs, clock.now() + holdMs({ attempt, retryAfterMs }))
        }
        leave()
      },
      cancel: () => {
        request.amount = 0
        reserved.amount = 0
        leave()
      },
    }
  }

  return {
    admit: async <Answer>({ messages, maxOutputTokens, signal, context }: Asked, send: Send<Answer>) => {
      const estimate = limits.tokensPerMinute === undefined ? 0 : (await countTokens(messages)) + maxOutputTokens
      const sent: { answer?: Promise<Answer> } = {}
      const turn = async () => {
        for (let ms = waitMs(estimate); ms > 0; ms = waitMs(estimate)) {
          await callEnded.wait(ms, signal)
          // The queue gives up an aborted request at once; a slot taken after that would never be given back.
          signal?.throwIfAborted()
        }
        // At once: another call that ends in between may be told that there are too many. The next one does not wait for the answer.
        sent.answer = send(start(estimate))
        sent.answer.catch(() => undefined)
      }
      await queue.add(turn, { priority: context?.priority, signal }).catch((error: unknown) => {
        if (!sent.answer) throw error
      })
      return sent.answer as Promise<Answer>
    },
    state: () => ({ limit: limit.current(), inFlight, waiting: queue.size + queue.pending, heldMs: heldMs() }),
  }
}

/** How busy a provider is. */
interface WindowState {
  /** Calls that may be in flight at once, as things are. */
  readonly limit: number
  readonly inFlight: number
  readonly waiting: number
  /** Milliseconds for which nothing is sent because the provider asked for it; 0 when it did not. */
  readonly heldMs: number
}

interface CallEnd {
  /** `undefined` when the call ended without one: then nobody learns from it. */
  readonly attempt?: Attempt
  /** How long the provider asked us to wait. */
  readonly retryAfterMs?: number
}

/** A call that holds a slot until it is ended or cancelled: one of the two, once. */
interface AdmittedCall {
  end(end: CallEnd): void
  /** It was never sent: gives back what it took of the provider's rates. */
  cancel(): void
}

type Asked = Pick<ModelRequest, 'messages' | 'maxOutputTokens' | 'signal' | 'context'>
type Send<Answer> = (call: AdmittedCall) => Promise<Answer>

/** Decides when a call may be sent to one provider. */
interface ModelWindow {
  /**
   * Has the call sent as soon as it may be, and answers what that does; rejects with the reason of the request's signal when that
   * is aborted first.
   */
  admit<Answer>(request: Asked, send: Send<Answer>): Promise<Answer>
  state(): WindowState
}

/**
 * Sends a request only when the provider's window admits it, and tells the window how it went. `inner` makes one call
 * per request. A request that is aborted while it waits rejects with the reason of its signal; no call was made for it.
 */
export const withWindow = (window: ModelWindow, inner: Model): Model => ({
  generate: (request) =>
    window.admit(request, async (call) => {
      try {
        const answer = await inner.generate(request)
        call.end({ attempt: answer.attempts.at(-1) })
        return answer
      } catch (error) {
        // Aborted after it was admitted and before it was sent, a request rejects with the reason itself.
        const isUnsent =
          error instanceof ProviderOpen || error instanceof CallNotWanted || error === request.signal?.reason
        if (isUnsent) call.cancel()
        else call.end(endOf(error))
        throw error
      }
    }),
})

/** What was in the way of a call alone says nothing of what the provider bears. */
const endOf = (error: unknown): CallEnd => (error instanceof ModelCallFailed && !error.again ? error : {})

/** Longer waits are the breaker's. */
const MAX_HOLD_MS = 60_000

/**
 * Milliseconds for which a provider wants no calls at all, at most a minute; 0 when it did not say so. What a
 * refusal asks for counts before the reset times beside it: those say when the whole allowance is back, not when one
 * more call is welcome.
 */
const holdMs = ({ attempt, retryAfterMs }: CallEnd): number => {
  if (attempt?.outcome === 'rate-limited' && retryAfterMs !== undefined) return Math.min(MAX_HOLD_MS, retryAfterMs)
  const { remainingRequests, resetRequestsMs = 0, remainingTokens, resetTokensMs = 0 } = attempt?.rateLimit ?? {}
  const requestsMs = remainingRequests === 0 ? resetRequestsMs : 0
  const tokensMs = remainingTokens === 0 ? resetTokensMs : 0
  return Math.min(MAX_HOLD_MS, Math.max(requestsMs, tokensMs))
}

/** The provider turned the request away before any work. */
const TURNED_AWAY: ReadonlySet<AttemptOutcome> = new Set(['rate-limited', 'rejected', 'unauthorized', 'out-of-credit'])

/** What an attempt took of the provider's tokens; `undefined` when nobody knows, as after a timeout. */
const spentTokens = ({ outcome, usage }: Attempt): number | undefined => {
  if (usage) return usage.promptTokens + usage.completionTokens
  return TURNED_AWAY.has(outcome) ? 0 : undefined
}
