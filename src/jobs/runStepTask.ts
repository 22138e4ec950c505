import type { BasePayload, TaskConfig } from 'payload'
import type { Model } from '../model/Model.js'
import type { Settings } from '../options/Settings.js'
import type { RunKind } from '../runs/RunKind.js'
import { runStep } from '../runs/runStep.js'
import { runStepTaskSlug } from '../runs/runStepTaskSlug.js'
import { linkOf } from './WorkerLink.js'

interface RunStepTask {
  settings: Settings
  /** Made on first use, so that building the host needs no key. */
  model: (payload: BasePayload) => Model
  kinds: readonly RunKind[]
}

/**
 * The one Payload task. A job of it says nothing but that there is work; which step is done is decided by the claim, so
 * a job run twice or too early does no harm. Payload never retries it: attempts belong to the step.
 */
export const runStepTask = ({
  settings,
  model,
  kinds,
}: RunStepTask): TaskConfig<{ input: object; output: { worked: boolean } }> => ({
  slug: runStepTaskSlug,
  label: 'Generation step',
  retries: 0,
  outputSchema: [{ name: 'worked', type: 'checkbox' }],
  handler: async ({ req }) => {
    const worked = await runStep({ payload: req.payload, settings, model: model(req.payload), kinds, ...linkOf(req) })
    return { output: { worked } }
  },
})
