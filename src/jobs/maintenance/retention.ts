import { deleteClosedBudgets, deleteOldAdmissions, deleteOldLogs } from '../../runs/sql/retention.js'
import { poolStore } from '../../runs/sql/store.js'
import type { Facts } from '../../runs/vocabulary.js'
import type { MaintenanceContext } from './task.js'

/** Rows deleted by one statement: some 100 ms, in which it holds locks on them alone. */
const size = 5000

/**
 * Deletes what is old, batch by batch, each by itself: what was deleted when the process dies stays deleted, and whoever
 * writes meanwhile waits for no more than one batch, if at all.
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
