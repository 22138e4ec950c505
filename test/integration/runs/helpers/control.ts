import { controlRun } from '../../../../src/runs/controlRun.js'
import type { RunAction } from '../../../../src/runs/vocabulary.js'
import type { TestPayload } from '../../helpers/startTestPayload.js'

/** Cancels, pauses, resumes or retries, as the endpoints do. */
export const control = (
  { payload }: Pick<TestPayload, 'payload'>,
  run: number | string,
  action: RunAction,
  step?: number,
) => controlRun({ payload, run, action, step })
