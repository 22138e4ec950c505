import { setTimeout } from 'node:timers/promises'

/** Resolves after `ms` milliseconds, or at once when the signal aborts; look at the signal to tell which. */
export const wait = async (ms: number, signal: AbortSignal): Promise<void> => {
  try {
    await setTimeout(ms, undefined, { signal })
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
