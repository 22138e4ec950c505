import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { StepResult } from '../step/stepResult.js'
import { type Id, LeaseLost, type Step } from '../vocabulary.js'
import { bookLostCalls, leftStepOf } from './ledger/lost.js'
import { type RunStore, topicInSql } from './store.js'

interface InsertSteps {
  run: Id
  /** Index of the first of them in the run. */
  firstIndex: number
  steps: readonly { kind: string; key: string | null; input: unknown; order?: number | undefined }[]
}

/** Writes steps of one run in one statement; requester, rank and version come from the run. */
export const insertSteps = async ({ db, runs, steps, newId }: RunStore, insert: InsertSteps): Promise<void> => {
  if (insert.steps.length === 0) return
  const run = sql`(select * from ${runs} where id = ${insert.run})`
  const rows = insert.steps.map(
    ({ kind, key, input, order }, offset) => sql`(
      ${newId()}, ${insert.run}, (select coalesce(requester_id::text, 'system') from ${run} r), ${insert.firstIndex + offset}, ${kind}, ${key}, 'queued',
      (select -coalesce(priority, 0) from ${run} r), now(), 0, 0, 0, 0, 0, (select version from ${run} r),
      ${JSON.stringify(input)}::jsonb, ${openedAt(run, order)}, now()
    )`,
  )
  await db.execute(sql`
    insert into ${steps} (
      id, run_id, requester_key, "index", kind, key, status, rank, run_after, attempts, claims, token, saved, missing,
      version, input, created_at, updated_at
    ) values ${sql.join(rows, sql`, `)}
  `)
}

/** By which steps are claimed: the earlier the sooner. What has an order stands as if it had been opened with its run. */
const openedAt = (run: SQL, order: number | undefined): SQL =>
  order === undefined ? sql`now()` : sql`(select created_at from ${run} r) + ${order}::int * interval '1 millisecond'`

interface EndStep {
  step: Step
  status: 'done' | 'failed'
  saved: number
  missing: number
  /** What changes in the stored result. */
  result: Partial<StepResult> | undefined
  error: string | undefined
  /** The run's version this change belongs to. */
  version: number
}

/**
 * The fence: ends a step if it is still ours. Comes last in the transaction that saves its drafts, so that a worker
 * that lost its lease commits nothing.
 *
 * @throws LeaseLost
 */
export const endStep = async (store: RunStore, end: EndStep): Promise<void> => {
  const { db, steps } = store
  const result = end.result ? sql`coalesce(result, '{}'::jsonb) || ${JSON.stringify(end.result)}::jsonb` : sql`result`
  const { rows } = await db.execute(sql`
    update ${steps} set
      status = ${end.status}, saved = saved + ${end.saved}, missing = ${end.missing}, result = ${result},
      error = ${end.error ?? null}, version = ${end.version}, lease_owner = null, lease_until = null,
      updated_at = now()
    where id = ${end.step.id} and token = ${end.step.token} and status = 'running'
    returning id, run_id, token, reservations
  `)
  if (rows.length === 0) throw new LeaseLost(end.step.id)
  await bookLostCalls(store, rows.map(leftStepOf))
}

