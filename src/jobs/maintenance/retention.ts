import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { keyInSql } from '../../limits/counters.js'
import { isOpen, poolStore, type RunStore } from '../../runs/sql/store.js'
import type { Facts } from '../../runs/vocabulary.js'
import type { MaintenanceContext } from './task.js'

/** Rows deleted by one statement: some 100 ms, in which it holds locks on them alone. */
const size = 5000

/**
 * Deletes what is old, batch by batch, each by itself: what was deleted when the process dies stays deleted, and
 * transactions that write meanwhile wait for no more than one batch, if at all.
 */
export const deleteWhatIsOld = async (context: MaintenanceContext): Promise<Facts | undefined> => {
  const { payload, settings, check } = context
  const store = poolStore(payload, settings)
  const { logDays } = settings.retention
  const inBatches = async (deleteBatch: () => Promise<number>): Promise<number> => {
    let all = 0
    for (let count = size; count === size; all += count) {
      await check()
      count = await deleteBatch()
    }
    return all
  }
  const logs = logDays === false ? 0 : await inBatches(() => deleteOldLogs(store, { days: logDays, size }))
  const admissions = await inBatches(() => deleteOldAdmissions(store, { size }))
  const budgets = await inBatches(() => deleteClosedBudgets(store, { size }))
  return logs + admissions + budgets > 0 ? { logs, admissions, budgets } : undefined
}

// What grows and may go, a bounded number of rows at a time, the oldest first and by an index: transactions that write the
// newest rows meanwhile wait for none of these. Each returns how many went.

interface Batch {
  /** Most rows. */
  size: number
}

const deleted = async ({ db }: RunStore, query: SQL): Promise<number> => {
  const { rows } = await db.execute(sql`with gone as (${query} returning 1) select count(*)::int as count from gone`)
  return Number(rows[0]?.count ?? 0)
}

/** The oldest rows of a table, below a time, that nobody holds. */
const oldest = (from: SQL, { days, size }: { days: number } & Batch): SQL => sql`
  delete from ${from} where id = any(array(
    select id from ${from} where created_at < now() - ${days} * interval '1 day' order by created_at limit ${size}
    for update skip locked
  ))`

/** Rows of the ledger: attempts, events and alerts. Usage, and what runs used, stand elsewhere and stay. */
export const deleteOldLogs = (store: RunStore, given: Batch & { days: number }): Promise<number> =>
  deleted(store, oldest(store.logs, given))

/** The longest window in which requests are counted is a day. */
const admissionDays = 2

const deleteOldAdmissions = (store: RunStore, { size }: Batch): Promise<number> =>
  deleted(store, oldest(store.admissions, { days: admissionDays, size }))

/** The longest window of a budget is a month; that of a run ends with the run. */
const budgetDays = 62

/**
 * What was counted of budgets whose windows are long over. While calls are reserved, a worker or a sweep has yet to settle
 * them.
 */
const deleteClosedBudgets = (store: RunStore, { size }: Batch): Promise<number> =>
  deleted(
    store,
    sql`
      delete from ${store.budgets} where id = any(array(
        select id from ${store.budgets} b
        where updated_at < now() - ${budgetDays} * interval '1 day' and reserved_tokens = 0 and reserved_micro_usd = 0
          and not (${keyInSql.isOf(sql`key`, 'run')} and exists (
            select from ${store.runs} r where ${keyInSql.prefixOfRun(sql`r.id`)} = b.key and ${isOpen(sql`r.status`)}
          ))
        order by id limit ${size}
        for update skip locked
      ))`,
  )
