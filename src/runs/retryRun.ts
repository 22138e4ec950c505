import { RequestError } from '../errors/RequestError.js'
import type { ActionContext } from './controlRun.js'
import { finishIndex } from './finishIndex.js'
import { insertSteps } from './sql/insertSteps.js'
import { insertWakeUps } from './sql/insertWakeUps.js'
import { reopenRun } from './sql/reopenRun.js'
import { reopenSteps } from './sql/reopenSteps.js'

/**
 * Does failed and cancelled steps again, only for what is missing in them.
 *
 * @throws RequestError 409 when nothing can be retried, e.g. because the library had too few positions
 */
export const retryRun = async ({ db, tables, settings, run }: ActionContext): Promise<void> => {
  const { reopened, missing, finishes } = await reopenSteps(db, tables, run)
  if (reopened === 0 && finishes === 0) {
    throw new RequestError(409, 'Nothing in this run can be retried: no step failed or was cancelled.', {
      code: 'nothing_to_retry',
    })
  }
  const { queued } = await reopenRun(db, tables, { run, action: 'retry', reopened, missing })
  // Cancelled when only the end was left to do.
  if (reopened === 0) await insertSteps(db, tables, { run, kind: 'finish', firstIndex: finishIndex, inputs: [{}] })
  await insertWakeUps(db, tables, { queue: settings.queue, count: Math.max(queued, 1) })
}
