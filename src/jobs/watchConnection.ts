import type { BasePayload } from 'payload'
import type { Sql } from '../database/adapter.js'
import { loggable } from '../errors.js'

/** How long the database may leave everything unanswered before it counts as gone. */
const silentMs = 5000

interface WatchConnection {
  db: Sql
  logger: BasePayload['logger']
}

export interface Connection {
  /** The given one; what is asked through it tells whether the database answers. For questions that wait for no lock. */
  db: Sql
  isConnected(): boolean
  /** Milliseconds since the database came back; infinite when it was never away. */
  msSinceBack(): number
}

/** Notes whether the database answers. Where the network swallows everything no error ever comes, only no answer. */
export const watchConnection = ({ db, logger }: WatchConnection): Connection => {
  /** When each question was asked that has no answer yet, nor has any that was asked later. */
  const asked = new Set<{ sinceMs: number }>()
  let answeredMs = Number.NEGATIVE_INFINITY
  let backMs = Number.NEGATIVE_INFINITY
  let isBroken = false

  // One connection that was lost unseen says nothing while others are answered.
  const isSilent = () => [...asked].some(({ sinceMs }) => performance.now() - Math.max(sinceMs, answeredMs) >= silentMs)
  const answered = ({ sinceMs }: { sinceMs: number }): void => {
    const nowMs = performance.now()
    if (isBroken || isSilent()) {
      backMs = nowMs
      logger.info({ msg: 'the database answers again' })
    }
    isBroken = false
    answeredMs = nowMs
    for (const earlier of asked) if (earlier.sinceMs < sinceMs) asked.delete(earlier)
  }
  const failed = (err: unknown): void => {
    // Said once: a worker outlives a database that is restarted, and tries again until it is back.
    if (!isBroken) logger.error({ err: loggable(err), msg: 'the database did not answer the worker' })
    isBroken = true
  }
  return {
    db: {
      execute: async (query) => {
        const question = { sinceMs: performance.now() }
        asked.add(question)
        try {
          const answer = await db.execute(query)
          answered(question)
          return answer
        } catch (err) {
          failed(err)
          throw err
        } finally {
          asked.delete(question)
        }
      },
    },
    isConnected: () => !isBroken && !isSilent(),
    msSinceBack: () => performance.now() - backMs,
  }
}
