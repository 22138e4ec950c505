import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { BasePayload } from 'payload'

const everyMs = 1000
const resolutionMs = 20

interface WatchEventLoop {
  maxLagMs: number
  logger: BasePayload['logger']
}

export interface EventLoopWatch {
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
