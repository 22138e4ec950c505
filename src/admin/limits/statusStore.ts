import type { OpenRuns } from '../../runs/vocabulary.js'
import type { Limits } from './limits.js'
import { isMoving } from './openRuns.js'

/** What is open of the reader's own, and what limits leave, when it was asked for. */
export interface Status {
  readonly runs: OpenRuns
  /** Drafts that wait for the reader; `null` for those who do not review. */
  readonly drafts: number | null
  /** `undefined` where they could not be counted. */
  readonly limits: Limits | undefined
  readonly at: Date
}

const movingMs = 10_000
const quietMs = 60_000
const longestMs = 5 * 60_000

/** How long until it is asked for again: sooner while a run goes on by itself, later each time that it fails. */
export const delayOf = (runs: OpenRuns | undefined, failures: number): number => {
  const usual = runs && isMoving(runs) ? movingMs : quietMs
  return Math.min(longestMs, usual * 2 ** failures)
}

interface StatusStoreOf {
  ask: (signal: AbortSignal) => Promise<Status>
  /** Whether nobody looks at the page. */
  isHidden: () => boolean
}

export interface StatusStore {
  /** Newest first; `undefined` until it is known. */
  read(): Status | undefined
  /** Asks while there are listeners. */
  subscribe(listener: () => void): () => void
  /** Asks now, or as soon as the user looks at the page. */
  refresh(): void
}

/** One request for all who show the status, asked again as long as there are any, and never while the page is hidden. */
export const createStatusStore = ({ ask, isHidden }: StatusStoreOf): StatusStore => {
  const listeners = new Set<() => void>()
  let status: Status | undefined
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined

  const stop = () => {
    clearTimeout(timer)
    asking?.abort()
    asking = undefined
  }
  const look = async (): Promise<void> => {
    stop()
    if (listeners.size === 0 || isHidden()) return
    const mine = new AbortController()
    asking = mine
    const found = await ask(mine.signal).catch(() => undefined)
    if (mine.signal.aborted) return
    asking = undefined
    failures = found ? 0 : failures + 1
    if (found) {
      status = found
      for (const tell of listeners) tell()
    }
    timer = setTimeout(() => void look(), delayOf(status?.runs, failures))
  }
  const isFresh = () => status !== undefined && Date.now() - status.at.getTime() < movingMs

  return {
    read: () => status,
    subscribe: (listener) => {
      listeners.add(listener)
      // Another page of the panel has its header drawn anew: what is known still holds.
      if (listeners.size === 1) {
        if (isFresh()) timer = setTimeout(() => void look(), delayOf(status?.runs, failures))
        else void look()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stop()
      }
    },
    refresh: () => {
      failures = 0
      void look()
    },
  }
}
