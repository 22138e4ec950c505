import type { AttemptOutcome } from '../Attempt.js'
import { ProviderOpen } from '../failures.js'
import type { Model, Tier } from '../Model.js'
import type { BreakerStore, OpenBreaker } from './breakerStore.js'
import { createTrip, healthVerdict } from './health.js'

interface BreakerOptions {
  provider: string
  model: string
  /** One made by `cachedStore`, for all breakers: what it throws ends a call. */
  store: BreakerStore
  /** The longest a call takes whose request does not say how long it may. */
  callMs: number
  /** How long it opens for first; each time in a row twice as long. Default 10,000. */
  openMs?: number
  /** Default 300,000. */
  maxOpenMs?: number
  /** Told each time it opens, here, and how the call ended that opened it. */
  onOpen?(open: OpenBreaker, outcome: AttemptOutcome): void
}

/** What callers that come while another one tries are told: that may be over any moment. */
const TRY_AGAIN_MS = 5000

/** How long after its call the caller that tries may need to say how it ended; then it is taken for dead. */
const SETTLE_MS = 5000

/**
 * The breaker of one provider's model: closed → open → half-open, after Michael Nygard, "Release It!" (2007). Open
 * breakers stand in the store, for all workers; what is not yet enough to open one is counted here.
 */
export const createBreaker = ({
  provider,
  model,
  store,
  callMs,
  openMs = 10_000,
  maxOpenMs = 300_000,
  onOpen,
}: BreakerOptions): Breaker => {
  let trip = createTrip()
  /** Whether a call of this process tries, or waits for a slot to try. */
  let isTrying = false
  let opening: Promise<void> | undefined
  const waiting = new Set<AbortController>()

  const find = async () => (await store.read()).find((open) => open.provider === provider && open.model === model)

  /** Nobody is to wait for what cannot be called. */
  const skip = ({ retryAfterMs, reason }: OpenBreaker): ProviderOpen => {
    const open = new ProviderOpen(provider, retryAfterMs > 0 ? retryAfterMs : TRY_AGAIN_MS, reason)
    for (const wait of waiting) wait.abort(open)
    return open
  }

  const open = async (breaker: OpenBreaker, outcome: AttemptOutcome) => {
    trip = createTrip()
    await store.open(breaker)
    skip(breaker)
    onOpen?.(breaker, outcome)
  }

  const ticketOf = (mayTry: boolean): Ticket => {
    const wait = new AbortController()
    if (!mayTry) waiting.add(wait)
    let isProbe = false

    return {
      waiting: wait.signal,

      async send(timeoutMs = 0) {
        waiting.delete(wait)
        const found = await find()
        if (!found) return
        isProbe = mayTry && (await store.probe(provider, model, Math.max(callMs, timeoutMs) + SETTLE_MS))
        if (!isProbe) throw skip(found)
      },

      async settle(error) {
        const verdict = healthVerdict(error)
        if (verdict.is === 'unknown') return undefined
        const found = await find()
        const wasProbe = isProbe
        isProbe = false
        // Others that were sent before it opened say nothing about now.
        const isNews = wasProbe || !found
        if (verdict.is === 'well') {
          if (wasProbe) await store.close(provider, model)
          else if (isNews) trip.succeeded()
          return undefined
        }
        if (isNews && (verdict.is === 'away' || wasProbe || trip.failed())) {
          const openings = (found?.openings ?? 0) + 1
          const retryAfterMs = verdict.is === 'away' ? verdict.forMs : Math.min(maxOpenMs, openMs * 2 ** (openings - 1))
          // Calls that fail together open it once.
          const { reason, outcome } = verdict
          opening ??= open({ provider, model, retryAfterMs, openings, reason }, outcome).finally(() => {
            opening = undefined
          })
          await opening
        }
        const now = await find()
        return now && now.retryAfterMs > 0 ? skip(now) : undefined
      },

      async release() {
        waiting.delete(wait)
        if (!mayTry) return
        isTrying = false
        const found = isProbe && (await find())
        if (found) await store.open({ ...found, retryAfterMs: 0 })
      },
    }
  }

  return {
    async admit() {
      const found = await find()
      if (found && (found.retryAfterMs > 0 || isTrying)) throw skip(found)
      if (found) isTrying = true
      return ticketOf(found !== undefined)
    },
  }
}

/** Keeps calls away from a provider's model that does not answer, and finds out when it does again. */
export interface Breaker {
  /**
   * Asked before a call waits for anything. While the breaker is open nobody is admitted; when its time is up, one
   * caller at a time, who tries whether it can close.
   *
   * @throws ProviderOpen
   */
  admit(): Promise<Ticket>
}

/** One call that a breaker has admitted, from its wait for a slot to its end. */
interface Ticket {
  /** Aborted with ProviderOpen when the breaker opens before the call is sent: what it waits for is in vain. */
  readonly waiting: AbortSignal
  /**
   * Asked when the call is about to be sent.
   *
   * @param timeoutMs how long it may take, if the request says so
   * @throws ProviderOpen
   */
  send(timeoutMs: number | undefined): Promise<void>
  /**
   * How the call ended: `error` is what it threw, `undefined` when it succeeded.
   *
   * @returns when its provider may be called again, if it failed as others do and the breaker is open now
   */
  settle(error?: unknown): Promise<ProviderOpen | undefined>
  /** The call is over, sent or not: lets the next one try, if this one was to try and came to no end. */
  release(): Promise<void>
}

interface WithBreaker {
  /** Those of the provider's models. */
  breakers: Readonly<Record<Tier, Breaker>>
  /** What calls wait in before they are sent. */
  queue(inner: Model): Model
}

/**
 * Skips an open provider at once: before anything waits for it, while it waits, and when a call has just opened it. Tells
 * the breaker how each call ended.
 *
 * @throws ProviderOpen
 */
export const withBreaker = ({ breakers, queue }: WithBreaker, inner: Model): Model => ({
  async generate(request) {
    const ticket = await breakers[request.tier].admit()
    let open: ProviderOpen | undefined
    const queued = queue({
      async generate(admitted) {
        await ticket.send(admitted.timeoutMs)
        const call = inner.generate(admitted)
        open = await call.then(
          () => ticket.settle(),
          (error: unknown) => ticket.settle(error),
        )
        return call
      },
    })
    const signal = request.signal ? AbortSignal.any([request.signal, ticket.waiting]) : ticket.waiting
    try {
      return await queued.generate({ ...request, signal })
    } catch (error) {
      throw open ?? error
    } finally {
      await ticket.release()
    }
  },
})
