import { sql } from '@payloadcms/db-postgres/drizzle'
import { refusalOf, sqlStates } from '../database/refusals.js'
import { idOf } from '../database/stored.js'
import type { Id } from '../runs/vocabulary.js'
import type { PlanStore } from './planStore.js'

// What people decide about plans that are there. One function a verb, one statement each.

/** By database time; a plan may be used for so long from when it was approved or shared, however old its text is. */
const expiry = (ttlHours: number) => sql`now() + ${ttlHours} * interval '1 hour'`

interface ApprovePlansOf {
  run: Id
  ttlHours: number
}

/**
 * Of the plans of a run that wait for approval: those a person changed are that person's, the others ready. So are purged
 * ones of a run that asks for them again; one that is paused for another reason has not asked yet.
 */
export const approvePlansOf = async (
  { db, plans, runs }: PlanStore,
  { run, ttlHours }: ApprovePlansOf,
): Promise<{ id: Id; isEdited: boolean }[]> => {
  const { rows } = await db.execute(sql`
    update ${plans} set state = case when edited_at is null then 'ready' else 'edited' end, expires_at = ${expiry(ttlHours)}
    where run_id = ${run} and (
      state = 'awaiting'
      or (state = 'purged' and exists (select from ${runs} r where r.id = ${run} and r.paused_for = 'approval'))
    )
    returning id, edited_at is not null as is_edited
  `)
  return rows.map(({ id, is_edited }) => ({ id: idOf(id), isEdited: is_edited === true }))
}

/** Of a run that is deleted: nobody can approve its plans any more, so no run is to use them. */
export const leavePlansOf = async ({ db, plans }: PlanStore, run: Id): Promise<void> => {
  await db.execute(sql`update ${plans} set state = 'purged' where run_id = ${run} and state = 'awaiting'`)
}

/**
 * Lets everybody find a plan that was its run's own, or that was retired, unless another one has that key. In a
 * transaction, which goes on either way.
 */
export const shareKey = async (
  { db, plans }: PlanStore,
  { plan, ttlHours }: { plan: Id; ttlHours: number },
): Promise<boolean> => {
  await db.execute(sql`savepoint share_plan`)
  try {
    const { rows } = await db.execute(sql`
      update ${plans} p set key = shared_key, expires_at = ${expiry(ttlHours)},
        state = case when edited_at is not null then 'edited' when state in ('purged', 'stale', 'awaiting') then 'ready' else state end
      where id = ${plan} and shared_key is not null and key <> shared_key
        and not exists (select from ${plans} other where other.key = p.shared_key)
      returning id
    `)
    return rows.length === 1
  } catch (error) {
    if (refusalOf(error)?.state !== sqlStates.unique) throw error
    // The step of another run began to write under that key at the same instant.
    await db.execute(sql`rollback to savepoint share_plan`)
    return false
  }
}

/** Keeps a plan's text, but nobody finds it by its key any more. */
export const retirePlan = async ({ db, plans }: PlanStore, { plan, key }: { plan: Id; key: string }): Promise<void> => {
  await db.execute(sql`update ${plans} set state = 'purged', key = ${key}, writer_id = null where id = ${plan}`)
}

/**
 * Leaves a plan that was approved to its run, when a step of another run writes one for everybody: what its run writes next is to
 * rest on the text that was approved. False where a third step is writing it now.
 */
export const leaveToRun = async (
  { db, plans }: PlanStore,
  { plan, key, step }: { plan: Id; key: string; step: Id },
): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    update ${plans} set state = 'ready', key = ${key}, writer_id = null
    where id = ${plan} and (writer_id is null or writer_id = ${step}) returning id
  `)
  return rows.length > 0
}
