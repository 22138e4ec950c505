import type { BasePayload } from 'payload'

export interface WorkerOptions {
  payload: BasePayload
  /** Steps worked on at once, 1 to 100; a step whose drafts are being saved does not count. Default 3. */
  concurrency?: number
  /** Milliseconds between looks at an empty queue, for work that no notification told of. Default 1,000. */
  pollMs?: number
  /** Milliseconds between sweeps for what killed workers left. Default 15,000. */
  sweepMs?: number
  /** Milliseconds `stop` leaves the steps under way before it hands them back. Default 25,000. */
  graceMs?: number
  /** Megabytes of memory (RSS) above which the worker stops as by `stop`, so that its process can be restarted. Default: none. */
  maxMemoryMb?: number
  /** Milliseconds the event loop may be blocked at a stretch; after a longer one no work is taken for a second. Default 5,000. */
  maxEventLoopLagMs?: number
}
