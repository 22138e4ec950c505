import { RequestError } from '../errors.js'
import type { ActionContext } from './controlRun.js'
import { finishIndex } from './finishIndex.js'
import { insertSteps } from './sql/insertSteps.js'
import { insertWakeUps } from './sql/insertWakeUps.js'
import { reopenRun } from './sql/reopenRun.js'
import { reopenSteps } from './sql/reopenSteps.js'

/**
 * Does failed and cancelled steps again, all or one of them, only for what is missing in them.
 *
 * @throws RequestError 409 when nothing can be retried, e.g. because the library had too few positions
 */
export const retryRun = async ({ db, tables, settings, run, step }: ActionContext): Promise<void> => {
  const { reopened, missing, finishes } = await reopenSteps(db, tables, { run, step })
  if (reopened === 0 && finishes === 0) {
    const what = step === undefined ? 'no step' : `its step ${step} is not one that`
    throw new RequestError(409, `Nothing in this run can be retried: ${what} failed or was cancelled.`, {
      code: 'nothing_to_retry',
    })
  }
  const { queued } = await reopenRun(db, tables, { run, action: 'retry', reopened, missing })
  // Cancelled when only the end was left to do.
  if (reopened === 0) await insertSteps(db, tables, { run, kind: 'finish', firstIndex: finishIndex, inputs: [{}] })
  await insertWakeUps(db, tables, { queue: settings.queue, count: Math.max(queued, 1) })
}
