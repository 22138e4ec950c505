/**
 * How long a request waits for a worker in another process that has nothing else to do: from the commit of the request to
 * the start of its first step, by the clock of this machine. Target: the 95th percentile is at least ten times below the
 * second that Payload's `autoRun` waits between two looks at best.
 *
 *   node --conditions=production --import tsx bench/queue/wakeUp.ts [--json] [--requests 60]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../src/database/adapter.js'
import { bench, percentile } from '../report.js'
import { QueueProcess } from './harness/QueueProcess.js'
import { startBenchHost } from './harness/startBenchHost.js'

const autoRunMs = 1000
const target = autoRunMs / 10

await bench({ requests: 60 }, async ({ requests }) => {
  const host = await startBenchHost({ positions: 30 })
  const { payload } = host
  const worker = new QueueProcess(host)

  /** When the request was about to be committed: the last thing that happens before. */
  let committedAtMs = Number.NaN
  payload.collections['generation-runs']?.config.hooks.afterChange.push(() => {
    committedAtMs = Date.now()
  })

  const latencyOfRequest = async (seed: number): Promise<number> => {
    const input = { game: 'counting', targetDrillCount: 1, seed }
    const { id } = await payload.create({ collection: 'generation-runs', data: { kind: 'drillSeries', input } })
    for (;;) {
      const { rows } = await poolOf(payload).execute(sql`
      select status, extract(epoch from started_at) * 1000 as started_ms from generation_runs where id = ${id}
    `)
      if (rows[0]?.status === 'completed') return Number(rows[0].started_ms) - committedAtMs
      await wait(50)
    }
  }

  try {
    await worker.ready()
    await worker.work({ system: 'coursewright', concurrency: 3 })
    // The first request loads what a worker loads only once.
    await latencyOfRequest(0)
    const latencies: number[] = []
    for (let request = 1; request <= requests; request += 1) {
      // At any moment between two looks.
      await wait(Math.random() * 500)
      latencies.push(await latencyOfRequest(request))
    }
    const p95Ms = percentile(latencies, 0.95)
    const isMet = p95Ms <= target
    const result = { requests, medianMs: percentile(latencies, 0.5), p95Ms, autoRunMs, targetMs: target }
    return {
      figures: result,
      isMet,
      text:
        `${requests} requests, from commit to start: median ${result.medianMs.toFixed(0)} ms, p95 ${p95Ms.toFixed(0)} ms; ` +
        `autoRun looks every ${autoRunMs} ms. Target at most ${target} ms.`,
    }
  } finally {
    await worker.kill()
    await host.stop()
  }
})
