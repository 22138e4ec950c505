import { setTimeout as wait } from 'node:timers/promises'
import { Logger, run } from 'graphile-worker'
import type { Payload } from 'payload'
import PgBoss from 'pg-boss'
import { postgres } from '../../../src/database/adapter.js'
import { startWorker } from '../../../src/index.js'
import { doEqualStep, type EqualStep, equalStepKey } from './equalStep.js'

export const queueSystems = ['coursewright', 'payload', 'graphile-worker', 'pg-boss'] as const
export type QueueSystem = (typeof queueSystems)[number]

/** The queue of Payload and pg-boss; not ours, so that our guard leaves it alone. */
export const peerQueue = 'bench'

interface RunQueue {
  payload: Payload
  concurrency: number
  step?: EqualStep
  /** Milliseconds between sweeps, which only our queue has. Default: the worker's own. */
  sweepMs?: number
}

/** How long those that poll wait when there is nothing to do; none has to during a measurement. */
const pollMs = 50

/** Works on a queue until stopped; gives how to stop. */
export const runQueue: Record<QueueSystem, (options: RunQueue) => Promise<() => Promise<void>>> = {
  coursewright: async ({ payload, concurrency, sweepMs }) => startWorker({ payload, concurrency, sweepMs }).stop,

  payload: async ({ payload, concurrency, step }) => {
    payload.config.custom[equalStepKey] = step
    payload.config.jobs.deleteJobOnComplete = false
    const loop = loopUntilStopped(async () => {
      const { noJobsRemaining } = await payload.jobs.run({ queue: peerQueue, limit: concurrency, silent: true })
      return !noJobsRemaining
    })
    return loop
  },

  'graphile-worker': async ({ payload, concurrency, step }) => {
    const runner = await run({
      connectionString: uriOf(payload),
      concurrency,
      pollInterval: pollMs,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
      taskList: { equalStep: (input) => doEqualStep(payload, step, (input as { number: number }).number) },
    })
    return () => runner.stop()
  },

  'pg-boss': async ({ payload, concurrency, step }) => {
    const boss = await startBoss(payload)
    const stops = Array.from({ length: concurrency }, () =>
      loopUntilStopped(async () => {
        const [job] = await boss.fetch<{ number: number }>(peerQueue)
        if (!job) return false
        await doEqualStep(payload, step, job.data.number)
        await boss.complete(peerQueue, job.id)
        return true
      }),
    )
    return async () => {
      await Promise.all(stops.map((stop) => stop()))
      await boss.stop({ graceful: false })
    }
  },
}

export const uriOf = (payload: Payload): string => String(postgres(payload).poolOptions.connectionString)

export const startBoss = async (payload: Payload): Promise<PgBoss> => {
  const boss = new PgBoss({ connectionString: uriOf(payload), supervise: false, schedule: false })
  boss.on('error', (error) => process.stderr.write(`${error.message}\n`))
  await boss.start()
  await boss.createQueue(peerQueue)
  return boss
}

/** Does one thing after the other, and waits when there was nothing to do; gives how to stop. */
const loopUntilStopped = (work: () => Promise<boolean>): (() => Promise<void>) => {
  let isStopped = false
  const loop = async () => {
    while (!isStopped) {
      const worked = await work().catch((error: unknown) => {
        process.stderr.write(`${String(error).slice(0, 200)}\n`)
        return false
      })
      if (!worked) await wait(pollMs)
    }
  }
  const ended = loop()
  return async () => {
    isStopped = true
    await ended
  }
}
