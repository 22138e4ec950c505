import { createBell } from '../createBell.js'
import { notificationsOf } from '../database/notificationsOf.js'
import { loggable } from '../errors/loggable.js'
import { parseOptions } from '../options/parseOptions.js'
import { settingsOf } from '../options/settingsOf.js'
import { sweep } from '../runs/sweep.js'
import { topicOf } from '../runs/topicOf.js'
import { wait } from '../wait.js'
import { createSlots } from './createSlots.js'
import type { WorkerOptions } from './WorkerOptions.js'
import { watchEventLoop } from './watchEventLoop.js'
import { watchMemory } from './watchMemory.js'
import { workerOptionsSchema } from './workerOptionsSchema.js'

/** Why a worker ended: it was stopped, or its process has more memory than `maxMemoryMb` and should be restarted. */
export type WorkerEnd = 'stopped' | 'memory'

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
  const settings = settingsOf(payload)
  const { logger } = payload
  const stopping = new AbortController()
  const handingBack = new AbortController()
  const bell = createBell()
  const topic = topicOf.wakeUps(settings.queue)
  const unsubscribe = notificationsOf(payload).subscribe({ payload, topic, listener: bell.ring })
  const eventLoop = watchEventLoop({ maxLagMs: maxEventLoopLagMs, logger })
  const slots = createSlots({
    payload,
    settings,
    bell,
    stopping: stopping.signal,
    handingBack: handingBack.signal,
    isHeldUp: eventLoop.isLagging,
    pollMs,
    sweepMs,
  })
  const sweeper = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const swept = await sweep(payload, settings).catch((err: unknown) => {
        logger.error({ err: loggable(err), msg: 'sweeping failed' })
      })
      if (swept && swept.reopened + swept.woken > 0) logger.info({ msg: 'swept', ...swept })
      await wait(sweepMs, stopping.signal)
    }
  }
  const loops = [sweeper(), ...Array.from({ length: concurrency }, slots.run)]

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
    unsubscribe()
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
    isReady: () => slots.isConnected() && !stopping.signal.aborted && !eventLoop.isLagging(),
  }
}
