import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../src/database/adapter.js'
import type { TestPayload } from '../integration/helpers/startTestPayload.js'

/** What all runs of a database came to, each number counted where it cannot lie. */
interface Effects {
  runs: number
  /** Runs that have ended, and those of them that made everything. */
  ended: number
  completed: number
  /** Runs that still run though their deadline has passed. */
  overdue: number
  /** `generate` steps. */
  steps: number
  done: number
  /** Drafts that were requested, that the runs say were made, and that are there. */
  requested: number
  generated: number
  drills: number
  /** Different pairs of step and item among them, and different places in their series. */
  items: number
  places: number
  finishes: number
  openSteps: number
  /**
   * Calls as the runs count them, as the ledger does, and those of them that brought a whole answer, or of which nobody was
   * left to tell.
   */
  usageCalls: number
  ledgerRows: number
  goodRows: number
  lostRows: number
  /** Steps claimed more often than their work took, because whoever held them was gone. */
  reclaims: number
}

export const countEffects = async ({ payload }: Pick<TestPayload, 'payload'>): Promise<Effects> => {
  const { rows } = await poolOf(payload).execute(sql`
    select
      (select count(*) from generation_runs) as runs,
      (select count(*) from generation_runs where status in ('completed', 'partial', 'failed', 'cancelled')) as ended,
      (select count(*) from generation_runs where status = 'completed') as completed,
      (select count(*) from generation_runs
        where status in ('queued', 'planning', 'running') and deadline_at < now()) as overdue,
      (select count(*) from generation_steps where kind = 'generate') as steps,
      (select count(*) from generation_steps where kind = 'generate' and status = 'done') as done,
      (select sum(progress_requested) from generation_runs) as requested,
      (select sum(progress_generated) from generation_runs) as generated,
      (select count(*) from drills) as drills,
      (select count(distinct (provenance_step_id, provenance_item)) from drills) as items,
      (select count(distinct (series_id, "order")) from drills) as places,
      (select count(*) from generation_steps where kind = 'finish' and status = 'done') as finishes,
      (select sum(open_steps) from generation_runs) as "openSteps",
      (select sum(usage_calls) from generation_runs) as "usageCalls",
      (select count(*) from generation_logs where type = 'attempt') as "ledgerRows",
      (select count(*) from generation_logs where outcome = 'ok') as "goodRows",
      (select count(*) from generation_logs where outcome = 'lost') as "lostRows",
      (select count(*) from generation_steps where claims > 1 and claims > attempts) as reclaims`)
  return Object.fromEntries(
    Object.entries(rows[0] ?? {}).map(([name, count]) => [name, Number(count)]),
  ) as unknown as Effects
}
