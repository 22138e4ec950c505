import type { BasePayload, PayloadRequest } from 'payload'
import { z } from 'zod'
import { isDocumentId } from '../database/adapter.js'
import { inVerifiedTransaction, transactionOf } from '../database/transactions.js'
import { RequestError } from '../errors.js'
import { checkRunning } from '../limits/checkLimits.js'
import { readLimited } from '../limits/readLimited.js'
import type { RunBudget } from '../limits/runBudget.js'
import { type Settings, settingsOf } from '../options/Settings.js'
import { changesNothing } from './changesNothing.js'
import { coursewrightOf } from './coursewrightOf.js'
import { openFinish } from './openSteps.js'
import { lockRequester, lockRun, markCancelled, markPaused, readRequester, reopenRun } from './sql/runs.js'
import { cancelSteps, reopenSteps } from './sql/steps.js'
import { type RunStore, storeIn } from './sql/store.js'
import { insertWakeUps } from './sql/wakeUps.js'
import { readRaise, resumeBudget } from './step/budgetPauses.js'
import { runDocOf } from './step/StepContext.js'
import { documentOfKey, type Id, pastOf, type RunAction, runActions } from './vocabulary.js'

/** What `controlRun` takes: which run, and what is to be done to it. */
export interface ControlRun {
  /** What `getPayload` returns. */
  payload: BasePayload
  /** Id of the document in `generation-runs`. */
  run: number | string
  /** From which statuses each is possible, and what it does, `controlRun` says. */
  action: RunAction
  /** For `retry`: the index of the only step to do again, as `gaps` and events name it. Default: all that failed. */
  step?: number
  /** For `resume`: the most tokens that the run may spend from now on, all that it has spent included. Default: as before. */
  maxTokens?: number
  /** The same in US dollars. */
  maxCostUsd?: number
  /**
   * Who asks for it, told to the run's kind. What is resumed or retried must fit into how many runs its requester may have
   * under way. Default: nobody, as where code of the host does, which no limit holds back.
   */
  user?: PayloadRequest['user']
}

interface ActionContext {
  req: PayloadRequest
  settings: Settings
  store: RunStore
  run: Id
  targetKey: string | undefined
  step: number | undefined
  raise: RunBudget | undefined
}

/** Ends a run now, whose row must be locked. Finished drafts stay; new tokens fence off workers. @param reason unless a user cancels */
export const cancelRun = async (store: RunStore, run: Id, reason?: string): Promise<void> => {
  await markCancelled(store, run, reason)
  await cancelSteps(store, { run })
}

/** Nothing more is claimed; what is being worked on is finished and saved. */
const pauseRun = ({ store, run }: ActionContext): Promise<void> => markPaused(store, { run, reason: 'user' })

/** Goes on where the run was paused: what waits for approval is approved, and what waits for its budget may get more. */
const resumeRun = async ({ req, settings, store, run, raise }: ActionContext): Promise<void> => {
  await resumeBudget({ req, settings, store, run, raise })
  await approve({ req, settings, run })
  // The kind may have swallowed an error that rolled us back; what follows would then be committed on its own.
  await transactionOf(req)
  const { queued } = await reopenRun(store, { run, action: 'resume', reopened: 0 })
  await insertWakeUps(store, { count: queued })
}

const approve = async ({ req, settings, run: id }: Pick<ActionContext, 'req' | 'settings' | 'run'>): Promise<void> => {
  const { kinds } = coursewrightOf(req.payload)
  if (!kinds.some((kind) => kind.resume)) return
  // The caller was allowed to resume it; the row is locked, and read in the same transaction.
  const doc = await req.payload.findByID({
    collection: settings.slugs.generationRuns,
    id,
    depth: 0,
    overrideAccess: true,
    req,
  })
  const run = runDocOf(doc)
  await kinds.find(({ kind }) => kind === run.kind)?.resume?.({ req, run })
}

/**
 * Does failed and cancelled steps again, all or one of them, only for what is missing in them.
 *
 * @throws RequestError 409 when nothing can be retried, e.g. because the library had too few positions, or what its drafts belonged to
 *   was deleted
 */
const retryRun = async ({ req, store, run, targetKey, step }: ActionContext): Promise<void> => {
  if (targetKey !== undefined) await checkTarget(req, targetKey)
  const { reopened, finishes } = await reopenSteps(store, { run, step })
  if (reopened === 0 && finishes === 0) {
    const what = step === undefined ? 'no step' : `its step ${step} is not one that`
    throw new RequestError(409, `Nothing in this run can be retried: ${what} failed or was cancelled.`, {
      code: 'nothing_to_retry',
    })
  }
  const { queued } = await reopenRun(store, { run, action: 'retry', reopened })
  // Cancelled when only the end was left to do.
  if (reopened === 0) await openFinish(store, run)
  await insertWakeUps(store, { count: queued })
}

