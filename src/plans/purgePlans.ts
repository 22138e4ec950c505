import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload, PayloadRequest } from 'payload'
import { table, versionsTable } from '../database/adapter.js'
import { deleteParts } from '../database/deleteParts.js'
import { idOf } from '../database/stored.js'
import { inKeptTransaction, inTransaction } from '../database/transactions.js'
import { plannedNames } from '../drafts/parts/draftFacts.js'
import { RequestError } from '../errors.js'
import { ownKeyOf } from '../generators/plans/planKey.js'
import type { Settings } from '../options/Settings.js'
import { isOpen } from '../runs/sql/store.js'
import type { Id } from '../runs/vocabulary.js'
import { retirePlan, shareKey } from './decisions.js'
import { hasWriter, lockPlan, type PlanRow, type PlanStore, plansIn, releaseLeft } from './planStore.js'

/** Whether a draft, or a version of one, names the plan `p`. */
const isNamed = (payload: BasePayload, { slugs }: Settings): SQL => {
  const looks = plannedNames.flatMap((name) => [
    sql`exists (select from ${table(payload, slugs[name])} d where d.plan_id = p.id)`,
    sql`exists (select from ${versionsTable(payload, slugs[name])} v where v.version_plan_id = p.id)`,
  ])
  return sql`(${sql.join(looks, sql` or `)})`
}

/** Whether an open run is to write from the plan `p`, which its plan step has brought. Drafts of other kinds name none before. */
const isNeeded = ({ steps, runs }: PlanStore): SQL => sql`p.id::text in (
  select s.result -> 'outcome' ->> 'plan' from ${steps} s join ${runs} r on r.id = s.run_id
  where ${isOpen(sql`r.status`)} and s.result -> 'outcome' ->> 'plan' is not null
)`

/** What became of a plan: where its text stays, no run finds it any more. */
type Purged = 'deleted' | 'kept'

interface PurgePlan {
  plan: Id
  /** Whether the user who asks may also delete it. */
  mayDelete: boolean
}

/**
 * Has no run use a plan any more: the next one writes another. It is deleted, unless a draft names it, an open run is to write
 * from it, a person edited it or the user may not delete it.
 *
 * @throws RequestError 404 when there is none, 409 while it is being written or waits for approval
 */
export const purgePlan = async (
  settings: Settings,
  req: PayloadRequest,
  { plan, mayDelete }: PurgePlan,
): Promise<Purged> =>
  inKeptTransaction(req.payload, async (own) => {
    const store = await plansIn(own, settings)
    const row = await lockPlan(store, plan)
    if (!row) throw new RequestError(404, 'There is no such plan.', { code: 'not_found' })
    await checkNotAwaited(store, row)
    if (row.state === 'writing') {
      throw new RequestError(409, 'The plan is being written; purge it when that is done.', { code: 'plan_is_written' })
    }
    const isInUse = async (): Promise<boolean> => {
      const why = sql`${isNamed(own.payload, settings)} or ${isNeeded(store)}`
      const { rows } = await store.db.execute(sql`select ${why} as is_used from ${store.plans} p where id = ${plan}`)
      return rows[0]?.is_used === true
    }
    if (!mayDelete || row.isEdited || (await isInUse())) {
      await retirePlan(store, { plan, key: ownKeyOf(row.sharedKey, `purged:${plan}`) })
      return 'kept'
    }
    await deletePlans(settings, own, [plan])
    return 'deleted'
  })

/** @throws RequestError 409 naming the run that waits for its approval */
export const checkNotAwaited = async (store: PlanStore, row: PlanRow): Promise<void> => {
  if (!(await isAwaited(store, row))) return
  const message = `The plan waits for approval: resume or cancel its run ${row.run}.`
  throw new RequestError(409, message, { code: 'plan_awaits_approval', run: row.run })
}

/** Whether the run that a plan waits for is under way. One that has ended asks for it again only when it is retried. */
const isAwaited = async ({ db, runs }: PlanStore, { state, run }: PlanRow): Promise<boolean> => {
  if (state !== 'awaiting' || run === null) return false
  const { rows } = await db.execute(sql`select from ${runs} r where r.id = ${run} and ${isOpen(sql`r.status`)}`)
  return rows.length > 0
}

/** Deletes at a time: each in a transaction of its own. */
const atOnce = 100

/** Deletes all plans that may not be used any more, that no draft names, no open run needs and nobody edited; tells how many. */
export const purgeExpiredPlans = async (settings: Settings, payload: BasePayload): Promise<number> => {
  let deleted = 0
  for (let isMore = true; isMore; ) {
    const ids = await inTransaction(payload, async (req) => {
      const found = await lockExpired(settings, req, await plansIn(req, settings))
      if (found.length > 0) await deletePlans(settings, req, found)
      return found
    })
    deleted += ids.length
    isMore = ids.length === atOnce
  }
  return deleted
}

/** Also those that an ended run waited for, and rows whose writers are gone without having written anything. */
const lockExpired = async (settings: Settings, { payload }: PayloadRequest, store: PlanStore): Promise<Id[]> => {
  await releaseLeft(store)
  const isOver = sql`p.state in ('ready', 'stale', 'purged') and p.expires_at <= now()`
  const isForgotten = sql`p.state = 'awaiting' and p.expires_at <= now() and not exists (
    select from ${store.runs} r where r.id = p.run_id and ${isOpen(sql`r.status`)}
  )`
  const isEmpty = sql`p.state = 'writing' and p.expires_at is null and not ${hasWriter(store)}`
  const { rows } = await store.db.execute(sql`
    select id from ${store.plans} p
    where ((${isOver}) or (${isForgotten}) or (${isEmpty})) and p.edited_at is null and not ${isNamed(payload, settings)}
      and not ${isNeeded(store)}
    order by p.id limit ${atOnce}
    for update skip locked
  `)
  return rows.map(({ id }) => idOf(id))
}

const deletePlans = ({ slugs }: Settings, req: PayloadRequest, ids: readonly Id[]): Promise<void> =>
  deleteParts(req, {
    collection: slugs.plans,
    where: { id: { in: [...ids] } },
    refusal: { stays: 'A plan could not be deleted.', document: 'plan', code: 'plan_not_deleted' },
  })

/**
 * Lets every run find a plan that was its run's own: *Use for everyone*.
 *
 * @throws RequestError 404 when there is none; 409 while it is written or waits for approval, or when another plan is
 * found by that key: purge that one first
 */
export const sharePlan = async (settings: Settings, req: PayloadRequest, plan: Id): Promise<void> =>
  inKeptTransaction(req.payload, async (own) => {
    const store = await plansIn(own, settings)
    const row = await lockPlan(store, plan)
    if (!row) throw new RequestError(404, 'There is no such plan.', { code: 'not_found' })
    if (row.state === 'writing' || (await isAwaited(store, row))) {
      const message =
        row.state === 'writing'
          ? 'The plan is still being written.'
          : `The plan waits for approval: resume its run ${row.run} first.`
      throw new RequestError(409, message, { code: 'plan_not_ready', run: row.run })
    }
    if (row.key === row.sharedKey || (await shareKey(store, { plan, ttlHours: settings.plans.ttlHours }))) return
    const { rows } = await store.db.execute(sql`select id from ${store.plans} where key = ${row.sharedKey}`)
    const other = rows[0] && idOf(rows[0].id)
    throw new RequestError(409, `Plan ${other} is used for the same; purge it first.`, {
      code: 'plan_exists',
      plan: other,
    })
  })
