import { readPrimary } from '../database/readPrimary.js'
import { transactionOf } from '../database/transactionOf.js'
import { endStep } from './endStep.js'
import type { StepContext } from './StepContext.js'
import { insertSteps } from './sql/insertSteps.js'
import { insertWakeUps } from './sql/insertWakeUps.js'

/** Turns the request into `generate` steps: one statement for the steps, one for their wake-ups. */
export const planStep = async (context: StepContext): Promise<void> => {
  const { req, run, step, kind, tables, settings } = context
  const plan = await readPrimary(req, () => kind.plan({ req, run }))
  await endStep(context, {
    // Done even where positions are missing: planning again would not bring them back.
    status: 'done',
    saved: 0,
    missing: plan.missing,
    error: plan.missing > 0 ? `${plan.missing} fewer positions were left than when the run was requested.` : undefined,
    opens: plan.batches.length,
    positionsLoaded: plan.positionsLoaded,
    write: async (req) => {
      const db = await transactionOf(req)
      await insertSteps(db, tables, {
        run: run.id,
        kind: 'generate',
        firstIndex: step.index + 1,
        inputs: plan.batches,
      })
      await insertWakeUps(db, tables, { queue: settings.queue, count: plan.batches.length })
    },
  })
}
