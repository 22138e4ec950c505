import type { BasePayload } from 'payload'
import { z } from 'zod'
import { strict, whole } from '../options/parseOptions.js'

const hourMs = 3_600_000

/** The options of `startWorker`, with their defaults. */
export const workerOptionsSchema = strict({
  payload: z.custom<BasePayload>(
    (value) => typeof value === 'object' && value !== null,
    'give what getPayload returns',
  ),
  concurrency: whole(1, 100).default(3),
  // Below this, looking would be most of what a worker does.
  pollMs: whole(10, hourMs).default(1000),
  sweepMs: whole(10, hourMs).default(15_000),
  graceMs: whole(0, hourMs).default(25_000),
  maxMemoryMb: z
    .number({ error: 'give a number of megabytes' })
    .positive({ error: 'give a number of megabytes' })
    .optional(),
  maxEventLoopLagMs: whole(1, hourMs).default(5000),
})
