import type { BreakerStore } from '../BreakerStore.js'
import type { Clock } from '../Clock.js'
import { memoryBreakerStore } from '../memoryBreakerStore.js'

interface CachedStore {
  /** What all workers share. */
  store: BreakerStore
  clock: Clock
  /** How old what was read may get. Default 1,000. */
  refreshMs?: number
  /** Told when the store fails. */
  onError(error: unknown): void
}

/**
 * The same store, read at most once per `refreshMs` for all breakers together. It never fails: while the shared store
 * does, this process goes on with what it knows.
 */
export const cachedStore = ({ store, clock, refreshMs = 1000, onError }: CachedStore): BreakerStore => {
  let known = memoryBreakerStore({ clock })
  let changes = 0
  let readAtMs = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined

  /** `undefined` when the store failed. */
  const tolerate = <T>(asked: Promise<T>): Promise<T | undefined> =>
    asked.catch((error: unknown) => {
      onError(error)
      return undefined
    })

  const refresh = async () => {
    const changesBefore = changes
    const open = await tolerate(store.read())
    readAtMs = clock.now()
    // What was changed meanwhile may be missing in what was read.
    if (open && changes === changesBefore) known = memoryBreakerStore({ clock, open })
  }

  return {
    async read() {
      if (clock.now() - readAtMs >= refreshMs) {
        reading ??= refresh().finally(() => {
          reading = undefined
        })
        await reading
      }
      return known.read()
    },
    async open(breaker) {
      changes += 1
      await known.open(breaker)
      await tolerate(store.open(breaker))
    },
    async close(provider, model) {
      changes += 1
      await known.close(provider, model)
      await tolerate(store.close(provider, model))
    },
    async probe(provider, model, holdMs) {
      // One caller of this process is enough; the shared store decides between processes.
      if (!(await known.probe(provider, model, holdMs))) return false
      return (await tolerate(store.probe(provider, model, holdMs))) ?? true
    },
  }
}
