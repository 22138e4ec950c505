import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { idOf } from '../../database/stored.js'
import { hasRoom } from '../../limits/ceiling.js'
import type { Id, Step } from '../vocabulary.js'
import { bookLostCalls, leftStepOf } from './ledger/lost.js'
import { isActive, type RunStore, stepOfRow } from './store.js'

interface ClaimStep {
  owner: string
  leaseSeconds: number
}

/**
 * Takes the next step that is due, or none. One conditional update, so no two workers get the same step; the new token
 * fences off the worker that held it. While as many runs are worked on as may be, steps of these runs only. Whether a run
 * may begin decides `beginStep`: of claims at one instant, each may have seen the same last place.
 */
export const claimStep = async (store: RunStore, claim: ClaimStep): Promise<Step | undefined> =>
  (await claimFirst(store, claim, nextStep(store))) ?? (await claimFirst(store, claim, nextStepOfBegun(store)))

const claimFirst = async (
  store: RunStore,
  { owner, leaseSeconds }: ClaimStep,
  next: SQL,
): Promise<Step | undefined> => {
  const { rows } = await store.db.execute(sql`
    update ${store.steps} set
      status = 'running', token = token + 1, claims = claims + 1, lease_owner = ${owner},
      lease_until = now() + ${leaseSeconds} * interval '1 second', updated_at = now()
    where id = (${next})
    returning *
  `)
  return rows[0] && stepOfRow(rows[0])
}

/** Steps of one requester, or of one run, in the order in which they are claimed: see `order` of `NewStep` for `created_at`. */
const inRun = sql`s.created_at, s."index"`

/** More than any rank: those are -10 to 1, the priority of a run negated. */
const afterAllRanks = 1000

/**
 * The id of the step to be claimed next where there is room for runs, locked, or none: highest priority first, then the
 * requester with the fewest steps running, then the oldest. `for no key update`, because a drill that is saved for a step
 * refers to its row: with `for update` the step would count as locked for as long as that takes.
 *
 * It reads the first step of each requester that waits, and no more: neither what has ended nor how many steps wait
 * makes it slower, only how many requesters do. Claims at one instant see the same order and find its head locked, so each
 * goes on in rounds: of each priority (1) the first step of every requester, (2) the others; (3) at last whatever is left.
 */
const nextStep = (store: RunStore): SQL => {
  const { runs, steps } = store
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
        order by s.rank, ${inRun} limit 1
      ) first
      cross join lateral (values
        (1, first.rank, first.created_at, first."index"), (2, first.rank, 'infinity', 0),
        (3, ${afterAllRanks}::numeric, 'infinity', 0)
      ) upto (round, rank, created_at, "index")
      left join busy on busy.requester_key = waiting.requester_key
      order by upto.round = 3, first.rank, upto.round, coalesce(busy.steps, 0), first.created_at, first."index"
    )
    select step.id from turns cross join lateral (
      select s.id from ${due} and s.requester_key = turns.requester_key
        and (s.rank, s.created_at, s."index") <= (turns.rank, turns.created_at, turns."index")
      order by s.rank, ${inRun} limit 1
      for no key update of s skip locked
    ) step
    where ${hasRoom(store)}
    limit 1`
}

/**
 * The same where there is no room: of the runs that have begun. It goes from run to run, because however many steps wait that
 * must not be claimed, it does not read them. It does not ask again whether there is room: some may have become free since, and
 * then neither would find anything.
 */
const nextStepOfBegun = ({ runs, steps }: RunStore): SQL => {
  const due = (run: SQL) => sql`
    from ${steps} s where s.run_id = ${run} and s.status = 'queued' and s.run_after <= now() order by ${inRun} limit 1`
  return sql`
    with busy as (select requester_key, count(*) as steps from ${steps} where status = 'running' group by requester_key),
    turns as (
      select r.id as run, first.rank, coalesce(busy.steps, 0) as running, first.created_at,
        row_number() over (partition by first.requester_key order by first.rank, first.created_at, first."index") as turn
      from ${runs} r
      cross join lateral (select s.requester_key, s.rank, s.created_at, s."index" ${due(sql`r.id`)}) first
      left join busy on busy.requester_key = first.requester_key
      where r.status in ('planning', 'running')
      order by first.rank, turn, running, first.created_at
    )
    select step.id from turns cross join lateral (
      select s.id ${due(sql`turns.run`)} for no key update of s skip locked
    ) step
    limit 1`
}

/** Extends the lease by database time; false when the step is no longer ours. */
export const renewLease = async ({ db, steps }: RunStore, step: Step, leaseSeconds: number): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    update ${steps} set lease_until = now() + ${leaseSeconds} * interval '1 second'
    where id = ${step.id} and token = ${step.token} and status = 'running'
    returning id
  `)
  return rows.length === 1
}

/** Which of these claims still hold their steps, by id: nobody cancelled them or took them over. */
export const findOurSteps = async (
  { db, steps }: RunStore,
  claimed: readonly Pick<Step, 'id' | 'token'>[],
): Promise<Set<Id>> => {
  const claims = claimed.map(({ id, token }) => sql`(${id}, ${token})`)
  const { rows } = await db.execute(sql`
    select id from ${steps} where (id, token) in (${sql.join(claims, sql`, `)}) and status = 'running'
  `)
  return new Set(rows.map(({ id }) => idOf(id)))
}

const expiredNow = sql`status = 'running' and lease_until < now()`

const reopened = sql`
  status = 'queued', token = token + 1, lease_owner = null, lease_until = null, run_after = now(),
  error = 'The worker stopped before it was done.', updated_at = now()`

type FoundStep = Pick<Step, 'id' | 'run'>

const foundStep = (row: Record<string, unknown>): FoundStep => ({ id: idOf(row.id), run: idOf(row.run_id) })

/**
 * Hands back steps whose worker stopped renewing its lease. Rows in use are left for next time, and steps with a call under
 * way for `reopenExpiredStep`.
 */
export const reopenExpiredSteps = async ({ db, steps }: RunStore): Promise<FoundStep[]> => {
  const { rows } = await db.execute(sql`
    update ${steps} set ${reopened} where id in (
      select id from ${steps} where ${expiredNow} and reservations is null for no key update skip locked
    )
    returning id, run_id
  `)
  return rows.map(foundStep)
}

/** Steps whose worker stopped in the middle of a call. */
export const findExpiredCalls = async ({ db, steps }: RunStore): Promise<FoundStep[]> => {
  const { rows } = await db.execute(sql`
    select id, run_id from ${steps} where ${expiredNow} and reservations is not null order by run_id, id limit 500
  `)
  return rows.map(foundStep)
}

/**
 * Hands back a step whose worker stopped in the middle of a call, which becomes a lost one; in a transaction. Nothing where
 * its run is in use: it is left for next time.
 */
export const reopenExpiredStep = async (store: RunStore, { id, run }: FoundStep): Promise<boolean> => {
  const { db, runs, steps } = store
  const locked = await db.execute(sql`select id from ${runs} where id = ${run} for no key update skip locked`)
  if (locked.rows.length === 0) return false
  const { rows } = await db.execute(sql`
    update ${steps} set ${reopened} where id = ${id} and ${expiredNow} returning id, run_id, token, reservations
  `)
  await bookLostCalls(store, rows.map(leftStepOf))
  return rows.length === 1
}
