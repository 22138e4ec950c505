import { z } from 'zod'
import { RequestError } from '../errors.js'
import type { RunAction } from './RunAction.js'

const error = 'give the number of a step, as gaps and events name it, or leave it out'
const body = z.object({ step: z.int({ error }).min(0, { error }).max(1_000_000, { error }).nullish() })

/**
 * The `step` of a request to retry only one; other actions take none.
 *
 * @throws RequestError 400
 */
export const readStepToRetry = (action: RunAction, given: unknown): number | undefined => {
  const parsed = body.safeParse(given ?? {})
  const step = parsed.data?.step ?? undefined
  if (parsed.success && (step === undefined || action === 'retry')) return step
  const problem = parsed.success ? `only retry takes one, ${action} is for the whole run` : error
  throw new RequestError(400, `step: ${problem}.`, { code: 'invalid_step' })
}
