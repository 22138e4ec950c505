import type { BasePayload, PayloadRequest } from 'payload'
import { inTransaction } from '../../database/transactions.js'
import { loggable, RequestError } from '../../errors.js'
import { budgetsOf, lesser } from '../../limits/budgetLimits.js'
import { describeSpent, fits } from '../../limits/room.js'
import { type RunBudget, takeBudget } from '../../limits/runBudget.js'
import type { Settings } from '../../options/Settings.js'
import { findBudgetPauses, type PausedRun, setRunBudget } from '../sql/budgetPauses.js'
import { lockRun, reopenRun } from '../sql/runs.js'
import { poolStore, type RunStore, storeIn } from '../sql/store.js'
import { insertWakeUps } from '../sql/wakeUps.js'
import type { Id, RunAction } from '../vocabulary.js'

/**
 * What the user who resumes a run lets it spend from now on; other actions take no such thing.
 *
 * @throws RequestError 400
 */
export const readRaise = (settings: Settings, action: RunAction, given: unknown): RunBudget | undefined => {
  const { budget } = takeBudget(settings, given)
  const { maxTokens, maxCostUsd } = budget
  if (maxTokens === undefined && maxCostUsd === undefined) return undefined
  if (action !== 'resume') {
    throw new RequestError(400, `maxTokens and maxCostUsd go with resume, not with ${action}.`, {
      code: 'invalid_budget',
    })
  }
  const { tokens, costUsd } = settings.budgets.run
  checkAllowed('maxTokens', maxTokens, tokens)
  checkAllowed('maxCostUsd', maxCostUsd, costUsd)
  return budget
}

const checkAllowed = (name: string, value: number | undefined, max: number | undefined): void => {
  if (value === undefined || max === undefined || value <= max) return
  throw new RequestError(400, `${name} is ${value}, but a run of this site may have at most ${max}.`, {
    ...{ code: 'invalid_budget', max, option: name === 'maxTokens' ? 'budgets.run.tokens' : 'budgets.run.costUsd' },
  })
}

interface ResumeBudget {
  req: PayloadRequest
  settings: Settings
  store: RunStore
  run: Id
  raise: RunBudget | undefined
}

/**
 * Raises the budget of a run that is being resumed, and looks whether it can go on. The run's row is locked.
 *
 * @throws RequestError 409 with what was used and what is needed, when the next call would find no room either
 */
export const resumeBudget = async ({ req, settings, store, run, raise }: ResumeBudget): Promise<void> => {
  if (raise) await setRunBudget(store, run, raise)
  const [paused] = await findBudgetPauses(store, run)
  const limit = paused && (await missingRoom(req.payload, settings, paused, req))
  if (!paused?.pausedBy || limit === undefined) return
  const { used, reserved, pausedBy } = paused
  const facts = { ...pausedBy, limit, used, reserved }
  throw new RequestError(409, describeSpent(facts, undefined), { code: 'budget_spent', ...facts })
}

/** The limit that a paused run still runs into; none where it can go on. */
const missingRoom = async (
  payload: BasePayload,
  settings: Settings,
  { pausedBy, isDue, used, ...paused }: PausedRun,
  req?: PayloadRequest,
): Promise<number | undefined> => {
  if (!pausedBy || isDue) return undefined
  const { scope, window, unit, needed } = pausedBy
  const limit = await limitOf()
  return limit === undefined || fits({ used, needed, limit }) ? undefined : limit

  async function limitOf(): Promise<number | undefined> {
    if (scope === 'run')
      return lesser(settings.budgets.run[unit], unit === 'tokens' ? paused.maxTokens : paused.maxCostUsd)
    const budgets = await budgetsOf(payload, settings, paused, req)
    return budgets.find((budget) => budget.scope === scope && budget.window === window)?.limit[unit]
  }
}

/**
 * Lets runs go on whose budget has room again: its window is over, or it was raised, as an option or for one user. How many
 * do.
 */
export const resumePausedRuns = async (payload: BasePayload, settings: Settings): Promise<number> => {
  let resumed = 0
  for (const paused of await findBudgetPauses(poolStore(payload, settings))) {
    try {
      const mayGoOn = paused.isDue || (paused.pausedBy && (await missingRoom(payload, settings, paused)) === undefined)
      if (mayGoOn && (await goOn(payload, settings, paused.id))) resumed += 1
    } catch (err) {
      // The others must not wait for it.
      payload.logger.error({
        err: loggable(err),
        msg: 'a paused run could not go on; the next sweep tries again',
        runId: paused.id,
      })
    }
  }
  return resumed
}

const goOn = (payload: BasePayload, settings: Settings, id: Id): Promise<boolean> =>
  inTransaction(payload, async (req) => {
    const store = await storeIn(req, settings)
    const run = await lockRun(store, id)
    // Another sweep, or a user, was first.
    if (run?.status !== 'paused' || run.pausedFor !== 'budget') return false
    const { queued } = await reopenRun(store, { run: id, action: undefined, reopened: 0 })
    await insertWakeUps(store, { count: queued })
    return true
  })
