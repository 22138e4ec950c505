import { RequestError } from '../errors.js'
import type { RunBudget } from '../limits/runBudget.js'
import { hasUnmadeStep, readStepStatus } from './sql/reads.js'
import type { LockedRun } from './sql/runs.js'
import type { RunStore } from './sql/store.js'
import { allowedFrom, pastOf, type RunAction } from './vocabulary.js'

interface ChangesNothing {
  run: LockedRun
  action: RunAction
  /** The only step to retry. */
  step: number | undefined
  raise: RunBudget | undefined
}

/** A step in one of these is being done again, or was. */
const isUnderWay: readonly (string | undefined)[] = ['queued', 'running', 'done']

/**
 * Whether nothing is left to do, because the run was told the same before; false when the action is to be done.
 *
 * @throws RequestError 409 when the run's status does not allow the action, or there is no such step
 */
export const changesNothing = async (
  store: RunStore,
  { run, action, step, raise }: ChangesNothing,
): Promise<boolean> => {
  const status = step === undefined ? undefined : await readStepStatus(store, { run: run.id, step })
  if (step !== undefined && status === undefined) {
    throw new RequestError(409, `This run has no step ${step}.`, { code: 'step_not_found', step })
  }
  const allowed = allowedFrom[action]
  if (allowed.includes(run.status)) return false
  const isSame = run.lastAction === action && (action !== 'retry' || run.isOpen) && !raise
  const left = isSame && action === 'retry' ? await leftOf(store, { run, step, status }) : undefined
  if (isSame && left === undefined) return true
  const wait = left === undefined ? '' : ` ${left} can be retried when the run has ended.`
  throw new RequestError(
    409,
    `A run that is ${run.status} cannot be ${pastOf[action]}; ${action} needs ${allowed.join(', ')}.${wait}`,
    { code: 'wrong_status', status: run.status, allowed },
  )
}

/** What is to be retried, but is not being done again: the retry under way may be of another step alone. */
const leftOf = async (
  store: RunStore,
  { run, step, status }: Pick<ChangesNothing, 'run' | 'step'> & { status: string | undefined },
): Promise<string | undefined> => {
  if (step !== undefined) return isUnderWay.includes(status) ? undefined : `Step ${step}, which is ${status},`
  return (await hasUnmadeStep(store, run.id)) ? 'What else failed or was cancelled' : undefined
}
