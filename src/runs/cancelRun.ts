import type { ActionContext } from './controlRun.js'
import { cancelSteps } from './sql/cancelSteps.js'
import { markCancelled } from './sql/markCancelled.js'

/** Ends the run now. Finished drafts stay; new tokens fence off whoever is still working. */
export const cancelRun = async ({ db, tables, run }: ActionContext): Promise<void> => {
  await markCancelled(db, tables, run)
  await cancelSteps(db, tables, run)
}
