import type { TaskConfig } from 'payload'
import { runStepTaskSlug } from '../runs/runStepTaskSlug.js'
import type { StepRunner } from './stepRunnerOf.js'

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
