import { readPrimary } from '../database/transactions.js'
import { longestWaitMs, ProvidersOpen } from '../model/failures.js'
import { askModel } from './askModel.js'
import { endStep } from './endStep.js'
import { type ItemProblem, type OpenBatch, readStepResult, type StepResult } from './RunKind.js'
import { maxClaims, type StepContext } from './StepContext.js'
import { giveBack } from './stepBroke.js'

/**
 * One batch: ask for what is missing, keep what is good, save when nothing is missing or nothing more can be hoped
 * for. Each claim makes one request to the model layer, which calls as often as its own limits allow within seconds or
 * minutes (`model.maxCalls`, default 8); a step that needs more goes back to the queue with what it has, `steps.attempts`
 * times (default 3). A step costs 24 calls, and those that find out that nobody can answer, for `steps.outageMs`.
 */
export const generateStep = async (context: StepContext): Promise<void> => {
  const { req, run, step, kind, settings, deadline } = context
  const batch = await readPrimary(req, () => kind.open({ req, run, step }))
  const result = { ...readStepResult(step.result), waitsFor: undefined }
  const missing = missingKeys(batch, result)
  const exhausted = step.attempts >= settings.steps.attempts || step.claims > maxClaims(settings)

  if (missing.length === 0 || exhausted) return save(context, batch, result, step.error ?? 'It was started too often.')
  if (deadline.aborted) return save(context, batch, result, 'The run took longer than it may.')

  const answer = await askModel(context, batch, missing, result).catch((error: unknown) => {
    if (error instanceof ProvidersOpen) return error
    throw error
  })
  context.onFree?.()
  // Nobody can answer now, which is no attempt at first, whatever was asked to find out: the step waits until somebody can.
  if (answer instanceof ProvidersOpen) {
    const { message: error, retryAfterMs, providers } = answer
    const delayMs = Math.min(retryAfterMs, longestWaitMs)
    return giveBack(context, { error, delayMs, waitsFor: providers.map(({ provider }) => provider) })
  }
  const left = missingKeys(batch, answer.result)
  const mayRetry = answer.isRetryable && step.attempts + 1 < settings.steps.attempts && !deadline.aborted
  if (left.length > 0 && mayRetry) {
    const { error, delayMs, waitsFor } = answer
    return giveBack(context, { error, delayMs, waitsFor, isCounted: true })
  }
  return save(context, batch, answer.result, answer.error)
}

const missingKeys = (batch: OpenBatch, { drafts, savedKeys }: StepResult): string[] =>
  batch.keys.filter((key) => !drafts[key] && !savedKeys.includes(key) && !impossible(batch, key))

const impossible = (batch: OpenBatch, key: string): ItemProblem | undefined =>
  batch.impossible.find((item) => item.key === key)

const save = async (context: StepContext, batch: OpenBatch, result: StepResult, error: string): Promise<void> => {
  const ready = Object.entries(result.drafts)
    .filter(([key]) => !result.savedKeys.includes(key) && !impossible(batch, key))
    .map(([key, made]) => ({ key, ...made }))
  const savedKeys = [...result.savedKeys, ...ready.map(({ key }) => key)]
  const gaps = batch.keys
    .filter((key) => !savedKeys.includes(key))
    .map((key) => impossible(batch, key) ?? result.problems.find((item) => item.key === key) ?? { key, problem: error })
  await endStep(context, {
    status: gaps.length ? 'failed' : 'done',
    saved: ready.length,
    missing: gaps.length,
    error: gaps.length ? gaps.map(({ key, problem }) => `${key}: ${problem}`).join('; ') : undefined,
    result: { savedKeys, gaps },
    write: (req) => batch.save(req, ready),
  })
}

/** Turns the request into `generate` steps. */
export const planStep = async (context: StepContext): Promise<void> => {
  const { req, run, kind } = context
  const plan = await readPrimary(req, () => kind.plan({ req, run }))
  await endStep(context, {
    // Done even where positions are missing: planning again would not bring them back.
    status: 'done',
    saved: 0,
    missing: plan.missing,
    error: plan.missing > 0 ? `${plan.missing} fewer positions were left than when the run was requested.` : undefined,
    opens: plan.batches,
    positionsLoaded: plan.positionsLoaded,
  })
}
