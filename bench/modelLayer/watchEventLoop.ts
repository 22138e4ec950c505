import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

export interface EventLoop {
  /** Share of the time in which this process was busy. */
  busyShare: number
  /** How late timers were, 99 times in 100 less. */
  p99DelayMs: number
}

/** Tells afterwards whether this process, server and clients in one, was a limit of what was measured. */
export const watchEventLoop = (): (() => EventLoop) => {
  const resolution = 1
  const delay = monitorEventLoopDelay({ resolution })
  const before = performance.eventLoopUtilization()
  delay.enable()
  return () => {
    delay.disable()
    return {
      busyShare: performance.eventLoopUtilization(before).utilization,
      p99DelayMs: delay.percentile(99) / 1e6 - resolution,
    }
  }
}
