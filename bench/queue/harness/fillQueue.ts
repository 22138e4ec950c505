import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { poolOf } from '../../../src/database/adapter.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { insertWakeUps, runStepTaskSlug } from '../../../src/runs/sql/wakeUps.js'

interface AddHistory {
  payload: Payload
  /**
   * Wake-ups that Payload's runners finished within the last half hour and kept, as with `deleteJobOnComplete: false`;
   * older ones the sweeper deletes.
   */
  jobs: number
  /** Steps that have ended, five to a run. */
  steps: number
  /** Whose steps they are, in turns; those of `addWaiting`. */
  requesters: number
  logs: number
}

const endedStepsPerRun = 5

/** Fills the store with what a year of generating leaves behind. Serial ids only. */
export const addHistory = async ({ payload, jobs, steps, requesters, logs }: AddHistory): Promise<void> => {
  const db = poolOf(payload)
  const store = poolStore(payload, settingsOf(payload))
  const runs = Math.ceil(steps / endedStepsPerRun)
  // Over the last year, oldest first.
  const past = (count: number) => sql`now() - interval '1 year' + i * (interval '363 days' / ${count}::int)`
  await db.execute(sql`
    insert into ${store.runs} (
      kind, input, status, progress_requested, progress_generated, open_steps, version, created_at, updated_at, finished_at
    )
    select 'drillSeries', '{}', 'completed', 25, 25, 0, 20, ${past(runs)}, ${past(runs)}, ${past(runs)}
    from generate_series(1, ${runs}::int) i
  `)
  await db.execute(sql`
    insert into ${store.steps} (
      run_id, requester_key, "index", kind, status, rank, run_after, attempts, claims, token, saved, missing, written, version,
      input, result, created_at, updated_at
    )
    select first.id + i / ${endedStepsPerRun}::int, 'user ' || i / ${endedStepsPerRun}::int % ${requesters}::int, i % ${endedStepsPerRun}::int, 'generate', 'done', 0, ${past(steps)}, 1, 1, 1, 5, 0,
      0, 20, '{}', jsonb_build_object('drafts', repeat('x', 500)), ${past(steps)}, ${past(steps)}
    from (select min(id) as id from ${store.runs}) first, generate_series(0, ${steps - 1}::int) i
  `)
  await db.execute(sql`
    insert into ${store.logs} (
      type, run_id, step_id, outcome, provider, model, prompt_tokens, completion_tokens, ms, created_at, updated_at
    )
    select 'attempt', step.run_id, step.id, 'ok', 'openai', 'gpt-4.1-mini', 1500, 900, 4000, ${past(logs)}, ${past(logs)}
    from (select min(id) as id from ${store.steps}) first, generate_series(0, ${logs - 1}::int) i
    join lateral (select id, run_id from ${store.steps} s where s.id = first.id + i % ${steps}::int) step on true
  `)
  await db.execute(sql`
    insert into ${store.jobs} (
      queue, task_slug, input, processing, has_error, total_tried, completed_at, created_at, updated_at
    )
    select ${store.queue}::text, ${runStepTaskSlug}, '{}', false, false, 1, ended.at, ended.at, ended.at
    from generate_series(1, ${jobs}::int) i
    cross join lateral (select now() - interval '30 minutes' + i * (interval '29 minutes' / ${jobs}::int) as at) ended
  `)
  // As many users on each day of the year.
  await db.execute(sql`
    insert into ${store.usage} (key, day, user_key, role, kind, section, provider, model, calls, prompt_tokens, completion_tokens)
    select 'past ' || i, to_char(now() - i % 364 * interval '1 day' - interval '1 day', 'YYYY-MM-DD'), 'user ' || i / 364, 'teacher', 'drillSeries', 'drills',
      'openai', 'gpt-4.1-mini', 30, 45000, 27000
    from generate_series(1, ${Math.ceil(logs / 30)}::int) i
  `)
  // As autovacuum does a minute later.
  for (const table of [store.runs, store.steps, store.logs, store.jobs, store.usage])
    await db.execute(sql`vacuum analyze ${table}`)
}

interface AddWaiting {
  payload: Payload
  /** Each with as many steps as the others. */
  requesters: number
  /** Different ones, in turns from run to run. Default 1. */
  priorities?: number
  /** In all. */
  steps: number
}

const stepsPerRun = 5

/** Queues steps that can be claimed at once, and a wake-up for each. Serial ids only. */
export const addWaiting = async ({ payload, requesters, priorities = 1, steps }: AddWaiting): Promise<void> => {
  const db = poolOf(payload)
  const store = poolStore(payload, settingsOf(payload))
  await db.execute(sql`
    with run as (
      insert into ${store.runs} (kind, input, status, progress_requested, open_steps, version, created_at, updated_at)
      select 'drillSeries', '{}', 'running', 25, ${stepsPerRun}, 1, now() - i * interval '1 second', now()
      from generate_series(1, ${Math.ceil(steps / stepsPerRun)}::int) i
      returning id, created_at
    )
    insert into ${store.steps} (
      run_id, requester_key, "index", kind, status, rank, run_after, attempts, claims, token, saved, missing, written,
      version, input, created_at, updated_at
    )
    select run.id, 'user ' || run.id % ${requesters}::int, i, 'generate', 'queued', -(run.id % ${priorities}::int), run.created_at, 0, 0, 0, 0, 0, 0, 1,
      '{}', run.created_at, now()
    from run, generate_series(1, ${stepsPerRun}::int) i
  `)
  for (let left = steps; left > 0; left -= 1000) {
    await insertWakeUps(store, { count: Math.min(left, 1000) })
  }
  for (const table of [store.runs, store.steps, store.jobs]) await db.execute(sql`vacuum analyze ${table}`)
}
