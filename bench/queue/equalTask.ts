import type { TaskConfig } from 'payload'
import { doEqualStep, type EqualStep } from './doEqualStep.js'

/** Where a process keeps what its jobs need, for Payload's jobs to find. */
export const equalStepKey = 'benchEqualStep'

/** An equal step as a job of Payload's own queue. */
export const equalTask: TaskConfig<{ input: { number: number }; output: object }> = {
  slug: 'equalStep',
  inputSchema: [{ name: 'number', type: 'number', required: true }],
  handler: async ({ input, req }) => {
    const step: EqualStep | undefined = req.payload.config.custom[equalStepKey]
    await doEqualStep(req.payload, step, input.number)
    return { output: {} }
  },
}
