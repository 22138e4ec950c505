import type { BasePayload } from 'payload'
import { z } from 'zod'
import { poolOf } from '../database/adapter.js'
import { limitIdleTransactions } from '../database/limitIdleTransactions.js'
import { parseOptions, strict, whole } from '../options/parseOptions.js'
import { coursewrightOf } from '../runs/coursewrightOf.js'
import { topicOf } from '../runs/sql/store.js'
import { createDoorbell } from '../waiting.js'
import { createSlots } from './createSlots.js'
import { createHeartbeat } from './heartbeat.js'
import { keepSweeping } from './keepSweeping.js'
import { createMaintainer } from './maintenance/createMaintainer.js'
import { maintenanceTasks } from './maintenance.js'
import { watchConnection, watchEventLoop, watchMemory } from './watches.js'

/** Why a worker ended: it was stopped, or its process has more memory than `maxMemoryMb` and should be restarted. */
export type WorkerEnd = 'stopped' | 'memory'

/** A worker that was started; see `startWorker`. */
export interface Worker {
  /**
   * Takes no more work and resolves when what is under way has ended. Calls that take longer than `graceMs` are stopped
   * and their steps handed back, so that another worker goes on at once.
   */
  stop(): Promise<void>
  /** Resolves when the worker has ended, by itself too. */
  ended: Promise<WorkerEnd>
  /** Whether it takes work: the database answers, and it is neither stopping nor held up by a blocked event loop. */
  isReady(): boolean
}

/**
 * Works on wake-ups until stopped: as many slots as `concurrency`, each takes one job as soon as it is free, so a slow
 * step holds up no other, and no call to the model waits for the drafts of another to be saved. Woken by notifications of
 * the database; looks by itself every `pollMs`, and when a step that waits for its time is due. Start as many workers,
 * on as many hosts, as you like.
 *
 * @throws InvalidOption before it takes any work
 */
export const startWorker = (options: WorkerOptions): Worker => {
  const { payload, concurrency, pollMs, sweepMs, graceMs, ...limits } = parseOptions(workerOptionsSchema, options)
  const { maxMemoryMb = Number.POSITIVE_INFINITY, maxEventLoopLagMs } = limits
  const { settings, notifications } = coursewrightOf(payload)
  const { logger } = payload
  const stopping = new AbortController()
  const handingBack = new AbortController()
  const bell = createDoorbell()
  const topic = topicOf.wakeUps(settings.queue)
  const unsubscribe = notifications.subscribe({ payload, topic, listener: bell.ring })
  const eventLoop = watchEventLoop({ maxLagMs: maxEventLoopLagMs, logger })
  const unlimit = limitIdleTransactions({ payload, seconds: settings.steps.leaseSeconds })
  const connection = watchConnection({ db: poolOf(payload), logger })
  const slots = createSlots({
    payload,
    settings,
    connection,
    bell,
    stopping: stopping.signal,
    handingBack: handingBack.signal,
    isHeldUp: eventLoop.isLagging,
    pollMs,
    sweepMs,
  })
  const hasEnded = new AbortController()
  const heartbeat = createHeartbeat({
    payload,
    settings,
    slots: concurrency,
    busy: slots.busy,
    everyMs: sweepMs,
    stopping: stopping.signal,
    ended: hasEnded.signal,
    onLead: (isLeading) => maintainer.lead(isLeading),
  })
  const maintainer = createMaintainer({
    payload,
    settings,
    tasks: maintenanceTasks(settings),
    key: heartbeat.key,
    signal: stopping.signal,
  })
  const beating = heartbeat.run()
  const sweeping = keepSweeping({ payload, settings, connection, everyMs: sweepMs, signal: stopping.signal })
  const loops = [sweeping, ...Array.from({ length: concurrency }, slots.run)]

  let end: (reason: WorkerEnd) => void = () => undefined
  const asked = new Promise<WorkerEnd>((resolve) => {
    end = resolve
  })
  const unwatchMemory = watchMemory({
    maxMb: maxMemoryMb,
    onOver: (usedMb) => {
      logger.warn({ msg: 'the process has too much memory; the worker stops', usedMb, maxMemoryMb })
      end('memory')
    },
  })
  const ended = asked.then(async (reason) => {
    stopping.abort()
    bell.close()
    const grace = setTimeout(() => handingBack.abort(), graceMs)
    await Promise.all(loops)
    await slots.saved()
    clearTimeout(grace)
    await maintainer.ended()
    hasEnded.abort()
    await beating
    unsubscribe()
    unlimit()
    eventLoop.stop()
    unwatchMemory()
    return reason
  })
  return {
    stop: async () => {
      end('stopped')
      await ended
    },
    ended,
    isReady: () => connection.isConnected() && !stopping.signal.aborted && !eventLoop.isLagging(),
  }
}

/** What `startWorker` takes; anything else, and a value out of its range, is an `InvalidOption`. */
export interface WorkerOptions {
  /** What `getPayload` returns, of a config that has the plugin. */
  payload: BasePayload
  /** Steps worked on at once, 1 to 100; a step whose drafts are being saved does not count. Default 3. */
  concurrency?: number
  /** Milliseconds between looks at an empty queue, for work that no notification told of. Default 1,000. */
  pollMs?: number
  /** Milliseconds between sweeps for what killed workers left. Default 15,000. */
  sweepMs?: number
  /** Milliseconds `stop` leaves the steps under way before it hands them back. Default 25,000. */
  graceMs?: number
  /** Megabytes of memory (RSS), more than 0, above which the worker stops as by `stop`, so that its process can be restarted. Default: none. */
  maxMemoryMb?: number
  /** Milliseconds the event loop may be blocked at a stretch; after a longer one no work is taken for a second. Default 5,000. */
  maxEventLoopLagMs?: number
}

const hourMs = 3_600_000

/** The options of `startWorker`, with their defaults. */
const workerOptionsSchema = strict({
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