/** Drafts that belong to nothing would be paid for. */
const checkTarget = async (req: PayloadRequest, targetKey: string): Promise<void> => {
  const { relationTo: collection, value } = documentOfKey(targetKey)
  const { collections, db } = req.payload
  // The host may have taken the collection out, too.
  if (
    collections[collection] &&
    (await db.findOne({ collection, where: { id: { equals: value } }, select: { id: true }, req }))
  )
    return
  throw new RequestError(409, 'What this run was writing was deleted, so nothing of it can be retried.', {
    code: 'target_deleted',
  })
}

const actions: Readonly<Record<RunAction, (context: ActionContext) => Promise<void>>> = {
  cancel: ({ store, run }) => cancelRun(store, run),
  pause: pauseRun,
  resume: resumeRun,
  retry: retryRun,
}

/**
 * Cancels, pauses, resumes or retries a run, as the endpoints do, but for any caller: check yourself who may. Resolves
 * when the change is kept; workers act on it within two seconds, open calls to the model included. Repeating an action
 * changes nothing. The row is locked first, so actions of two users come one after the other.
 *
 * - `cancel` from any open status: ends the run now; finished drafts stay
 * - `pause` from `queued`, `planning`, `running`: nothing more is begun, what is under way is saved
 * - `resume` from `paused`; `maxTokens` and `maxCostUsd` raise what the run may spend
 * - `retry` from `partial`, `failed`, `cancelled`: does again what is missing
 *
 * @throws RequestError with `status` and `data.code`: 400 `invalid_action`, `invalid_step`, `invalid_budget`, `invalid_input`; 404 `not_found` when there is
 * no such run; 429 `too_many_running` (403 `not_allowed` where none may be) and 503 `limits_unavailable` for `resume` and `retry`;
 * 409 `wrong_status` when its status does not allow the action, `step_not_found`, `nothing_to_retry`, `target_deleted`, `budget_spent`; 503 when
 * generating is impossible (`disabled`, `model_not_configured`) or the database did not keep the change (`not_saved`)
 */
export const controlRun = async (given: ControlRun): Promise<void> => {
  const { payload, run, action, user, maxTokens, maxCostUsd } = given
  if (!runActions.includes(action)) {
    throw new RequestError(400, `The action must be one of ${runActions.join(', ')}.`, { code: 'invalid_action' })
  }
  const step = readStepToRetry(action, { step: given.step })
  const settings = settingsOf(payload)
  const raise = readRaise(settings, action, { maxTokens, maxCostUsd })
  const { result: isDone, isKept } = await inVerifiedTransaction(payload, async (req) => {
    if (action === 'retry' || action === 'resume') checkCanGenerate(settings)
    const store = await storeIn(req, settings)
    const isLimited = user != null && (action === 'retry' || action === 'resume')
    const isId = isDocumentId(payload, settings.slugs.generationRuns, run)
    const requester = isLimited && isId ? await readRequester(store, run) : undefined
    // As admission does: first the requester, then the run.
    if (requester != null) await lockRequester(store, requester)
    const found = isId ? await lockRun(store, run) : undefined
    if (!found) throw new RequestError(404, 'There is no such run.', { code: 'not_found' })
    if (await changesNothing(store, { run: found, action, step, raise })) return false
    req.user = user ?? null
    const who = requester == null ? undefined : await readLimited({ req, settings, requester, roleBefore: found.role })
    if (who) {
      const kinds = coursewrightOf(payload).kinds.map(({ kind }) => kind)
      await checkRunning({ payload, settings, store, kinds, who, kind: String(found.kind), run: found.id })
    }
    await actions[action]({ req, settings, store, run: found.id, targetKey: found.targetKey, step, raise })
    return true
  })
  if (!isDone || isKept) return
  throw new RequestError(
    503,
    `The run could not be ${pastOf[action]}: the database did not keep the change. Try again.`,
    { code: 'not_saved' },
  )
}

const error = 'give the number of a step, as gaps and events name it, or leave it out'
const body = z.object({ step: z.int({ error }).min(0, { error }).max(1_000_000, { error }).nullish() })

/**
 * The `step` of a request to retry only one; other actions take none.
 *
 * @throws RequestError 400
 */
export const readStepToRetry = (action: RunAction, given: unknown): number | undefined => {
  const parsed = body.safeParse(given ?? {})
  const step = parsed.data?.step ?? undefined
  if (parsed.success && (step === undefined || action === 'retry')) return step
  const problem = parsed.success ? `only retry takes one, ${action} is for the whole run` : error
  throw new RequestError(400, `step: ${problem}.`, { code: 'invalid_step' })
}

/** @throws RequestError 503 when it is switched off, or a listed provider has no key, so that its calls must fail */
export const checkCanGenerate = ({ enabled, model: { providers } }: Settings): void => {
  if (!enabled) throw new RequestError(503, 'Generating is switched off on this site.', { code: 'disabled' })
  const index = providers.findIndex(({ apiKey, needsKey }) => needsKey && !apiKey)
  const provider = providers[index]
  if (!provider) return
  const option = `model.providers[${index}].apiKey`
  throw new RequestError(
    503,
    `Nothing can be generated: no key is set for ${provider.name}. The operator of this site must set it.`,
    { code: 'model_not_configured', provider: provider.name, option },
  )
}
