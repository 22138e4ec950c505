import { endStep } from './endStep.js'
import type { StepContext } from './StepContext.js'

/** Ends a plan that keeps breaking off: without it there are no drafts, and the run must still end. */
export const failPlan = (context: StepContext, error: unknown): Promise<void> =>
  endStep(context, {
    status: 'failed',
    saved: 0,
    missing: context.run.requested,
    error: `The run could not be planned: ${error instanceof Error ? error.message : 'unknown error'}`,
  })
