import { type OfflineModelOptions, startOfflineModel } from '../../demo/model/startOfflineModel.js'
import { stepRunnerOf } from '../../src/jobs/runStepTask.js'
import { startTestPayload, type TestPayload } from '../../test/integration/startTestPayload.js'
import { benchOptions } from './benchOptions.js'
import { equalTask } from './equalTask.js'

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

const stepsPerRun = 25

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
      const runs = Math.ceil(steps / stepsPerRun)
      for (let left = steps, seed = 0; left > 0; left -= stepsPerRun, seed += 1) {
        const input = { game: 'counting', targetDrillCount: Math.min(left, stepsPerRun), batchSize: 1, seed }
        await payload.create({ collection: 'generation-runs', data: { kind: 'drillSeries', input } })
      }
      // Plans are the oldest steps, so they go first.
      for (let planned = 0; planned < runs; planned += 1) await stepRunnerOf(payload)(payload)
    },
  }
}
