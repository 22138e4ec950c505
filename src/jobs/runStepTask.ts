import type { CollectionConfig, JobsConfig, TaskConfig } from 'payload'
import type { StepRunner } from '../runs/coursewrightOf.js'
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
