import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { poolOf } from '../../src/database/adapter.js'
import { settingsOf } from '../../src/options/Settings.js'
import { runTables } from '../../src/runs/sql/tables.js'
import { insertWakeUps } from '../../src/runs/sql/wakeUps.js'

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
  const { slugs, queue } = settingsOf(payload)
  const tables = runTables(payload, slugs)
  await db.execute(sql`
    with run as (
      insert into ${tables.runs} (kind, input, status, progress_requested, open_steps, version, created_at, updated_at)
      select 'drillSeries', '{}', 'running', 25, ${stepsPerRun}, 1, now() - i * interval '1 second', now()
      from generate_series(1, ${Math.ceil(steps / stepsPerRun)}::int) i
      returning id, created_at
    )
    insert into ${tables.steps} (
      run_id, requester_key, "index", kind, status, rank, run_after, attempts, claims, token, saved, missing, written,
      version, input, created_at, updated_at
    )
    select run.id, 'user ' || run.id % ${requesters}::int, i, 'generate', 'queued', -(run.id % ${priorities}::int), run.created_at, 0, 0, 0, 0, 0, 0, 1,
      '{}', run.created_at, now()
    from run, generate_series(1, ${stepsPerRun}::int) i
  `)
  for (let left = steps; left > 0; left -= 1000) {
    await insertWakeUps(db, tables, { queue, count: Math.min(left, 1000) })
  }
  for (const table of [tables.runs, tables.steps, tables.jobs]) await db.execute(sql`vacuum analyze ${table}`)
}
