import { APIConnectionError, APIError } from 'openai'
import type { Provider } from '../Provider.js'
import type { CallFailure } from './CallFailure.js'
import { classifyConnectionError } from './classifyConnectionError.js'
import { classifyStatus } from './classifyStatus.js'
import type { Ending } from './startDeadline.js'
import { UnreadableBody } from './UnreadableBody.js'

interface Call {
  provider: Provider
  model: string
  /** Why we ended it, if we did. */
  ending: Ending | undefined
  timeoutMs: number
  stallMs: number
  nowMs: number
}

/** Decides once what an error of a call means; nobody else looks at status codes. */
export const classifyCallError = (error: unknown, call: Call): CallFailure => {
  const { name } = call.provider
  switch (call.ending) {
    case 'aborted':
      return { outcome: 'aborted', isRetryable: true, message: 'The call was stopped.' }
    case 'timeout':
      return timeout(`${name} did not answer within ${seconds(call.timeoutMs)}.`)
    case 'stalled':
      return timeout(`${name} fell silent for ${seconds(call.stallMs)}.`)
  }
  if (error instanceof UnreadableBody) return invalid(`${name} sent ${error.message}.`)
  // A page of a gateway, or half a body: whatever wrote it, no model did.
  if (error instanceof SyntaxError) {
    return { outcome: 'unavailable', isRetryable: true, message: `${name} sent something that is not JSON.` }
  }
  if (error instanceof APIError && !(error instanceof APIConnectionError)) return classifyStatus(error, call)
  return classifyConnectionError(error, call.provider)
}

const timeout = (message: string): CallFailure => ({ outcome: 'timeout', isRetryable: true, message })
const invalid = (message: string): CallFailure => ({ outcome: 'invalid', isRetryable: true, message })
const seconds = (ms: number) => (ms === 1000 ? '1 second' : `${ms / 1000} seconds`)
