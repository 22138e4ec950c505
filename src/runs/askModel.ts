import type { Attempt, AttemptOutcome } from '../model/Attempt.js'
import { ModelCallFailed } from '../model/ModelCallFailed.js'
import { LeaseLost } from './LeaseLost.js'
import type { OpenBatch } from './RunKind.js'
import type { StepContext } from './StepContext.js'
import type { StepResult } from './StepResult.js'
import { recordAttempts } from './sql/recordAttempts.js'

/** Longest wait before a step is due again, whatever a provider asks for. */
const maxDelayMs = 10 * 60 * 1000

/** The model answered, only not well: nobody needs a rest before it is asked again. */
const answered: readonly AttemptOutcome[] = ['invalid', 'truncated', 'refused']

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
 * One attempt: call the model, check the answer, and keep what is good together with its bill. When this returns,
 * nothing that was paid for can be lost.
 */
export const askModel = async (
  context: StepContext,
  batch: OpenBatch,
  keys: readonly string[],
  before: StepResult,
): Promise<Asked> => {
  const { model, settings, signal, step } = context
  try {
    const answer = await model.generate({ ...batch.ask(keys, before.problems), signal })
    let result = before
    try {
      const { good, problems } = batch.check(answer.value, keys)
      const made = { model: answer.model, provider: answer.provider }
      const drafts = { ...before.drafts }
      for (const [key, draft] of good) drafts[key] = { draft, ...made }
      result = { ...before, drafts, problems }
    } finally {
      // Whatever the checks made of it, the answer was paid for.
      await keep(context, answer.attempts, result)
    }
    const error = result.problems.map(({ key, problem }) => `${key}: ${problem}`).join('; ')
    return { result, isRetryable: true, delayMs: 0, error }
  } catch (error) {
    if (!(error instanceof ModelCallFailed)) throw error
    // A call we stopped ourselves says nothing about the step.
    await keep(context, [error.attempt], signal.aborted ? undefined : before)
    if (signal.aborted) throw error
    const backoffMs = settings.steps.retryDelayMs * 2 ** step.attempts
    const delayMs = answered.includes(error.attempt.outcome) ? 0 : (error.retryAfterMs ?? backoffMs)
    return {
      // What was wrong with an earlier answer is still worth telling the model, but it is not why this call failed.
      result: { ...before, problems: [] },
      isRetryable: error.isRetryable,
      delayMs: Math.min(delayMs, maxDelayMs),
      error: error.message,
    }
  }
}

const keep = async (
  { db, tables, step }: StepContext,
  attempts: readonly Attempt[],
  result: StepResult | undefined,
): Promise<void> => {
  if (!(await recordAttempts(db, tables, { step, attempts, result }))) throw new LeaseLost(step.id)
}
