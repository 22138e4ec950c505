import { monitorEventLoopDelay } from 'node:perf_hooks'
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

const everyMs = 1000
const resolutionMs = 20

interface WatchEventLoop {
  maxLagMs: number
  logger: BasePayload['logger']
}

interface EventLoopWatch {
  /** Whether the event loop was blocked for too long at a stretch within the last second. */
  isLagging(): boolean
  stop(): void
}

/**
 * Looks each second how long the event loop was blocked. A worker whose loop lags renews its leases late; more work would
 * only make it later.
 */
export const watchEventLoop = ({ maxLagMs, logger }: WatchEventLoop): EventLoopWatch => {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  delays.enable()
  let isLagging = false
  const timer = setInterval(() => {
    // In nanoseconds, the time between two measurements included.
    const lagMs = Math.round(delays.max / 1e6) - resolutionMs
    delays.reset()
    const wasLagging = isLagging
    isLagging = lagMs > maxLagMs
    if (isLagging && !wasLagging) logger.warn({ msg: 'the event loop lags; no work is taken for now', lagMs, maxLagMs })
    if (wasLagging && !isLagging) logger.info({ msg: 'the event loop runs well again; work is taken' })
  }, everyMs).unref()
  return {
    isLagging: () => isLagging,
    stop: () => {
      clearInterval(timer)
      delays.disable()
    },
  }
}

interface WatchMemory {
  /** Megabytes (RSS). */
  maxMb: number
  /** Called once. */
  onOver(usedMb: number): void
}

/** Looks each second how much memory the process has. Returns how to end it. */
export const watchMemory = ({ maxMb, onOver }: WatchMemory): (() => void) => {
  const timer = setInterval(() => {
    const usedMb = Math.round(process.memoryUsage.rss() / 1024 / 1024)
    if (usedMb <= maxMb) return
    clearInterval(timer)
    onOver(usedMb)
  }, everyMs).unref()
  return () => clearInterval(timer)
}
