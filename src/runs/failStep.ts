import { endStep } from './endStep.js'
import type { StepContext } from './StepContext.js'
import { readStepResult } from './StepResult.js'

/**
 * Gives up a step that keeps breaking off, so that its run still ends. Answers that were paid for stay on the step: a
 * retry of the run saves them without asking again.
 */
export const failStep = async (context: StepContext, reason: string): Promise<void> => {
  const { kind, run, step } = context
  if (step.kind === 'plan') {
    const error = `The run could not be planned: ${reason}`
    return endStep(context, { status: 'failed', saved: 0, missing: run.requested, error })
  }
  const { savedKeys } = readStepResult(step.result)
  const gaps = kind
    .keysOf(step)
    .filter((key) => !savedKeys.includes(key))
    .map((key) => ({ key, problem: reason }))
  return endStep(context, { status: 'failed', saved: 0, missing: gaps.length, error: reason, result: { gaps } })
}
