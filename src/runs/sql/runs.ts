import { sql } from '@payloadcms/db-postgres/drizzle'
import { lockNamed, locks } from '../../database/locks.js'
import { idOf } from '../../database/stored.js'
import { hasRoom } from '../../limits/ceiling.js'
import { prefixOf } from '../../limits/counters.js'
import {
  type Facts,
  finalStatuses,
  type Id,
  type PauseReason,
  type RunAction,
  type RunStatus,
  runStatuses,
} from '../vocabulary.js'
import { bookLostCalls, leftStepOf } from './ledger/lost.js'
import { isActive, isOpen, type RunStore, topicInSql } from './store.js'
import { wakeWaiting } from './wakeUps.js'

export interface LockedRun {
  id: Id
  kind: unknown
  input: unknown
  facts: unknown
  status: RunStatus
  requested: number
  generated: number
  lastAction: unknown
  pausedFor: unknown
  /** Not in a final status. */
  isOpen: boolean
  /** The role that it was requested with. */
  role: unknown
  /** As `keyOfDocument` says it: what its drafts belong to, also when that was deleted since. */
  targetKey: string | undefined
}

/**
 * Locks the run's row until the transaction ends and tells where it stands. Drafts being saved for the run hold its key,
 * which this lock does not wait for: their save comes to nothing if the run is cancelled meanwhile.
 */
export const lockRun = async ({ db, runs }: RunStore, run: Id): Promise<LockedRun | undefined> => {
  const { rows } = await db.execute(sql`
    select kind, input, facts, status, progress_requested, progress_generated, last_action, role, paused_for, target_key from ${runs}
    where id = ${run} for no key update
  `)
  const [row] = rows
  const status = runStatuses.find((known) => known === row?.status)
  if (!row || !status) return undefined
  return {
    id: run,
    kind: row.kind,
    input: row.input,
    facts: row.facts,
    status,
    requested: Number(row.progress_requested),
    generated: Number(row.progress_generated),
    lastAction: row.last_action,
    pausedFor: row.paused_for,
    isOpen: !finalStatuses.includes(status),
    role: row.role,
    targetKey: typeof row.target_key === 'string' ? row.target_key : undefined,
  }
}

/** Whose run it is: `null` for the system's, and for those of users who were deleted; `undefined` when there is none. */
export const readRequester = async ({ db, runs }: RunStore, run: Id): Promise<Id | null | undefined> => {
  const { rows } = await db.execute(sql`select requester_id from ${runs} where id = ${run}`)
  if (!rows[0]) return undefined
  return rows[0].requester_id == null ? null : idOf(rows[0].requester_id)
}

/** Lets one request of a user at a time through, until its transaction ends. Taken before any run is locked. */
export const lockRequester = async ({ db }: RunStore, requester: Id | null | undefined): Promise<void> => {
  await lockNamed(db, locks.requester(requester ?? 'system'))
}

/**
 * Waits for saves under way, which hold the run's key, and keeps new ones out until the run is gone; tells everybody then.
 */
export const lockRunToDelete = async ({ db, runs, channel }: RunStore, run: Id): Promise<void> => {
  await db.execute(sql`
    with run as (select id, version from ${runs} where id = ${run} for update)
    select pg_notify(${channel}, concat_ws(' ', ${topicInSql.run(sql`id`)}, version, 'deleted')) from run
  `)
}

/** Of a run that is about to be deleted: calls under way become lost ones in the ledger, and its own budget goes. */
export const forgetRun = async (store: RunStore, run: Id): Promise<void> => {
  const { db, steps, budgets } = store
  const { rows } = await db.execute(sql`
    update ${steps} set token = token + 1 where run_id = ${run} and reservations is not null
    returning id, run_id, token, reservations
  `)
  await bookLostCalls(store, rows.map(leftStepOf))
  await db.execute(sql`delete from ${budgets} where key = ${prefixOf('run', run)}`)
}

/** The run a requester made with this idempotency key; the system is a requester too. */
export const findRunByKey = async (
  { db, runs }: RunStore,
  { requester, key }: { requester: Id | undefined; key: string },
): Promise<Id | undefined> => {
  // Of a user who was deleted none is named, either.
  const system = sql`requester_id is null and coalesce(role, 'system') = 'system'`
  const owner = requester === undefined ? system : sql`requester_id = ${requester}`
  const { rows } = await db.execute(sql`select id from ${runs} where idempotency_key = ${key} and ${owner} limit 1`)
  return rows[0] && idOf(rows[0].id)
}

interface FinishRun {
  run: Id
  status: RunStatus
  error: string | undefined
  gaps: readonly unknown[]
  /** What is added to the run's facts. */
  facts?: Facts | undefined
}

