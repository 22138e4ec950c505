import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { isActive } from './isActive.js'
import type { RunTables } from './runTables.js'

/**
 * The id of the step to be claimed next, locked, or none: highest priority first, then whoever has the fewest steps
 * running, then the oldest. The lock lets foreign keys be, so that a drill being saved for a step does not hide it.
 *
 * It reads the first step of each requester that waits, and no more: neither what has ended nor how many steps wait
 * makes it slower, only how many requesters do. Claims at one instant see the same order and find its head locked, so each
 * goes on in rounds: of each priority the first step of every requester, then the others; at last whatever is left.
 */
export const nextStep = ({ runs, steps }: RunTables): SQL => {
  // `coalesce` hides from the planner how few runs are open: it would take each look for a long search.
  const due = sql`
    ${steps} s join ${runs} r on r.id = s.run_id
    where s.status = 'queued' and s.run_after <= now() and coalesce(${isActive(sql`r.status`)}, false)`
  return sql`
    with recursive waiting as (
      (select requester_key from ${steps} where status = 'queued' order by requester_key limit 1)
      union all
      select next.requester_key from waiting cross join lateral (
        select s.requester_key from ${steps} s
        where s.status = 'queued' and s.requester_key > waiting.requester_key
        order by s.requester_key limit 1
      ) next
    ),
    busy as (select requester_key, count(*) as steps from ${steps} where status = 'running' group by requester_key),
    turns as (
      select waiting.requester_key, upto.rank, upto.created_at, upto."index" from waiting
      cross join lateral (
        select s.rank, s.created_at, s."index" from ${due} and s.requester_key = waiting.requester_key
        order by s.rank, s.created_at, s."index" limit 1
      ) first
      cross join lateral (values
        (1, first.rank, first.created_at, first."index"), (2, first.rank, 'infinity', 0), (3, 1000, 'infinity', 0)
      ) upto (round, rank, created_at, "index")
      left join busy on busy.requester_key = waiting.requester_key
      order by upto.round = 3, first.rank, upto.round, coalesce(busy.steps, 0), first.created_at, first."index"
    )
    select step.id from turns cross join lateral (
      select s.id from ${due} and s.requester_key = turns.requester_key
        and (s.rank, s.created_at, s."index") <= (turns.rank, turns.created_at, turns."index")
      order by s.rank, s.created_at, s."index" limit 1
      for no key update of s skip locked
    ) step
    limit 1`
}
