import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { makeWorkerUtils } from 'graphile-worker'
import { type OfflineModelOptions, startOfflineModel } from '../../../demo/model/startOfflineModel.js'
import { poolOf } from '../../../src/database/adapter.js'
import { coursewrightOf } from '../../../src/runs/coursewrightOf.js'
import { startTestPayload, type TestPayload } from '../../../test/integration/helpers/startTestPayload.js'
import { benchOptions } from './benchOptions.js'
import { type EqualStep, equalTask } from './equalStep.js'
import { peerQueue, type QueueSystem, startBoss, uriOf } from './queueRunner.js'

interface StartBenchHost {
  /** Positions in the library. */
  positions: number
  model?: OfflineModelOptions
  /** Default: the plugin's own. */
  leaseSeconds?: number
}

export interface BenchHost extends TestPayload {
  leaseSeconds: number | undefined
  /** Ids of the library's positions. */
  positions: (number | string)[]
  /** Requests runs and plans them, so that only steps of one drill each are left to do. */
  queueSteps(steps: number): Promise<void>
}

const drillsPerRun = 25

/** Payload with the plugin and a library of a cheap game; nothing works on runs yet. */
export const startBenchHost = async (given: StartBenchHost): Promise<BenchHost> => {
  const model = await startOfflineModel(given.model)
  const host = await startTestPayload({
    options: benchOptions(model.baseURL, given.leaseSeconds),
    config: { jobs: { tasks: [equalTask] } },
  })
  const { payload } = host
  const ids: (number | string)[] = []
  for (let number = 0; number < given.positions; number += 1) {
    const { id } = await payload.create({
      collection: 'positions',
      data: { game: 'counting', notation: String(number), phase: 'any', solution: { best: '1' } },
    })
    ids.push(id)
  }
  return {
    ...host,
    model,
    stop: async () => {
      await host.stop()
      await model.stop()
    },
    leaseSeconds: given.leaseSeconds,
    positions: ids,
    queueSteps: async (steps) => {
      const runs = Math.ceil(steps / drillsPerRun)
      for (let left = steps, seed = 0; left > 0; left -= drillsPerRun, seed += 1) {
        const input = { game: 'counting', targetDrillCount: Math.min(left, drillsPerRun), batchSize: 1, seed }
        await payload.create({ collection: 'generation-runs', data: { kind: 'drillSeries', input } })
      }
      // Plans are the oldest steps, so they go first.
      for (let planned = 0; planned < runs; planned += 1) await coursewrightOf(payload).runStep(payload)
    },
  }
}

/** Has one step of ours done, which shows other queues what an equal one is. Its drill is gone again. */
export const exampleStep = async (host: BenchHost): Promise<Omit<EqualStep, 'name'>> => {
  const { payload, model } = host
  await host.queueSteps(1)
  const worker = host.work()
  const drills = async () => (await payload.find({ collection: 'drills', depth: 0, limit: 1 })).docs
  while ((await drills()).length === 0) await wait(20)
  await worker.stop()
  const [drill] = await drills()
  const { docs: runs } = await payload.find({ collection: 'generation-runs', depth: 0, limit: 1 })
  await poolOf(payload).execute(sql`delete from drills`)
  return {
    run: runs[0]?.id ?? 0,
    modelURL: `${model.baseURL}/chat/completions`,
    request: model.requests()[0]?.body,
    drill: withoutIds({ ...drill }),
    positions: host.positions,
  }
}

/** Of the document and of the rows of its lists, so that it can be created again. */
const withoutIds = ({ id: _, ...rest }: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map((row) => (typeof row === 'object' ? withoutIds(row) : row)) : value,
    ]),
  )

/** Queues so many steps, or jobs of another queue that are equal to them. */
export const queueEqualSteps = async (host: BenchHost, system: QueueSystem, steps: number): Promise<void> => {
  const { payload } = host
  const numbers = Array.from({ length: steps }, (_, number) => number)
  if (system === 'coursewright') await host.queueSteps(steps)
  else if (system === 'payload') {
    for (const number of numbers) {
      await payload.jobs.queue({ task: equalTask.slug, input: { number }, queue: peerQueue })
    }
  } else if (system === 'graphile-worker') {
    const utils = await makeWorkerUtils({ connectionString: uriOf(payload) })
    for (const number of numbers) await utils.addJob('equalStep', { number }, { maxAttempts: 1 })
    await utils.release()
  } else {
    const boss = await startBoss(payload)
    await boss.insert(numbers.map((number) => ({ name: peerQueue, data: { number } })))
    await boss.stop({ graceful: false })
  }
}
