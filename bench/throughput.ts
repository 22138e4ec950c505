/**
 * Steps per second with a model that answers at once, in 1, 2 and 4 processes of ten slots each: ours against stock
 * Payload jobs, graphile-worker and pg-boss, whose jobs make the same call and leave the same drill, bill and progress, but
 * keep no answer, hold no lease and verify no commit. Targets: ours pays for each step once, and more processes on the same
 * machine do not get in each other's way: four are at least 0.8 times as fast as one.
 *
 *   node --conditions=production --import tsx bench/throughput.ts [--json] [--steps 150]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { makeWorkerUtils } from 'graphile-worker'
import { poolOf } from '../src/database/postgres.js'
import type { EqualStep } from './queue/doEqualStep.js'
import { equalTask } from './queue/equalTask.js'
import { QueueProcess } from './queue/QueueProcess.js'
import { peerQueue, type QueueSystem, queueSystems, startBoss, uriOf } from './queue/queueRunner.js'
import { startBenchHost } from './queue/startBenchHost.js'

const concurrency = 10
const processCounts = [1, 2, 4]
const target = 0.8
const giveUpMs = 30_000

interface Row {
  processes: number
  system: QueueSystem
  /** Steps done in time; less than were queued only where a queue gave up on some. */
  done: number
  /** To the model: each one more than steps was paid for twice. */
  calls: number
  stepsPerSecond: number
}

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, steps: { type: 'string', default: '150' } },
})
const steps = Number(options.steps)
const host = await startBenchHost({ positions: 400 })
const { payload, model } = host
const db = poolOf(payload)

const countDrills = async (): Promise<number> => {
  const { rows } = await db.execute(sql`select count(*) as count from drills`)
  return Number(rows[0]?.count)
}

/** A step of ours, done once, shows the others what an equal one is. */
const exampleStep = async (): Promise<Omit<EqualStep, 'name'>> => {
  await host.queueSteps(1)
  const worker = host.work()
  while ((await countDrills()) === 0) await wait(20)
  await worker.stop()
  const { docs } = await payload.find({ collection: 'drills', depth: 0, limit: 1 })
  const { docs: runs } = await payload.find({ collection: 'generation-runs', depth: 0, limit: 1 })
  return {
    run: runs[0]?.id ?? 0,
    modelURL: `${model.baseURL}/chat/completions`,
    request: model.requests()[0]?.body,
    drill: withoutIds({ ...docs[0] }),
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

const numbers = Array.from({ length: steps }, (_, number) => number)
const enqueue: Record<QueueSystem, () => Promise<unknown>> = {
  coursewright: () => host.queueSteps(steps),
  payload: async () => {
    for (const number of numbers) {
      await payload.jobs.queue({ task: equalTask.slug, input: { number }, queue: peerQueue })
    }
  },
  'graphile-worker': async () => {
    const utils = await makeWorkerUtils({ connectionString: uriOf(payload) })
    for (const number of numbers) await utils.addJob('equalStep', { number }, { maxAttempts: 1 })
    await utils.release()
  },
  'pg-boss': async () => {
    const boss = await startBoss(payload)
    await boss.insert(numbers.map((number) => ({ name: peerQueue, data: { number } })))
    await boss.stop({ graceful: false })
  },
}

const processes = Array.from({ length: Math.max(...processCounts) }, () => new QueueProcess(host))
try {
  const example = await exampleStep()
  await Promise.all(processes.map((worker) => worker.ready()))
  const rows: Row[] = []
  for (const count of processCounts) {
    for (const system of queueSystems) {
      await enqueue[system]()
      const step = { ...example, name: `${system} ${count}` }
      const team = processes.slice(0, count)
      const [drillsBefore, callsBefore] = [await countDrills(), model.requests().length]
      const startedAt = performance.now()
      await Promise.all(team.map((worker) => worker.work({ system, concurrency, step })))
      let done = 0
      while (done < steps && performance.now() - startedAt < giveUpMs) {
        await wait(20)
        done = (await countDrills()) - drillsBefore
      }
      const seconds = (performance.now() - startedAt) / 1000
      await Promise.all(team.map((worker) => worker.rest()))
      const calls = model.requests().length - callsBefore
      rows.push({ processes: count, system, done, calls, stepsPerSecond: done / seconds })
    }
  }
  const speed = (system: QueueSystem, count: number) =>
    rows.find((row) => row.system === system && row.processes === count)?.stepsPerSecond ?? Number.NaN
  const growth = (system: QueueSystem) =>
    speed(system, Math.max(...processCounts)) / speed(system, Math.min(...processCounts))
  const ours = rows.filter(({ system }) => system === 'coursewright')
  const isMet = ours.every(({ done, calls }) => done === steps && calls === steps) && growth('coursewright') >= target
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ steps, concurrency, rows, growth: growth('coursewright'), target, isMet })}\n`,
    )
  else {
    console.table(rows.map((row) => ({ ...row, stepsPerSecond: Number(row.stepsPerSecond.toFixed(1)) })))
    process.stdout.write(
      `Four processes of ours are ${growth('coursewright').toFixed(2)}x as fast as one, of stock Payload ` +
        `${growth('payload').toFixed(2)}x.\nTarget at least ${target}x and each step paid for once: ${isMet ? 'met' : 'missed'}.\n`,
    )
  }
  process.exitCode = isMet ? 0 : 1
} finally {
  await Promise.all(processes.map((worker) => worker.kill()))
  await host.stop()
}
