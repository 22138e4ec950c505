import { raiseAlert } from './raiseAlert.js'
import type { HeldStep } from './StepContext.js'

/** Says that somebody should look at a step. `what` happened, in plain words, comes after its name. */
export const alertOfStep = ({ payload, settings, step }: HeldStep, what: string): Promise<void> =>
  raiseAlert(payload, settings.slugs, { run: step.run, message: `Step ${step.index} of run ${step.run} ${what}` })