/** Whether the end of this very claim was committed: status and token, read on the pool after COMMIT. */
export const isStepEnded = async ({ db, steps }: RunStore, step: Step): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    select 1 from ${steps} where id = ${step.id} and token = ${step.token} and status in ('done', 'failed')
  `)
  return rows.length === 1
}

/** Longest wait for topics of which one may have come since the worker looked: a closed breaker, or one that is being tried. */
const lookAgainMs = 5000

interface ReleaseStep {
  step: Step
  /** Why it goes back, in plain words. */
  error: string
  /** Milliseconds until it is due again, by database time; sooner, but not within a second, when the run's time is up before. */
  delayMs: number
  /** Whether the claim counts towards those a step may have; not when nothing went wrong with the step itself. */
  isCounted: boolean
  /** Topics it waits for; whichever comes first, the step is due. */
  waitsFor: readonly string[] | undefined
  /** Milliseconds from when it first waited during which finding out that it has to wait on is no attempt. */
  outageMs: number
}

/**
 * Hands a step back to be claimed again; tells in how many milliseconds it is due, or `undefined` when it was no longer
 * ours. The run is locked first. In a transaction.
 */
export const releaseStep = async (
  store: RunStore,
  { step, error, delayMs, isCounted, waitsFor, outageMs }: ReleaseStep,
): Promise<{ delayMs: number } | undefined> => {
  const { db, runs, steps, breakers, runChanged } = store
  const since = sql`coalesce((result ->> 'waitsSince')::float, extract(epoch from now()))`
  const isOutage = sql`${since} + ${outageMs / 1000} > extract(epoch from now())`
  const attempts = isCounted ? sql`attempts` : sql`case when ${isOutage} then ${step.attempts} else attempts end`
  const waiting = waitsFor
    ? sql`
      attempts = ${attempts}, result = coalesce(result, '{}'::jsonb)
        || ${JSON.stringify({ waitsFor })}::jsonb || jsonb_build_object('waitsSince', ${since}), `
    : sql``
  // What it waits for may have come between the look and this statement.
  const isAnyClosed = sql`exists (
    select from unnest(${sql.param([...(waitsFor ?? [])])}::text[]) topic (name)
    where ${topicInSql.isProvider(sql`topic.name`)}
      and not exists (select from ${breakers} b where ${topicInSql.provider(sql`b.provider`)} = topic.name and b.open_until > now())
  )`
  const delay = sql`case when ${isAnyClosed} then least(${delayMs}::float, ${lookAgainMs}) else ${delayMs}::float end`
  const { rows } = await db.execute(sql`
    with run as (
      update ${runs} set version = version + 1, updated_at = now() where id = ${step.run}
      returning version, deadline_at, ${runChanged}
    )
    update ${steps} set
      ${waiting}status = 'queued', claims = claims - ${isCounted ? 0 : 1}, written = 0, lease_owner = null,
      lease_until = null, error = ${error}, version = run.version,
      run_after = least(
        now() + ${delay} * interval '1 millisecond',
        case when run.deadline_at is not null then greatest(run.deadline_at, now() + interval '1 second') end
      ),
      updated_at = now()
    from run
    where id = ${step.id} and token = ${step.token} and status = 'running'
    returning extract(epoch from run_after - now()) * 1000 as delay_ms, id, run_id, token, reservations
  `)
  await bookLostCalls(store, rows.map(leftStepOf))
  return rows[0] && { delayMs: Math.max(0, Number(rows[0].delay_ms)) }
}

interface CancelSteps {
  run: Id
  /** The step that ends the run, which its worker still holds. */
  except?: Id
}

/**
 * Ends what is still open of a run that has ended; new tokens fence off workers that are at it. The run is locked before.
 */
export const cancelSteps = async (store: RunStore, { run, except }: CancelSteps): Promise<void> => {
  const { db, runs, steps } = store
  const { rows } = await db.execute(sql`
    update ${steps} set
      status = 'cancelled', token = token + 1, lease_owner = null, lease_until = null, updated_at = now(),
      version = (select version from ${runs} where id = ${run})
    where run_id = ${run} and status in ('queued', 'running') and ${except === undefined ? sql`true` : sql`id <> ${except}`}
    returning id, run_id, token, reservations
  `)
  await bookLostCalls(store, rows.map(leftStepOf))
}

interface Reopened {
  /** Steps that are queued again. */
  reopened: number
  /** Failed or cancelled `finish` steps that no later one has made good; they are not reopened but written anew. */
  finishes: number
}

interface ReopenSteps {
  run: Id
  /** The index of the only one. Default: all of the run. */
  step: number | undefined
}

/** Queues failed and cancelled steps again with fresh attempts; what they have stored stays. */
export const reopenSteps = async ({ db, steps }: RunStore, { run, step }: ReopenSteps): Promise<Reopened> => {
  const chosen = step === undefined ? sql`true` : sql`"index" = ${step}`
  const { rows } = await db.execute(sql`
    with old as (
      select id, kind from ${steps} s
      where run_id = ${run} and status in ('failed', 'cancelled') and ${chosen} and (kind <> 'finish' or not exists (
        select from ${steps} later where later.run_id = s.run_id and later.kind = 'finish' and later.status = 'done'
          and later.created_at > s.created_at
      ))
      for no key update
    ),
    reopened as (
      update ${steps} s set
        status = 'queued', token = token + 1, attempts = 0, claims = 0, missing = 0, error = null, run_after = now(),
        updated_at = now()
      from old where s.id = old.id and old.kind <> 'finish'
      returning s.id
    )
    select
      (select count(*) from reopened) as reopened,
      (select count(*) from old where kind = 'finish') as finishes
  `)
  return {
    reopened: Number(rows[0]?.reopened ?? 0),
    finishes: Number(rows[0]?.finishes ?? 0),
  }
}
