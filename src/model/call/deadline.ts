import type { Clock } from '../clock.js'

/** Why a call was ended before its answer was whole. */
export type Ending = 'aborted' | 'timeout' | 'stalled'

interface Limits {
  clock: Clock
  timeoutMs: number
  /** Longest silence after the first token; before it only `timeoutMs` counts. */
  stallMs: number | undefined
  /** The caller's; not aborted yet. */
  signal: AbortSignal | undefined
}

interface Deadline {
  /** Aborted when the call has to end, or has ended. */
  readonly signal: AbortSignal
  /** Why it had to, if it had to. */
  ending(): Ending | undefined
  /** The model wrote something: no silence now. */
  heard(): void
  /** The call is over: what is still open of it is closed. */
  stop(): void
}

/** Watches over one call from now on: its time in all, the silences in it, and the caller's signal. */
export const startDeadline = ({ clock, timeoutMs, stallMs, signal }: Limits): Deadline => {
  const call = new AbortController()
  const watch = new AbortController()
  let ending: Ending | undefined
  let heardAt = clock.now()
  let isHeard = false

  const stop = () => {
    signal?.removeEventListener('abort', abort)
    watch.abort()
    call.abort()
  }
  const end = (why: Ending) => {
    ending = why
    stop()
  }
  const abort = () => end('aborted')

  const watchSilence = async (longestMs: number) => {
    for (let silentMs = 0; silentMs < longestMs; silentMs = clock.now() - heardAt) {
      await clock.wait(longestMs - silentMs, watch.signal)
    }
  }
  // A wait that is rejected is one that was stopped.
  const stopped = () => undefined

  signal?.addEventListener('abort', abort)
  clock.wait(timeoutMs, watch.signal).then(() => end('timeout'), stopped)

  return {
    signal: call.signal,
    ending: () => ending,
    heard: () => {
      heardAt = clock.now()
      if (isHeard || stallMs === undefined) return
      isHeard = true
      watchSilence(stallMs).then(() => end('stalled'), stopped)
    },
    stop,
  }
}
