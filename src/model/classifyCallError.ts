import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  AuthenticationError,
  PermissionDeniedError,
} from 'openai'
import type { AttemptOutcome } from './Attempt.js'
import { retryAfterMs } from './retryAfterMs.js'

export interface ClassifiedError {
  outcome: AttemptOutcome
  isRetryable: boolean
  message: string
  requestId?: string
  retryAfterMs?: number
}

interface CallOf {
  provider: string
  timeoutMs: number
  /** We stopped the call. */
  isStopped: boolean
  /** The call took longer than it may, body included. */
  isTimedOut: boolean
}

/** Decides once what an error of the client means; nobody else looks at status codes. */
export const classifyCallError = (
  error: unknown,
  { provider, timeoutMs, isStopped, isTimedOut }: CallOf,
): ClassifiedError => {
  if (isStopped) return failure('aborted', true, 'The call was stopped.')
  if (isTimedOut || error instanceof APIConnectionTimeoutError) {
    return failure('timeout', true, `${provider} did not answer within ${Math.round(timeoutMs / 1000)} seconds.`)
  }
  if (error instanceof APIConnectionError) return failure('unavailable', true, `${provider} could not be reached.`)
  if (error instanceof SyntaxError) return failure('invalid', true, `${provider} sent something that is not JSON.`)
  if (!(error instanceof APIError)) return failure('unavailable', true, `The call to ${provider} broke off.`)
  const requestId = error.requestID ?? undefined
  if (error instanceof AuthenticationError || error instanceof PermissionDeniedError) {
    return {
      ...failure('rejected', false, `${provider} refused our key (${error.status}): check model.apiKey.`),
      requestId,
    }
  }
  if (error.status === 429) {
    const waitMs = retryAfterMs(error.headers)
    return {
      ...failure('rate-limited', true, `${provider} asked us to slow down (429).`),
      requestId,
      ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
    }
  }
  if (error.status === undefined || error.status >= 500 || error.status === 408 || error.status === 409) {
    return { ...failure('unavailable', true, `${provider} failed (${error.status ?? 'no status'}).`), requestId }
  }
  return { ...failure('rejected', false, `${provider} rejected the request (${error.status}).`), requestId }
}

const failure = (outcome: AttemptOutcome, isRetryable: boolean, message: string): ClassifiedError => ({
  outcome,
  isRetryable,
  message,
})
