/**
 * A worker is killed (SIGKILL) in the middle of its calls while another one works on: how long until the steps it held are
 * worked on again, with the leases and sweeps as they are by default. Target: the lease, one sweep, and a second. Other
 * queues wait longer by default: graphile-worker 4 hours, pg-boss 15 minutes, Payload for ever.
 *
 *   node --conditions=production --import tsx bench/recovery.ts [--json]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../src/database/postgres.js'
import { settingsOf } from '../src/options/settingsOf.js'
import { QueueProcess } from './queue/QueueProcess.js'
import { startBenchHost } from './queue/startBenchHost.js'

const steps = 5
const sweepMs = 15_000
const giveUpMs = 150_000

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
const answers = new AbortController()
const host = await startBenchHost({
  positions: 30,
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
  await killed.work({ system: 'coursewright', concurrency: steps })
  await until(() => model.requests().length === steps)
  await other.work({ system: 'coursewright', concurrency: steps })
  await killed.kill()
  const startedAt = performance.now()
  answers.abort()
  await until(async () => (await look(sql`kind = 'generate' and claims > 1`)) === steps)
  const ms = performance.now() - startedAt
  await until(async () => (await look(sql`status in ('queued', 'running')`)) === 0)
  const done = await look(sql`kind = 'generate' and status = 'done'`)
  const { leaseSeconds } = settingsOf(payload).steps
  const targetMs = leaseSeconds * 1000 + sweepMs + 1000
  const isMet = done === steps && ms <= targetMs
  const result = { steps, done, leaseSeconds, sweepMs, ms, targetMs, isMet }
  process.stdout.write(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `${steps} steps of a killed worker were taken up after ${(ms / 1000).toFixed(1)} s and ${done} of them done; lease ` +
          `${leaseSeconds} s, sweep every ${sweepMs / 1000} s.\nTarget at most ${targetMs / 1000} s: ` +
          `${isMet ? 'met' : 'missed'}.\n`,
  )
  process.exitCode = isMet ? 0 : 1
} finally {
  await Promise.all([killed.kill(), other.kill()])
  await host.stop()
}
