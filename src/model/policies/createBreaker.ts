import type { BreakerStore, OpenBreaker } from '../BreakerStore.js'
import { ProviderOpen } from '../ProviderOpen.js'
import type { Breaker } from './Breaker.js'
import { createTrip } from './createTrip.js'
import { healthVerdict } from './healthVerdict.js'

interface BreakerOptions {
  provider: string
  model: string
  /** One made by `cachedStore`, for all breakers: what it throws ends a call. */
  store: BreakerStore
  /** How long the one call that tries an open provider may take before another one may. */
  probeMs: number
  /** How long it opens for first; each time in a row twice as long. Default 10,000. */
  openMs?: number
  /** Default 300,000. */
  maxOpenMs?: number
  /** Told each time it opens, here. */
  onOpen?(open: OpenBreaker): void
}

/** What those are told who come while somebody tries: about as long as a call takes. */
const PROBE_WAIT_MS = 5000

/**
 * The breaker of one provider's model: closed → open → half-open, after Michael Nygard, "Release It!" (2007). Open
 * breakers stand in the store, for all workers; what is not yet enough to open one is counted here.
 */
export const createBreaker = ({
  provider,
  model,
  store,
  probeMs,
  openMs = 10_000,
  maxOpenMs = 300_000,
  onOpen,
}: BreakerOptions): Breaker => {
  let trip = createTrip()
  let isProbing = false
  let opening: Promise<void> | undefined

  const find = async () => (await store.read()).find((open) => open.provider === provider && open.model === model)

  const open = async (breaker: OpenBreaker) => {
    trip = createTrip()
    await store.open(breaker)
    onOpen?.(breaker)
  }

  return {
    async admit() {
      const found = await find()
      if (!found) return false
      if (found.retryAfterMs > 0 || !(await store.probe(provider, model, probeMs))) throw skipped(found)
      isProbing = true
      return true
    },

    async check() {
      const found = await find()
      if (found) throw skipped(found)
    },

    async settle({ isProbe, error }) {
      const verdict = healthVerdict(error)
      if (verdict.is === 'unknown') return
      const found = await find()
      if (isProbe) isProbing = false
      // Sent before it opened: it says nothing about now.
      else if (found) return
      if (verdict.is === 'well') {
        if (isProbe) await store.close(provider, model)
        else trip.succeeded()
        return
      }
      if (verdict.is === 'failing' && !isProbe && !trip.failed()) return
      const openings = (found?.openings ?? 0) + 1
      const retryAfterMs = verdict.is === 'away' ? verdict.forMs : Math.min(maxOpenMs, openMs * 2 ** (openings - 1))
      // Calls that fail together open it once.
      opening ??= open({ provider, model, retryAfterMs, openings, reason: verdict.reason }).finally(() => {
        opening = undefined
      })
      await opening
    },

    async release() {
      if (!isProbing) return
      isProbing = false
      const found = await find()
      if (found) await store.open({ ...found, retryAfterMs: 0 })
    },
  }
}

const skipped = ({ provider, retryAfterMs, reason }: OpenBreaker): ProviderOpen =>
  new ProviderOpen(provider, retryAfterMs > 0 ? retryAfterMs : PROBE_WAIT_MS, reason)
