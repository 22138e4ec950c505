import { readPrimary } from '../database/transactions.js'
import { endStep } from './endStep.js'
import type { StepContext } from './StepContext.js'

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
