/**
 * Wall time of a run of 25 drills, from the request to the final status, against the ideal: a model that takes 2 s, three
 * calls at once, nothing else to do. Several runs; the median counts.
 *
 *   node --conditions=production --import tsx bench/content/runWallTime.ts [--json] [--runs 5]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { startWorker } from '../../src/index.js'
import { settingsOf } from '../../src/options/Settings.js'
import { readRunState } from '../../src/runs/sql/runState.js'
import { poolStore } from '../../src/runs/sql/store.js'
import { finalStatuses } from '../../src/runs/vocabulary.js'
import { addPositions } from '../../test/integration/helpers/addPositions.js'
import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { bench, median } from '../report.js'

const latencyMs = 2000
const concurrency = 3
const drills = 25
const batchSize = 5
const idealMs = Math.ceil(drills / batchSize / concurrency) * latencyMs
const target = 1.15

await bench({ runs: 5 }, async ({ runs }) => {
  const host = await startTestPayload({ model: { latencyMs } })
  const { payload } = host
  const store = poolStore(payload, settingsOf(payload))

  const oneRun = async (seed: number): Promise<number> => {
    const startedAt = performance.now()
    const { id } = await payload.create({
      collection: 'generation-runs',
      data: { kind: 'drillSeries', input: { targetDrillCount: drills, batchSize, seed } },
    })
    for (;;) {
      const state = await readRunState(store, id, 0)
      if (state?.status === 'completed') return performance.now() - startedAt
      if (state && finalStatuses.includes(state.status)) throw new Error(`The run ended ${state.status}.`)
      // Looking costs time of the same processors, so only when it may be over.
      await wait(performance.now() - startedAt < idealMs ? 200 : 10)
    }
  }

  try {
    await addPositions({ payload, counts: { opening: 30, middlegame: 30, endgame: 30 } })
    const worker = startWorker({ payload, concurrency })
    await oneRun(0)
    const times: number[] = []
    for (let run = 1; run <= runs; run += 1) times.push(await oneRun(run))
    await worker.stop()
    const ratio = median(times) / idealMs
    const isMet = ratio <= target
    const result = { drills, batchSize, concurrency, latencyMs, idealMs, ms: times.map(Math.round), ratio, target }
    return {
      figures: result,
      isMet,
      text:
        `${drills} drills, ${concurrency} calls of ${latencyMs} ms at once: ideal ${idealMs} ms, ` +
        `runs ${result.ms.join(', ')} ms.\nMedian ${ratio.toFixed(3)}x the ideal; target at most ${target}x.`,
    }
  } finally {
    await host.stop()
  }
})
