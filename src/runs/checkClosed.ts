import { LeaseLost } from './LeaseLost.js'
import { NotSaved } from './NotSaved.js'
import type { HeldStep } from './StepContext.js'
import { findOurSteps } from './sql/findOurSteps.js'
import { isStepClosed } from './sql/isStepClosed.js'

/**
 * To be called after the transaction that ended a step: Payload's adapter swallows errors of COMMIT.
 *
 * @throws NotSaved when the step is still open and ours, LeaseLost when somebody else has it by now
 */
export const checkClosed = async ({ db, tables, step }: Pick<HeldStep, 'db' | 'tables' | 'step'>): Promise<void> => {
  if (await isStepClosed(db, tables, step)) return
  const ours = await findOurSteps(db, tables, [step])
  throw ours.has(step.id) ? new NotSaved(step.id) : new LeaseLost(step.id)
}
