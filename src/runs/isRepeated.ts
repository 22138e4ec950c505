import type { Sql } from '../database/adapter.js'
import { RequestError } from '../errors.js'
import { pastOf } from './pastOf.js'
import { allowedFrom, type RunAction } from './RunAction.js'
import type { LockedRun } from './sql/lockRun.js'
import { readStepStatus } from './sql/readStepStatus.js'
import type { RunTables } from './sql/runTables.js'

interface IsRepeated {
  run: LockedRun
  action: RunAction
  /** The only step to retry. */
  step: number | undefined
}

/** A step in one of these is being done again, or was. */
const isUnderWay: readonly (string | undefined)[] = ['queued', 'running', 'done']

/**
 * Whether nothing is left to do, because the run was told the same before; false when the action is to be done.
 *
 * @throws RequestError 409 when the run's status does not allow the action, or there is no such step
 */
export const isRepeated = async (db: Sql, tables: RunTables, { run, action, step }: IsRepeated): Promise<boolean> => {
  const status = step === undefined ? undefined : await readStepStatus(db, tables, { run: run.id, step })
  if (step !== undefined && status === undefined) {
    throw new RequestError(409, `This run has no step ${step}.`, { code: 'step_not_found', step })
  }
  if (allowedFrom[action].includes(run.status)) return false
  const isSame = run.lastAction === action && (action !== 'retry' || run.isOpen)
  if (isSame && (step === undefined || isUnderWay.includes(status))) return true
  const allowed = allowedFrom[action]
  const wait = isSame ? ` Step ${step}, which is ${status}, can be retried when the run has ended.` : ''
  throw new RequestError(
    409,
    `A run that is ${run.status} cannot be ${pastOf[action]}; ${action} needs ${allowed.join(', ')}.${wait}`,
    { code: 'wrong_status', status: run.status, allowed },
  )
}
