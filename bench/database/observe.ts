/**
 * What it costs to look: `GET /generation/health` as a reviewer sees it and `GET /generation/metrics`, with as many rows of
 * the ledger, runs and usage as years leave behind, against an empty database. Medians of the routes' own handlers.
 *
 *   node --conditions=production --import tsx bench/database/observe.ts [--json] [--logs 1000000] [--runs 100000] [--usage 20000]
 */
import { sql } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq } from 'payload'
import { settingsOf } from '../../src/options/Settings.js'
import { poolStore, type RunStore } from '../../src/runs/sql/store.js'
import { startTestPayload, type TestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { bench, median } from '../report.js'

const ROUNDS = 31
const targets = { metricsMs: 50, healthMs: 50 }
const token = 'a-token-for-the-bench'

/** Ninety days, as the ledger keeps them; one row of twenty is an event, one of a thousand an alert. */
const fill = async ({ db, logs, runs, usage }: RunStore, counts: { logs: number; runs: number; usage: number }) => {
  await db.execute(sql`
    insert into ${runs} (kind, input, status, version, open_steps, next_index, created_at, updated_at)
    select 'lessons', '{}', 'completed', 1, 0, 3, now(), now() from generate_series(1, ${counts.runs}::int)
  `)
  await db.execute(sql`
    insert into ${logs} (type, level, outcome, provider, model, ms, facts, message, acknowledged_at, created_at, updated_at)
    select
      case when n % 1000 = 0 then 'alert' when n % 20 = 1 then 'event' else 'attempt' end::${sql.raw('enum_generation_logs_type')},
      'info',
      case when n % 1000 = 0 or n % 20 = 1 then null when n % 33 = 0 then 'timeout' else 'ok' end::${sql.raw('enum_generation_logs_outcome')},
      'openai', 'gpt-6-luna', 9000,
      case when n % 20 = 1 then jsonb_build_object('event', case when n % 40 = 1 then 'plan-hit' else 'plan-written' end,
        'ms', n % 9000, 'calls', 1, 'issues', n % 3) end,
      'What happened, in a plain sentence.', case when n % 1000 = 0 and n % 20000 <> 0 then now() end, at, at
    from (select n, now() - n * interval '90 days' / ${counts.logs}::int as at from generate_series(1, ${counts.logs}::int) n) made
  `)
  await db.execute(sql`
    insert into ${usage} (key, day, user_key, role, kind, section, provider, model, service_tier, calls, outcomes_ok,
      prompt_tokens, completion_tokens, ms, created_at, updated_at)
    select n::text, to_char(now() - (n % 365) * interval '1 day', 'YYYY-MM-DD'), (n % 50)::text, 'teacher',
      (array['lessons', 'drillSeries'])[1 + n % 2], (array['plans/language', 'drills'])[1 + n % 2], 'openai',
      (array['gpt-6-luna', 'gpt-6'])[1 + n % 2], 'normal', 5, 5, 10000, 4000, 45000, now(), now() - (n % 365) * interval '1 day'
    from generate_series(1, ${counts.usage}::int) n
  `)
  for (const table of [logs, runs, usage]) await db.execute(sql`vacuum analyze ${table}`)
}

const measure = async ({ payload }: TestPayload): Promise<{ metricsMs: number; healthMs: number }> => {
  const user = { id: 1, collection: 'users', role: 'admin' } as never
  const req = await createLocalReq({ user }, payload)
  req.headers = new Headers({ authorization: `Bearer ${token}` })
  const timed = async (path: string): Promise<number> => {
    const handler = payload.config.endpoints.find((endpoint) => endpoint.path === path)?.handler
    const times: number[] = []
    for (let round = -5; round < ROUNDS; round += 1) {
      const start = performance.now()
      const response = await handler?.(req)
      await response?.text()
      if (response?.status !== 200) throw new Error(`${path} answered ${response?.status}.`)
      // The first rounds warm everything up.
      if (round >= 0) times.push(performance.now() - start)
    }
    return median(times)
  }
  return { metricsMs: await timed('/generation/metrics'), healthMs: await timed('/generation/health') }
}

await bench({ logs: 1_000_000, runs: 100_000, usage: 20_000 }, async (counts) => {
  const host = await startTestPayload({ options: { metrics: { token } } })
  try {
    const empty = await measure(host)
    await fill(poolStore(host.payload, settingsOf(host.payload)), counts)
    const filled = await measure(host)
    return {
      figures: { ...counts, empty, filled, targets },
      isMet: filled.metricsMs <= targets.metricsMs && filled.healthMs <= targets.healthMs,
      text: [
        `With ${counts.logs} rows in the ledger, ${counts.runs} runs and ${counts.usage} rows of usage:`,
        `metrics in ${filled.metricsMs.toFixed(1)} ms, of an empty database in ${empty.metricsMs.toFixed(1)} ms;`,
        `health in ${filled.healthMs.toFixed(1)} ms, of an empty database in ${empty.healthMs.toFixed(1)} ms (target of both: at most ${targets.metricsMs} ms).`,
      ].join('\n'),
    }
  } finally {
    await host.stop()
  }
})