/** Sets the final status of a run that is still open, paused in its last moment too; what is not there has failed. Returns its new version. */
export const finishRun = async (store: RunStore, finish: FinishRun): Promise<number | undefined> => {
  const { db, runs, runChanged } = store
  const { rows } = await db.execute(sql`
    update ${runs} set
      status = ${finish.status}, error = ${finish.error ?? null}, gaps = ${JSON.stringify(finish.gaps)}::jsonb,
      progress_failed = greatest(progress_requested - progress_generated, 0),
      facts = ${finish.facts ? sql`coalesce(facts, '{}'::jsonb) || ${JSON.stringify(finish.facts)}::jsonb` : sql`facts`},
      paused_for = null, paused_until = null, paused_by = null, open_steps = 0, finished_at = now(), version = version + 1, updated_at = now()
    where id = ${finish.run} and ${isOpen(sql`status`)}
    returning version, ${runChanged}
  `)
  if (!rows[0]) return undefined
  await wakeWaiting(store)
  return Number(rows[0].version)
}

/** The run's part of a cancellation. `reason`: in plain words, where it was not a user that cancelled it. */
export const markCancelled = async (store: RunStore, run: Id, reason?: string): Promise<void> => {
  const { db, runs, runChanged } = store
  const kept = sql`'Cancelled. ' || progress_generated || ' of ' || progress_requested || ' were finished and are kept.'`
  await db.execute(sql`
    update ${runs} set
      status = 'cancelled', paused_for = null, paused_until = null, paused_by = null, last_action = 'cancel', open_steps = 0, finished_at = now(),
      error = ${reason ?? kept},
      version = version + 1, updated_at = now()
    where id = ${run}
    returning ${runChanged}
  `)
  await wakeWaiting(store)
}

interface MarkPaused {
  run: Id
  reason: PauseReason
  /** When it goes on by itself. */
  until?: Date | undefined
  /** What it waits for. */
  facts?: Facts | undefined
}

/** Keeps the steps of an active run from being claimed; a run that is not active stays as it is. */
export const markPaused = async (store: RunStore, { run, reason, until, facts }: MarkPaused): Promise<void> => {
  const { db, runs, runChanged } = store
  // Only what a user did may a user repeat.
  const lastAction = reason === 'user' ? sql`'pause'` : sql`null`
  await db.execute(sql`
    update ${runs} set
      status = 'paused', paused_for = ${reason}, paused_until = ${until?.toISOString() ?? null},
      paused_by = ${facts ? JSON.stringify(facts) : null}::jsonb, last_action = ${lastAction}, version = version + 1, updated_at = now()
    where id = ${run} and ${isActive(sql`status`)}
    returning ${runChanged}
  `)
  await wakeWaiting(store)
}

interface ExtendRun {
  run: Id
  /** How many steps are added. */
  steps: number
  /** No further ones will be. */
  isPlanned: boolean
}

/** Counts steps that are opened in the same transaction, which holds the run's lock. Returns how many are open then. */
export const extendRun = async ({ db, runs }: RunStore, { run, steps, isPlanned }: ExtendRun): Promise<number> => {
  const { rows } = await db.execute(sql`
    update ${runs} set open_steps = open_steps + ${steps}, next_index = next_index + ${steps}, is_planned = ${isPlanned}
    where id = ${run} returning open_steps
  `)
  return Number(rows[0]?.open_steps)
}

interface ReopenRun {
  run: Id
  /** What a user did; none where it goes on by itself. */
  action: RunAction | undefined
  /** Steps that were reopened with it. */
  reopened: number
}

/** Lets a run's steps be claimed again; tells how many wait. It has no place until one begins: others may be waiting too. */
export const reopenRun = async (
  { db, runs, steps, runChanged }: RunStore,
  { run, action, reopened }: ReopenRun,
): Promise<{ queued: number }> => {
  await db.execute(sql`
    update ${runs} set
      status = 'queued', paused_for = null, paused_until = null, paused_by = null, last_action = ${action ?? null},
      open_steps = open_steps + ${reopened},
      progress_failed = (select coalesce(sum(missing), 0) from ${steps} where run_id = ${run}), error = null, gaps = null, finished_at = null, deadline_at = null,
      version = version + 1, updated_at = now()
    where id = ${run}
    returning ${runChanged}
  `)
  const { rows } = await db.execute(sql`
    update ${steps} set version = (select version from ${runs} where id = ${run}), result = result - 'waitsSince'
    where run_id = ${run} and status = 'queued'
    returning id
  `)
  return { queued: rows.length }
}

/**
 * Gives runs that wait for their first step, or for the first one after a retry or resumption, a deadline in case it never
 * comes. From now on, not from their making: there may have been no worker. What a run waits for its very first step is not
 * taken from its time, see `beginStep`; what it waits after a retry or resumption is. Not while runs wait because there is no
 * room: those that had been given one lose it then. Rows in use are left for next time.
 */
export const setDeadlines = async (store: RunStore, runDeadlineMs: number): Promise<void> => {
  const { db, runs } = store
  await db.execute(sql`
    update ${runs} set deadline_at = null
    where id in (
      select id from ${runs} where status = 'queued' and deadline_at is not null and not (${hasRoom(store)})
      for no key update skip locked
    )
  `)
  await db.execute(sql`
    update ${runs} set deadline_at = now() + ${runDeadlineMs} * interval '1 millisecond'
    where id in (
      select id from ${runs} where ${isActive(sql`status`)} and deadline_at is null and (status <> 'queued' or ${hasRoom(store)})
      for no key update skip locked
    )
  `)
}
