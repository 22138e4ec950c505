import type { Model, ModelAnswer, ModelRequest } from '../Model.js'
import { ModelCallFailed } from '../ModelCallFailed.js'
import { sumUsage } from '../policies/sumUsage.js'

interface CalledForAnswer {
  /** Its value is unchecked; `undefined` when nothing could be read. */
  answer: ModelAnswer<unknown>
  /** Why it is not a whole one. */
  failure: ModelCallFailed | undefined
}

/** Takes what could be read of an answer that is no JSON, or was cut off, as an answer too. Other failures are thrown. */
export const callForAnswer = async (inner: Model, request: ModelRequest<unknown>): Promise<CalledForAnswer> => {
  try {
    return { answer: await inner.generate(request), failure: undefined }
  } catch (error) {
    if (!(error instanceof ModelCallFailed)) throw error
    const { answer: value, attempt, attempts } = error
    if (attempt.outcome !== 'invalid' && attempt.outcome !== 'truncated') throw error
    const { provider, servedModel, model } = attempt
    const answer = { value, usage: sumUsage(attempts), provider, model: servedModel ?? model, attempts }
    return { answer, failure: error }
  }
}
