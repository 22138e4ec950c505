import { wait } from '../wait.js'
import { isOutage } from './isOutage.js'

const retryMs = 500

/**
 * Does `work`, one statement, again until the database takes it; for what must not be lost because Postgres restarts.
 *
 * @throws what `work` throws, if it is no outage, or the signal has aborted
 */
export const outlastOutage = async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (signal.aborted || !isOutage(error)) throw error
      await wait(retryMs, signal)
    }
  }
}
