/**
 * A worker is killed (SIGKILL) in the middle of its calls while another one works on: how long until the steps it held are
 * worked on again, with the leases and sweeps as they are by default. Targets: the last one after the lease, one sweep and
 * a second at most; half of them within 2 s of the end of the lease, as sweeps happen to fall here: the other worker begins
 * right after the lease does, and its sweeps go into the lease without a rest. Other queues wait longer by default:
 * graphile-worker 4 hours, pg-boss 15 minutes, Payload for ever.
 *
 *   node --conditions=production --import tsx bench/queue/recovery.ts [--json] [--lease-seconds 60] [--sweep-seconds 15]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../src/database/adapter.js'
import { bench, median } from '../report.js'
import { QueueProcess } from './harness/QueueProcess.js'
import { startBenchHost } from './harness/startBenchHost.js'

const steps = 5
const giveUpMs = 150_000
/** After the end of the lease, half of the steps. */
const soonMs = 2000

await bench({ leaseSeconds: 60, sweepSeconds: 15 }, async ({ leaseSeconds, sweepSeconds }) => {
  const sweepMs = sweepSeconds * 1000
  const answers = new AbortController()
  const host = await startBenchHost({
    positions: 30,
    leaseSeconds,
    // Until the worker is dead nothing is answered.
    model: { respond: () => wait(giveUpMs, undefined, { signal: answers.signal }).catch(() => undefined) },
  })
  const { payload, model } = host
  const db = poolOf(payload)
  const [killed, other] = [new QueueProcess(host), new QueueProcess(host)]

  const look = async (condition: ReturnType<typeof sql>): Promise<number> => {
    const { rows } = await db.execute(sql`select count(*) as count from generation_steps where ${condition}`)
    return Number(rows[0]?.count)
  }
  const until = async (isSo: () => Promise<boolean> | boolean): Promise<number> => {
    const startedAt = performance.now()
    while (!(await isSo())) {
      if (performance.now() - startedAt > giveUpMs) break
      await wait(50)
    }
    return performance.now() - startedAt
  }

  try {
    await Promise.all([killed.ready(), other.ready()])
    await host.queueSteps(steps)
    await killed.work({ system: 'coursewright', concurrency: steps, sweepMs })
    await until(() => model.requests().length === steps)
    await other.work({ system: 'coursewright', concurrency: steps, sweepMs })
    await killed.kill()
    const startedAt = performance.now()
    answers.abort()
    /** When each step was seen to be worked on again, from the kill. */
    const times: number[] = []
    await until(async () => {
      const taken = await look(sql`kind = 'generate' and claims > 1`)
      while (times.length < taken) times.push(performance.now() - startedAt)
      return taken === steps
    })
    await until(async () => (await look(sql`status in ('queued', 'running')`)) === 0)
    const done = await look(sql`kind = 'generate' and status = 'done'`)
    const [medianMs, ms] = [median(times), Math.max(...times)]
    const lateShare = times.filter((time) => time > leaseSeconds * 1000 + soonMs).length / steps
    const targetsMs = { median: leaseSeconds * 1000 + soonMs, last: leaseSeconds * 1000 + sweepMs + 1000 }
    const isMet = done === steps && times.length === steps && medianMs <= targetsMs.median && ms <= targetsMs.last
    const result = { steps, done, leaseSeconds, sweepMs, times, medianMs, ms, lateShare, targetsMs }
    const seconds = (value: number) => (value / 1000).toFixed(1)
    return {
      figures: result,
      isMet,
      text:
        `${steps} steps of a killed worker were taken up after ${seconds(medianMs)} s (median) to ${seconds(ms)} s, ` +
        `${(lateShare * 100).toFixed(0)} % of them later than ${seconds(targetsMs.median)} s, and ${done} done; lease ` +
        `${leaseSeconds} s, sweep every ${sweepSeconds} s.\nTargets: median ${seconds(targetsMs.median)} s and last ` +
        `${seconds(targetsMs.last)} s.`,
    }
  } finally {
    await Promise.all([killed.kill(), other.kill()])
    await host.stop()
  }
})
