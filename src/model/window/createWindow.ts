import PQueue from 'p-queue'
import type { Clock } from '../Clock.js'
import { countMessageTokens } from '../countMessageTokens.js'
import type { Message } from '../Model.js'
import type { ProviderLimits } from '../Provider.js'
import { createAdaptiveLimit } from './createAdaptiveLimit.js'
import { createBell } from './createBell.js'
import { createRateWindow } from './createRateWindow.js'
import { holdMs } from './holdMs.js'
import type { AdmittedCall, ModelWindow } from './ModelWindow.js'
import { spentTokens } from './spentTokens.js'

interface WindowOptions {
  limits: ProviderLimits
  clock: Clock
  /** Prompt tokens of a request, for the tokens per minute. Default: `countMessageTokens`. */
  countTokens?(messages: readonly Message[]): Promise<number> | number
}

/**
 * The window of calls to one provider: an adaptive number in flight, requests and tokens per minute, and the pauses the
 * provider asks for. Whoever waits is admitted by priority, then in order of arrival.
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

  const takeTurn = async (estimate: number, signal?: AbortSignal): Promise<AdmittedCall> => {
    for (let ms = waitMs(estimate); ms > 0; ms = waitMs(estimate)) {
      await callEnded.wait(ms, signal)
      // The queue gives up an aborted request at once; a slot taken after that would never be given back.
      signal?.throwIfAborted()
    }
    return start(estimate)
  }

  return {
    admit: async ({ messages, maxOutputTokens, signal, context }) => {
      const estimate = limits.tokensPerMinute === undefined ? 0 : (await countTokens(messages)) + maxOutputTokens
      return queue.add(() => takeTurn(estimate, signal), { priority: context?.priority, signal })
    },
    state: () => ({ limit: limit.current(), inFlight, waiting: queue.size + queue.pending, heldMs: heldMs() }),
  }
}
