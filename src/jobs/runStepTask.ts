import type { BasePayload, CollectionConfig, JobsConfig, TaskConfig } from 'payload'
import type { HeldSteps } from '../runs/lease.js'
import { runStepTaskSlug } from '../runs/sql/wakeUps.js'

/**
 * The one Payload task, for Payload's own runners; our worker takes wake-ups by itself. A job of it says nothing but that
 * there is work; which step is done is decided by the claim, so a job run twice or too early does no harm. Payload never
 * retries it: attempts belong to the step.
 */
export const runStepTask = (run: StepRunner): TaskConfig<{ input: object; output: { worked: boolean } }> => ({
  slug: runStepTaskSlug,
  label: 'Generation step',
  retries: 0,
  outputSchema: [{ name: 'worked', type: 'checkbox' }],
  handler: async ({ req: { payload } }) => ({ output: { worked: await run(payload) } }),
})

/** What a worker and the step it works on tell each other. */
interface WorkerLink {
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

type Overrides = JobsConfig['jobsCollectionOverrides']

/**
 * Gives Payload's jobs the index by which wake-ups are found: its own are of one column each, so that a claim would walk
 * through every job a host has ever finished and kept. What the host overrides stays.
 */
export const indexWakeUps =
  (overrides: Overrides): NonNullable<Overrides> =>
  (args) => {
    const jobs: CollectionConfig = overrides?.(args) ?? args.defaultJobsCollection
    return {
      ...jobs,
      indexes: [...(jobs.indexes ?? []), { fields: ['taskSlug', 'queue', 'completedAt', 'waitUntil'] }],
    }
  }
