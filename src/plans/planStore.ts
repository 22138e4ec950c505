import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload, PayloadRequest } from 'payload'
import { newRowId, poolOf, type Sql, table, versionsTable } from '../database/adapter.js'
import { idOf } from '../database/stored.js'
import { sqlOf, transactionOf } from '../database/transactions.js'
import type { PlanHashes } from '../generators/plans/planKey.js'
import type { Settings } from '../options/Settings.js'
import { isActive } from '../runs/sql/store.js'
import type { Id, Step } from '../runs/vocabulary.js'
import { type PlanState, planStates } from './planStates.js'

/** Where plans are, and the connection they are read and written on. One function a verb below. */
export interface PlanStore {
  readonly db: Sql
  readonly plans: SQL
  readonly versions: SQL
  readonly steps: SQL
  readonly runs: SQL
  readonly newId: () => SQL
}

/** On the pool: each verb stands for itself. */
export const planPool = (payload: BasePayload, settings: Settings): PlanStore =>
  storeOn(payload, settings, poolOf(payload))

/** In the transaction of a request. */
export const plansIn = async (req: PayloadRequest, settings: Settings): Promise<PlanStore> =>
  storeOn(req.payload, settings, await transactionOf(req))

/** In the transaction of a request where it has one, else on the pool. */
export const plansOf = async (req: PayloadRequest, settings: Settings): Promise<PlanStore> =>
  storeOn(req.payload, settings, await sqlOf(req))

const storeOn = (payload: BasePayload, { slugs }: Settings, db: Sql): PlanStore => ({
  db,
  plans: table(payload, slugs.plans),
  versions: versionsTable(payload, slugs.plans),
  steps: table(payload, slugs.generationSteps),
  runs: table(payload, slugs.generationRuns),
  newId: () => newRowId(payload),
})

/** A plan as look-ups see it, without its text. */
export interface PlanRow {
  readonly id: Id
  readonly key: string
  readonly sharedKey: string
  readonly state: PlanState
  /** Whether it may be used without asking: by database time. */
  readonly isFresh: boolean
  /** Whether anything was ever written into it. */
  readonly isWritten: boolean
  readonly isEdited: boolean
  readonly scope: string | null
  readonly format: string | null
  /** The documents it was made from. */
  readonly profile: Id | null
  readonly kit: Id | null
  /** The run it waits for or belongs to. */
  readonly run: Id | null
}

/**
 * Whether a step is writing the plan `p`: it is at work, or it waits with an answer that it could save. It is gone when its lease
 * is over, or it has ended, been cancelled or deleted, or waits without an answer.
 */
export const hasWriter = ({ steps, runs }: PlanStore, except?: Pick<Step, 'id'>): SQL => sql`exists (
  select from ${steps} s join ${runs} r on r.id = s.run_id
  where s.id = p.writer_id ${except ? sql`and s.id <> ${except.id}` : sql``} and (
    (s.status = 'running' and s.lease_until > now())
    or (s.status = 'queued' and ${isActive(sql`r.status`)} and s.result -> 'drafts' <> '{}'::jsonb)
  )
)`

/** Whether a step was to write the plan `p` anew, and is gone: the text that is there may be used as before. */
const isLeft = (store: PlanStore): SQL =>
  sql`(p.state = 'writing' and p.expires_at is not null and not ${hasWriter(store)})`

/** How the plan `p` stands, also where nobody has set it back since its writer is gone. */
const stateOf = (store: PlanStore): SQL => sql`case when ${isLeft(store)} then 'ready' else p.state end`

const columnsOf = (store: PlanStore): SQL => sql`
  p.id, p.key, coalesce(p.shared_key, p.key) as shared_key, ${stateOf(store)} as state, p.scope, p.format, p.profile_id, p.kit_id,
  p.run_id, p.expires_at is not null as is_written, p.edited_at is not null as is_edited,
  (p.state = 'edited' or (${stateOf(store)} = 'ready' and p.expires_at > now())) as is_fresh`

const rowOf = (row: Record<string, unknown>): PlanRow => ({
  id: idOf(row.id),
  key: String(row.key),
  sharedKey: String(row.shared_key),
  state: planStates.find((state) => state === row.state) ?? 'stale',
  isFresh: row.is_fresh === true,
  isWritten: row.is_written === true,
  isEdited: row.is_edited === true,
  scope: textOf(row.scope),
  format: textOf(row.format),
  profile: idOrNull(row.profile_id),
  kit: idOrNull(row.kit_id),
  run: idOrNull(row.run_id),
})

const idOrNull = (value: unknown): Id | null => (value == null ? null : idOf(value))
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Most plans of one objective that are looked at; the newest. */
export const mostOfObjective = 100

/** The plans of one objective, newest first: what may be hit, and what may stand in for it. */
export const findPlansOf = async (store: PlanStore, objectiveHash: string): Promise<PlanRow[]> => {
  const { rows } = await store.db.execute(sql`
    select ${columnsOf(store)} from ${store.plans} p where objective_hash = ${objectiveHash}
    order by updated_at desc, id desc limit ${mostOfObjective}
  `)
  return rows.map(rowOf)
}

/** The plans under these keys. */
export const findPlansByKey = async (store: PlanStore, keys: readonly string[]): Promise<PlanRow[]> => {
  const { rows } = await store.db.execute(sql`
    select ${columnsOf(store)} from ${store.plans} p where key = any(${sql.param([...keys])}::text[])
  `)
  return rows.map(rowOf)
}

