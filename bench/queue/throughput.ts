/**
 * Steps per second with a model that answers at once, in 1, 2 and 4 processes of ten slots each: ours against stock
 * Payload jobs, graphile-worker and pg-boss, whose jobs make the same call and leave the same drill, bill and progress, but
 * keep no answer, hold no lease and verify no commit. Every process has worked on each queue before, as workers live long and
 * the first steps of a process take longer than the later ones. Each is measured three times, in another order each time; what is
 * compared was measured in the same round, and of the rounds the median counts. Targets: ours pays for each step once; it
 * is at least half as fast as stock Payload in one process, which does half the statements, and 0.8 times in four, where
 * stock gets in its own way; and four processes of ours on the same machine are at least 0.8 times as fast as one.
 *
 *   node --conditions=production --import tsx bench/queue/throughput.ts [--json] [--steps 150] [--rounds 3]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../src/database/adapter.js'
import { bench, median } from '../report.js'
import { QueueProcess } from './harness/QueueProcess.js'
import { type QueueSystem, queueSystems } from './harness/queueRunner.js'
import { exampleStep, queueEqualSteps, startBenchHost } from './harness/startBenchHost.js'

const concurrency = 10
const processCounts = [1, 2, 4]
const targets = { growth: 0.8, againstStock: { 1: 0.5, 4: 0.8 } }
const giveUpMs = 30_000

interface Row {
  round: number
  processes: number
  system: QueueSystem
  /** Steps done in time; less than were queued only where a queue gave up on some. */
  done: number
  /** To the model: each one more than steps was paid for twice. */
  calls: number
  stepsPerSecond: number
}

await bench({ steps: 150, rounds: 3 }, async ({ steps, rounds }) => {
  const host = await startBenchHost({ positions: Math.max(steps, 30) })
  const { payload, model } = host
  const db = poolOf(payload)

  const countDrills = async (): Promise<number> => {
    const { rows } = await db.execute(sql`select count(*) as count from drills`)
    return Number(rows[0]?.count)
  }

  const processes = Array.from({ length: Math.max(...processCounts) }, () => new QueueProcess(host))
  try {
    const example = await exampleStep(host)
    await Promise.all(processes.map((worker) => worker.ready()))
    const measure = async (round: number, count: number, system: QueueSystem): Promise<Row> => {
      await queueEqualSteps(host, system, steps)
      const step = { ...example, name: `${system} ${count} ${round}` }
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
      return { round, processes: count, system, done, calls, stepsPerSecond: done / seconds }
    }
    for (let time = 0; time < 2; time += 1) {
      for (const system of queueSystems) await measure(-1 - time, processes.length, system)
    }
    const rows: Row[] = []
    for (let round = 0; round < rounds; round += 1) {
      for (const count of processCounts) {
        const first = (round + processCounts.indexOf(count)) % queueSystems.length
        const order = [...queueSystems.slice(first), ...queueSystems.slice(0, first)]
        for (const system of order) rows.push(await measure(round, count, system))
      }
    }
    const speed = (round: number, system: QueueSystem, count: number): number =>
      rows.find((row) => row.round === round && row.system === system && row.processes === count)?.stepsPerSecond ??
      Number.NaN
    const medianOf = (figure: (round: number) => number) =>
      median(Array.from({ length: rounds }, (_, round) => figure(round)))
    /** Four processes against one. */
    const growth = (system: QueueSystem) =>
      medianOf(
        (round) => speed(round, system, Math.max(...processCounts)) / speed(round, system, Math.min(...processCounts)),
      )
    /** Ours against another. */
    const against = (system: QueueSystem, count: number) =>
      medianOf((round) => speed(round, 'coursewright', count) / speed(round, system, count))
    const speeds = processCounts.map((count) => ({
      processes: count,
      stepsPerSecond: Object.fromEntries(
        queueSystems.map((system) => [system, medianOf((round) => speed(round, system, count))]),
      ),
      against: Object.fromEntries(queueSystems.slice(1).map((system) => [system, against(system, count)])),
    }))
    const ours = rows.filter(({ system }) => system === 'coursewright')
    const isMet =
      ours.every(({ done, calls }) => done === steps && calls === steps) &&
      growth('coursewright') >= targets.growth &&
      Object.entries(targets.againstStock).every(([count, least]) => against('payload', Number(count)) >= least)
    const measured = rows.map(
      (row) =>
        `round ${row.round + 1}, ${row.processes} processes, ${row.system.padEnd(15)} ${row.done} done, ${row.calls} calls, ` +
        `${row.stepsPerSecond.toFixed(1)} steps/s`,
    )
    const compared = speeds.map(({ processes: count, stepsPerSecond, against: times }) => {
      const others = Object.entries(times).map(([system, ratio]) => `${system} ${ratio.toFixed(2)}x`)
      return `${count} processes: ours ${stepsPerSecond.coursewright?.toFixed(1)} steps/s, against ${others.join(', ')}.`
    })
    const grown =
      `Four processes of ours are ${growth('coursewright').toFixed(2)}x as fast as one, of stock Payload ` +
      `${growth('payload').toFixed(2)}x.`
    return {
      figures: { steps, concurrency, rows, speeds, growth: growth('coursewright'), targets },
      isMet,
      text: [...measured, ...compared, grown].join('\n'),
    }
  } finally {
    await Promise.all(processes.map((worker) => worker.kill()))
    await host.stop()
  }
})
