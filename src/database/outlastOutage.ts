import type { BasePayload } from 'payload'
import { loggable } from '../errors.js'
import { wait } from '../waiting.js'
import { isConnectionLost } from './isConnectionLost.js'
import { isOutage } from './isOutage.js'

const retryMs = 500

interface OutlastOutage<T> {
  work: () => Promise<T>
  /** Whether it may be done again when nobody knows whether it was done. */
  mayRepeat: boolean
  logger: BasePayload['logger']
  /** Ends the waiting. */
  signal: AbortSignal
}

/**
 * Does `work`, one statement, again until the database takes it; for what must not be lost because Postgres restarts.
 *
 * @throws what `work` throws, if it is no outage, or the signal has aborted
 */
export const outlastOutage = async <T>({ work, mayRepeat, logger, signal }: OutlastOutage<T>): Promise<T> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const isPassing = isOutage(error) || (mayRepeat && isConnectionLost(error))
      if (signal.aborted || !isPassing) throw error
      logger.warn({ err: loggable(error), msg: 'the database is out of order; what was paid for waits for it' })
      await wait(retryMs, signal)
    }
  }
}
