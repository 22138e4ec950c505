import type { Clock } from '../clock.js'

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
 * The same store, read at most once per `refreshMs` for all breakers together. It never fails, and never keeps a caller
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

/** A breaker that is open: nobody calls until `retryAfterMs` has passed, and then one caller at a time tries. */
export interface OpenBreaker {
  readonly provider: string
  readonly model: string
  /** Milliseconds until a caller may try; 0 or less when one may now. */
  readonly retryAfterMs: number
  /** How often it opened in a row; each time it stays open for longer. */
  readonly openings: number
  /** Why, in plain words. */
  readonly reason: string
}

/** Where open breakers stand, so that all workers see the same. A breaker that is not in it is closed. */
export interface BreakerStore {
  /** All open breakers. May be some seconds old. */
  read(): Promise<readonly OpenBreaker[]>
  /** Opens, or opens again: the caller that tried is done trying. For 0 milliseconds: another may try at once. */
  open(breaker: OpenBreaker): Promise<void>
  /** Forgets the breaker: it is closed. */
  close(provider: string, model: string): Promise<void>
  /** True for the one caller, among all workers, that may try now; nobody else may for `holdMs`. */
  probe(provider: string, model: string, holdMs: number): Promise<boolean>
}

interface MemoryBreakerStore {
  clock: Clock
  /** Breakers that are open from the start. Default: none. */
  open?: readonly OpenBreaker[]
}

interface Entry {
  breaker: OpenBreaker
  untilMs: number
  heldUntilMs: number
}

/** Keeps the state of breakers in this process: for one worker, or for tests. */
export const memoryBreakerStore = ({ clock, open = [] }: MemoryBreakerStore): BreakerStore => {
  const entryOf = (breaker: OpenBreaker): [string, Entry] => [
    keyOf(breaker.provider, breaker.model),
    { breaker, untilMs: clock.now() + breaker.retryAfterMs, heldUntilMs: 0 },
  ]
  const entries = new Map(open.map(entryOf))

  return {
    async read() {
      return [...entries.values()].map(({ breaker, untilMs }) => ({ ...breaker, retryAfterMs: untilMs - clock.now() }))
    },
    async open(breaker) {
      entries.set(...entryOf(breaker))
    },
    async close(provider, model) {
      entries.delete(keyOf(provider, model))
    },
    async probe(provider, model, holdMs) {
      const entry = entries.get(keyOf(provider, model))
      const nowMs = clock.now()
      if (!entry || entry.untilMs > nowMs || entry.heldUntilMs > nowMs) return false
      entry.heldUntilMs = nowMs + holdMs
      return true
    },
  }
}

const keyOf = (provider: string, model: string): string => JSON.stringify([provider, model])
