import type { BasePayload } from 'payload'
import { inTransaction } from '../database/inTransaction.js'
import { poolOf, type Sql } from '../database/postgres.js'
import { transactionIdOf } from '../database/transactionIdOf.js'
import { transactionOf } from '../database/transactionOf.js'
import { wasCommitted } from '../database/wasCommitted.js'
import { RequestError } from '../errors/RequestError.js'
import type { Settings } from '../options/Settings.js'
import { cancelRun } from './cancelRun.js'
import { checkCanGenerate } from './checkCanGenerate.js'
import { pauseRun } from './pauseRun.js'
import { allowedFrom, type RunAction } from './RunAction.js'
import { resumeRun } from './resumeRun.js'
import { retryRun } from './retryRun.js'
import type { Id } from './Step.js'
import { lockRun } from './sql/lockRun.js'
import { readStepStatus } from './sql/readStepStatus.js'
import { type RunTables, runTables } from './sql/runTables.js'

interface ControlRun {
  payload: BasePayload
  settings: Settings
  run: Id
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
 * Cancels, pauses, resumes or retries a run. The row is locked first, so actions of two users come one after the other.
 *
 * @throws RequestError 404 when there is no such run, 409 when its status does not allow the action, 503 when generating
 * is impossible or the database did not keep the change
 */
export const controlRun = async ({ payload, settings, run, action, step }: ControlRun): Promise<void> => {
  const transaction = await inTransaction(payload, async (req) => {
    if (action === 'retry' || action === 'resume') checkCanGenerate(settings)
    const db = await transactionOf(req)
    const tables = runTables(payload, settings.slugs)
    const found = await lockRun(db, tables, run)
    if (!found) throw new RequestError(404, 'There is no such run.', { code: 'not_found' })
    if (allowedFrom[action].includes(found.status)) {
      await actions[action]({ db, tables, settings, run, step })
      return transactionIdOf(db)
    }
    const isRepeated = found.lastAction === action && (action !== 'retry' || found.isOpen)
    // While another step is done again, this one has to wait for its turn.
    const isOther = step !== undefined && (await readStepStatus(db, tables, { run, step })) === 'failed'
    if (isRepeated && !isOther) return undefined
    throw new RequestError(
      409,
      `A run that is ${found.status} cannot be ${pastOf[action]}; ${action} needs ${allowedFrom[action].join(', ')}.`,
      { code: 'wrong_status', status: found.status, allowed: allowedFrom[action] },
    )
  })
  if (transaction === undefined || (await wasCommitted(poolOf(payload), transaction))) return
  throw new RequestError(
    503,
    `The run could not be ${pastOf[action]}: the database did not keep the change. Try again.`,
    {
      code: 'not_saved',
    },
  )
}

const pastOf: Readonly<Record<RunAction, string>> = {
  cancel: 'cancelled',
  pause: 'paused',
  resume: 'resumed',
  retry: 'retried',
}