/** Locks a plan until the transaction ends, and sets it back when its writer is gone; `undefined` when the plan is. */
export const lockPlan = async (store: PlanStore, plan: Id): Promise<PlanRow | undefined> => {
  const { db, plans } = store
  await db.execute(sql`select from ${plans} where id = ${plan} for no key update`)
  await releaseLeft(store, plan)
  const { rows } = await db.execute(sql`select ${columnsOf(store)} from ${plans} p where id = ${plan}`)
  return rows[0] && rowOf(rows[0])
}

/** Sets back plans, or one, whose writers are gone: they stand as before. */
export const releaseLeft = async (store: PlanStore, plan?: Id): Promise<void> => {
  const chosen = plan === undefined ? sql`true` : sql`p.id = ${plan}`
  await store.db.execute(sql`
    update ${store.plans} p set state = 'ready', writer_id = null where ${chosen} and ${isLeft(store)}
  `)
}

/** How a plan stands for those who look at it, also where its row still says that it is being written. */
export const standingOf = async (store: PlanStore, plan: Id): Promise<PlanState | undefined> => {
  const { rows } = await store.db.execute(
    sql`select ${stateOf(store)} as state from ${store.plans} p where id = ${plan}`,
  )
  return planStates.find((state) => state === rows[0]?.state)
}

/** Counts that a run uses a plan as it is; `undefined` when it may not be used any more. One statement. */
export const countHit = async (store: PlanStore, plan: Id): Promise<PlanRow | undefined> => {
  const { rows } = await store.db.execute(sql`
    update ${store.plans} p set hits = coalesce(hits, 0) + 1, last_hit_at = now()
    where id = ${plan} and (
      state in ('edited', 'stale', 'awaiting') or (${stateOf(store)} = 'ready' and expires_at > now())
    )
    returning ${columnsOf(store)}
  `)
  return rows[0] && rowOf(rows[0])
}

/** What a row that is to be written says of itself. */
export interface NewPlan extends PlanHashes {
  /** The key under which everybody would find it; `key` may be one run's own. */
  readonly sharedKey: string
  readonly title: string
  readonly topic: string | undefined
  readonly format: string
  readonly promptVersion: string
  readonly scope: string | undefined
  readonly curriculum: Id | undefined
  readonly profile: Id | undefined
  readonly kit: Id | undefined
  /** Whom it waits for or belongs to, if it is one run's own. */
  readonly run: Id | undefined
}

interface ClaimPlan {
  plan: NewPlan
  step: Pick<Step, 'id'>
  /** Writes it anew, though it could be used as it is. */
  isAnew: boolean
}

/**
 * Has the step write the plan of a key, or tells that another one may not be disturbed: `undefined`. The first that comes
 * inserts the row; later ones take it over when its text may not be used any more, and a row that is being written when its
 * writer is gone. One statement, so of any number at once one writes. Text that is there stays until another one is saved.
 */
export const claimPlan = async (
  store: PlanStore,
  { plan, step, isAnew }: ClaimPlan,
): Promise<{ id: Id } | undefined> => {
  const { db, plans, newId } = store
  const isUnusable = isAnew
    ? sql`p.state in ('ready', 'stale')`
    : sql`(p.state = 'stale' or (p.state = 'ready' and p.expires_at <= now()))`
  const { rows } = await db.execute(sql`
    insert into ${plans} as p (
      id, key, shared_key, state, objective, topic, format, prompt_version, scope, objective_hash, profile_hash, kit_hash,
      curriculum_hash, curriculum_id, profile_id, kit_id, run_id, writer_id, hits, created_at, updated_at
    ) values (
      ${newId()}, ${plan.key}, ${plan.sharedKey}, 'writing', ${plan.title}, ${plan.topic ?? null}, ${plan.format},
      ${plan.promptVersion}, ${plan.scope ?? null}, ${plan.objectiveHash}, ${plan.profileHash}, ${plan.kitHash},
      ${plan.curriculumHash}, ${plan.curriculum ?? null}, ${plan.profile ?? null}, ${plan.kit ?? null}, ${plan.run ?? null}, ${step.id}, 0, now(), now()
    )
    on conflict (key) do update set state = 'writing', writer_id = ${step.id}
    where (p.state = 'writing' and not ${hasWriter(store, step)}) or ${isUnusable}
    returning id
  `)
  return rows[0] && { id: idOf(rows[0].id) }
}

interface FinishPlan {
  plan: Id
  state: PlanState
  /** How long it may be used, by database time. */
  ttlHours: number
}

/** Says that what was just written into a plan may be used. */
export const finishPlan = async ({ db, plans }: PlanStore, { plan, state, ttlHours }: FinishPlan): Promise<void> => {
  await db.execute(sql`
    update ${plans} set state = ${state}, writer_id = null, expires_at = now() + ${ttlHours} * interval '1 hour',
      edited_at = null
    where id = ${plan}
  `)
}

/** Gives up writing a plan: what was there before may be used as before; a row that never had a text goes. */
export const releasePlan = async (
  { db, plans }: PlanStore,
  { plan, step }: { plan: Id; step: Pick<Step, 'id'> },
): Promise<void> => {
  const isOurs = sql`id = ${plan} and state = 'writing' and writer_id = ${step.id}`
  await db.execute(sql`
    with emptied as (delete from ${plans} where ${isOurs} and expires_at is null returning id)
    update ${plans} set state = 'ready', writer_id = null
    where ${isOurs} and expires_at is not null
  `)
}

/** The latest version of a plan, by which drafts say what they were written from. */
export const latestVersion = async ({ db, versions }: PlanStore, plan: Id): Promise<string | null> => {
  const { rows } = await db.execute(sql`
    select id from ${versions} where parent_id = ${plan} order by created_at desc, id desc limit 1
  `)
  return rows[0] ? String(idOf(rows[0].id)) : null
}
