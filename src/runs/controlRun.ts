import type { BasePayload } from 'payload'
import { isDocumentId, poolOf, type Sql } from '../database/adapter.js'
import { inTransaction, transactionIdOf, transactionOf, wasCommitted } from '../database/transactions.js'
import { RequestError } from '../errors.js'
import { type Settings, settingsOf } from '../options/Settings.js'
import { cancelRun } from './cancelRun.js'
import { checkCanGenerate } from './checkCanGenerate.js'
import { isRepeated } from './isRepeated.js'
import { pastOf } from './pastOf.js'
import { pauseRun } from './pauseRun.js'
import { type RunAction, runActions } from './RunAction.js'
import { readStepToRetry } from './readStepToRetry.js'
import { resumeRun } from './resumeRun.js'
import { retryRun } from './retryRun.js'
import type { Id } from './Step.js'
import { lockRun } from './sql/lockRun.js'
import { type RunTables, runTables } from './sql/runTables.js'

export interface ControlRun {
  payload: BasePayload
  /** Id of the document in `generation-runs`. */
  run: number | string
  action: RunAction
  /** For `retry`: the index of the only step to do again, as `gaps` and events name it. Default: all that failed. */
  step?: number
}

export interface ActionContext {
  db: Sql
  tables: RunTables
  settings: Settings
  run: Id
  step: number | undefined
}

const actions: Readonly<Record<RunAction, (context: ActionContext) => Promise<void>>> = {
  cancel: cancelRun,
  pause: pauseRun,
  resume: resumeRun,
  retry: retryRun,
}

/**
 * Cancels, pauses, resumes or retries a run, as the endpoints do, but whoever calls it: check yourself who may. Resolves
 * when the change is kept; workers act on it within two seconds, open calls to the model included. Repeating an action
 * changes nothing. The row is locked first, so actions of two users come one after the other.
 *
 * - `cancel` from any open status: ends the run now; finished drafts stay
 * - `pause` from `queued`, `planning`, `running`: nothing more is begun, what is under way is saved
 * - `resume` from `paused`
 * - `retry` from `partial`, `failed`, `cancelled`: does again what is missing
 *
 * @throws RequestError with `status` and `data.code`: 400 `invalid_action`, `invalid_step`; 404 `not_found` when there is
 * no such run; 409 `wrong_status` when its status does not allow the action, `step_not_found`, `nothing_to_retry`; 503 when
 * generating is impossible (`disabled`, `model_not_configured`) or the database did not keep the change (`not_saved`)
 */
export const controlRun = async ({ payload, run, action, step: given }: ControlRun): Promise<void> => {
  if (!runActions.includes(action)) {
    throw new RequestError(400, `The action must be one of ${runActions.join(', ')}.`, { code: 'invalid_action' })
  }
  const step = readStepToRetry(action, { step: given })
  const settings = settingsOf(payload)
  const transaction = await inTransaction(payload, async (req) => {
    if (action === 'retry' || action === 'resume') checkCanGenerate(settings)
    const db = await transactionOf(req)
    const tables = runTables(payload, settings.slugs)
    const found = isDocumentId(payload, run) ? await lockRun(db, tables, run) : undefined
    if (!found) throw new RequestError(404, 'There is no such run.', { code: 'not_found' })
    if (await isRepeated(db, tables, { run: found, action, step })) return undefined
    await actions[action]({ db, tables, settings, run, step })
    return transactionIdOf(db)
  })
  if (transaction === undefined || (await wasCommitted(poolOf(payload), transaction))) return
  throw new RequestError(
    503,
    `The run could not be ${pastOf[action]}: the database did not keep the change. Try again.`,
    { code: 'not_saved' },
  )
}
