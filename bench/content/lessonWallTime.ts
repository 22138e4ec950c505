/**
 * Wall time of 30 lessons with a model of four seconds a call, three calls at once, against what it cannot be below: the
 * model's time at that window, and half of what creating the same 30 lessons takes with nothing else to do, in the same run.
 *
 *   node --conditions=production --import tsx bench/content/lessonWallTime.ts [--json] [--runs 3] [--latency-ms 4000]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { startWorker } from '../../src/index.js'
import { settingsOf } from '../../src/options/Settings.js'
import { readRunState } from '../../src/runs/sql/runState.js'
import { poolStore } from '../../src/runs/sql/store.js'
import { finalStatuses } from '../../src/runs/vocabulary.js'
import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { bench, median } from '../report.js'

const lessons = 30
const batchSize = 5
const concurrency = 3
const target = 1.15

const withoutIds = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutIds)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'id')
      .map(([name, inner]) => [name, withoutIds(inner)]),
  )
}

await bench({ runs: 3, latencyMs: 4000 }, async ({ runs, latencyMs }) => {
  const host = await startTestPayload({ model: { latencyMs } })
  const { payload } = host
  const store = poolStore(payload, settingsOf(payload))
  const modelMs = Math.ceil(lessons / batchSize / concurrency) * latencyMs

  const oneRun = async (number: number): Promise<{ ms: number; run: number | string }> => {
    const topics = Array.from({ length: lessons / batchSize }, (_, index) => `Topic ${number}.${index + 1}`)
    const startedAt = performance.now()
    const { id } = await payload.create({
      collection: 'generation-runs',
      data: { kind: 'lessons', input: { topics, count: batchSize, batchSize } },
    })
    for (;;) {
      const state = await readRunState(store, id, 0)
      if (state?.status === 'completed') return { ms: performance.now() - startedAt, run: id }
      if (state && finalStatuses.includes(state.status)) throw new Error(`The run ended ${state.status}.`)
      // Looking costs time of the same processors, so only when it may be over.
      await wait(performance.now() - startedAt < modelMs ? 200 : 10)
    }
  }

  /** Creates the lessons of a run once more, with nothing but Payload to do. */
  const createAgain = async (run: number | string): Promise<number> => {
    const { docs } = await payload.find({
      collection: 'lessons',
      where: { 'provenance.run': { equals: run } },
      depth: 0,
      draft: true,
      pagination: false,
    })
    if (docs.length !== lessons) throw new Error(`The run made ${docs.length} lessons.`)
    const copies = docs.map(({ provenance: _provenance, ...doc }) => withoutIds(doc))
    const startedAt = performance.now()
    for (const data of copies)
      await payload.create({ collection: 'lessons', draft: true, depth: 0, data: data as never })
    return performance.now() - startedAt
  }

  try {
    const worker = startWorker({ payload, concurrency })
    await oneRun(0)
    const rows = []
    for (let number = 1; number <= runs; number += 1) {
      const { ms, run } = await oneRun(number)
      const createMs = await createAgain(run)
      rows.push({ ms, createMs, ratio: ms / (modelMs + createMs / 2) })
    }
    await worker.stop()
    const ratio = median(rows.map((row) => row.ratio))
    const told = rows.map(({ ms, createMs }) => `${Math.round(ms)} ms (30 bare creates: ${Math.round(createMs)} ms)`)
    return {
      figures: { lessons, batchSize, concurrency, latencyMs, modelMs, rows, ratio, target },
      isMet: ratio <= target,
      text:
        `${lessons} lessons, ${concurrency} calls of ${latencyMs} ms at once: the model's time is ${modelMs} ms; runs took ${told.join(', ')}.\n` +
        `Median ${ratio.toFixed(3)}x the model's time and half the creates; target at most ${target}x.`,
    }
  } finally {
    await host.stop()
  }
})
