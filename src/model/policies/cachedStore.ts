import type { BreakerStore } from '../BreakerStore.js'
import type { Clock } from '../Clock.js'
import { memoryBreakerStore } from '../memoryBreakerStore.js'

interface CachedStore {
  /** What all workers share. */
  store: BreakerStore
  clock: Clock
  /** How old what was read may get. Default 1,000. */
  refreshMs?: number
  /** How long the store may take to answer. Default 1,000. */
  patienceMs?: number
  /** Told when the store fails. */
  onError(error: unknown): void
}

/**
 * The same store, read at most once per `refreshMs` for all breakers together. It never fails, and never keeps anybody
 * waiting for long: while the shared store does, this process goes on with what it knows.
 */
export const cachedStore = ({
  store,
  clock,
  refreshMs = 1000,
  patienceMs = 1000,
  onError,
}: CachedStore): BreakerStore => {
  let known = memoryBreakerStore({ clock })
  let changes = 0
  let changing = 0
  let readAtMs = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined

  /** `undefined` when the store failed. */
  const tolerate = async <T>(asked: Promise<T>): Promise<T | undefined> => {
    const answered = new AbortController()
    const late = clock.wait(patienceMs, answered.signal).then(() => {
      throw new Error(`The store of open breakers did not answer within ${patienceMs} ms.`)
    })
    try {
      return await Promise.race([asked, late])
    } catch (error) {
      onError(error)
      return undefined
    } finally {
      answered.abort()
    }
  }

  const refresh = async () => {
    const changesBefore = changes
    const open = await tolerate(store.read())
    readAtMs = clock.now()
    // What was changed meanwhile, or is being changed, may be missing in what was read.
    if (open && changing === 0 && changes === changesBefore) known = memoryBreakerStore({ clock, open })
  }

  const change = async (make: (where: BreakerStore) => Promise<void>) => {
    changing += 1
    await make(known)
    await tolerate(make(store))
    changing -= 1
    changes += 1
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
    open: (breaker) => change((where) => where.open(breaker)),
    close: (provider, model) => change((where) => where.close(provider, model)),
    async probe(provider, model, holdMs) {
      // One caller of this process is enough; the shared store decides between processes.
      if (!(await known.probe(provider, model, holdMs))) return false
      return (await tolerate(store.probe(provider, model, holdMs))) ?? true
    },
  }
}
