import { ModelCallFailed } from '../model/ModelCallFailed.js'
import type { OpenBatch } from './RunKind.js'
import type { StepContext } from './StepContext.js'
import type { StepResult } from './StepResult.js'
import { recordAttempt } from './sql/recordAttempt.js'
import { storeResult } from './sql/storeResult.js'

/** Longest wait before a step is due again, whatever a provider asks for. */
const maxDelayMs = 10 * 60 * 1000

interface Asked {
  result: StepResult
  /** Whether asking again may help. */
  isRetryable: boolean
  /** How long to wait before asking again. */
  delayMs: number
  /** What went wrong, in plain words; used when something is still missing. */
  error: string
}

/**
 * One attempt: call the model, write the ledger, check the answer, store what is good. When this returns, nothing that
 * was paid for can be lost.
 */
export const askModel = async (
  context: StepContext,
  batch: OpenBatch,
  keys: readonly string[],
  before: StepResult,
): Promise<Asked> => {
  const { model, db, tables, step, settings, signal } = context
  const attempts = step.attempts + 1
  try {
    const answer = await model.generate({ ...batch.ask(keys, before.problems), signal })
    for (const attempt of answer.attempts) await recordAttempt(db, tables, step, attempt)
    const { good, problems } = batch.check(answer.value, keys)
    const made = { model: answer.model, provider: answer.provider }
    const drafts = { ...before.drafts }
    for (const [key, draft] of good) drafts[key] = { draft, ...made }
    const result = { ...before, drafts, problems }
    await storeResult(db, tables, step, result, attempts)
    const error = problems.map(({ key, problem }) => `${key}: ${problem}`).join('; ')
    return { result, isRetryable: true, delayMs: 0, error }
  } catch (error) {
    if (!(error instanceof ModelCallFailed)) throw error
    await recordAttempt(db, tables, step, error.attempt)
    // A call we stopped ourselves says nothing about the step.
    if (signal.aborted) throw error
    const problems = keys.map((key) => ({ key, problem: error.message }))
    const result = { ...before, problems: [] }
    await storeResult(db, tables, step, { ...before, problems }, attempts)
    const backoffMs = settings.steps.retryDelayMs * 2 ** step.attempts
    const delayMs = error.attempt.outcome === 'invalid' ? 0 : Math.min(error.retryAfterMs ?? backoffMs, maxDelayMs)
    return { result, isRetryable: error.isRetryable, delayMs, error: error.message }
  }
}
