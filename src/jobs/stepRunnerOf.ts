import type { BasePayload } from 'payload'
import type { HeldSteps } from '../runs/createHeldSteps.js'

/** What a worker and the step it works on tell each other. */
export interface WorkerLink {
  /** Aborted when the step must be handed back. */
  readonly signal: AbortSignal
  /** Called when the step's slot is free: its model call is over and only saving is left, and again at its end. */
  onFree(): void
  /** All that the worker holds. */
  readonly heldSteps: HeldSteps
}

/** Claims the next step and does it; false when there was none. Without a link Payload's own runner does. */
export type StepRunner = (payload: BasePayload, link?: WorkerLink) => Promise<boolean>

/** Where a worker finds it, which has only Payload in its hands. */
export const stepRunnerKey = 'coursewrightStepRunner'

/** @throws Error when the config has no coursewright plugin */
export const stepRunnerOf = (payload: BasePayload): StepRunner => {
  const run: StepRunner | undefined = payload.config.custom?.[stepRunnerKey]
  if (!run) {
    throw new Error('This Payload config has no coursewright plugin: add coursewright({…}) to `plugins`.')
  }
  return run
}
