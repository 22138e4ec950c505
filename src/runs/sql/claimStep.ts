import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { Step } from '../Step.js'
import type { RunTables } from './runTables.js'
import { stepOfRow } from './stepOfRow.js'

interface ClaimStep {
  owner: string
  leaseSeconds: number
}

/**
 * Takes the next step that is due, or none: highest priority first, then whoever has the fewest steps running, then
 * the oldest. One conditional update, so no two workers get the same step; the new token fences off whoever held it.
 * The lock lets foreign keys be, so that a drill being saved for a step does not hide it.
 */
export const claimStep = async (
  db: Sql,
  { runs, steps }: RunTables,
  { owner, leaseSeconds }: ClaimStep,
): Promise<Step | undefined> => {
  const { rows } = await db.execute(sql`
    update ${steps} set
      status = 'running', token = token + 1, claims = claims + 1, lease_owner = ${owner},
      lease_until = now() + ${leaseSeconds} * interval '1 second', updated_at = now()
    where id = (
      select s.id from ${steps} s
      join ${runs} r on r.id = s.run_id
      left join (
        select requester_id, count(*) as steps from ${steps} where status = 'running' group by requester_id
      ) busy on busy.requester_id is not distinct from s.requester_id
      where s.status = 'queued' and s.run_after <= now() and r.status in ('queued', 'planning', 'running')
      order by
        s.priority desc, coalesce(busy.steps, 0), s.created_at, s."index"
      limit 1
      for no key update of s skip locked
    )
    returning *
  `)
  return rows[0] && stepOfRow(rows[0])
}
