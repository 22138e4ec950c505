import { APIConnectionError, APIError } from 'openai'
import type { AttemptOutcome } from '../Attempt.js'
import type { Again } from '../failures.js'
import type { AnswerProblem, Verdict } from '../Model.js'
import type { Provider } from '../Provider.js'
import type { Ending } from './deadline.js'
import { retryAfterMs } from './headers.js'
import type { OptionalParameter } from './request.js'
import { NoCompletion, UnreadableBody } from './transport.js'

interface FailedCall {
  provider: Provider
  model: string
  /** Why we ended it, if we did. */
  ending: Ending | undefined
  timeoutMs: number
  stallMs: number
  nowMs: number
  /** What was sent that the provider may refuse without refusing the request. */
  optional: readonly OptionalParameter[]
  /** Whether it was sent to the slower, cheaper tier. */
  isFlex: boolean
}

/** Decides once what an error of a call means; nobody else looks at status codes. */
export const classifyCallError = (error: unknown, call: FailedCall): CallFailure => {
  const { name } = call.provider
  switch (call.ending) {
    case 'aborted':
      return { outcome: 'aborted', isRetryable: true, message: 'The call was stopped.' }
    case 'timeout':
      return { ...timeout(`${name} did not answer within ${seconds(call.timeoutMs)}.`), ...atNormalTier(call) }
    case 'stalled':
      return { ...timeout(`${name} fell silent for ${seconds(call.stallMs)}.`), ...atNormalTier(call) }
  }
  if (error instanceof UnreadableBody) return invalid(`${name} sent ${error.message}.`)
  // A page of a gateway, or half a body: whatever wrote it, no model did.
  if (error instanceof SyntaxError) return unavailable(`${name} sent something that is not JSON.`)
  if (error instanceof NoCompletion) return unavailable(`${name} sent JSON without an answer in it.`)
  if (error instanceof APIError && !(error instanceof APIConnectionError)) return classifyStatus(error, call)
  return classifyConnectionError(error, call.provider)
}

const atNormalTier = ({ isFlex }: FailedCall): Pick<CallFailure, 'again'> => (isFlex ? { again: 'normal-tier' } : {})

const timeout = (message: string): CallFailure => ({ outcome: 'timeout', isRetryable: true, message })
const unavailable = (message: string): CallFailure => ({ outcome: 'unavailable', isRetryable: true, message })
const invalid = (message: string): CallFailure => ({ outcome: 'invalid', isRetryable: true, message })
const seconds = (ms: number) => (ms === 1000 ? '1 second' : `${ms / 1000} seconds`)

/** Why a call gave no valid answer. */
export interface CallFailure {
  readonly outcome: Exclude<AttemptOutcome, 'ok'>
  /** Whether asking again, unchanged, may succeed. */
  readonly isRetryable: boolean
  /** In plain words; never a prompt, an answer, a key, or what the provider said, which may hold any of them. */
  readonly message: string
  readonly retryAfterMs?: number
  readonly again?: Again
  /** What its model does not take, and is left out when the request is sent again. */
  readonly refused?: OptionalParameter
  /** What became of an answer that could be read all the same. */
  readonly judged?: Verdict
  /** Why it could not be read. */
  readonly problems?: readonly AnswerProblem[]
}

/** What goes wrong before a provider's server is reached; later ones cut a connection that stood. */
const unreachable =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT|EPROTO|ERR_TLS|.*CERT|.*SSL)/

/** Limits of Node's `fetch`, which nothing but another library can lift. */
const slowerThanFetch = /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/

/** Errors of the network, and requests that could not be made at all. */
const classifyConnectionError = (error: unknown, { name, baseURL }: Provider): CallFailure => {
  const code = codeOf(error)
  if (error instanceof TypeError && error.cause === undefined) {
    // The message of the error holds the header or the address that cannot be sent.
    const message = `${name} could not be asked: its baseURL or its apiKey holds characters that cannot be sent.`
    return { outcome: 'rejected', isRetryable: false, message }
  }
  if (code && slowerThanFetch.test(code)) {
    const message = `${name} sent nothing for 5 minutes, and Node waits no longer: have it stream, or ask for less at once.`
    return { outcome: 'timeout', isRetryable: true, message }
  }
  // Without a code it is the client's own error for a connection that took too long.
  const isUnreachable = code ? unreachable.test(code) : error instanceof APIConnectionError
  const message = isUnreachable
    ? `${name} could not be reached at ${new URL(baseURL).host} (${code ?? 'no connection'}): check its baseURL.`
    : `The connection to ${name} broke off${code ? ` (${code})` : ''}.`
  return { outcome: 'unavailable', isRetryable: true, message }
}

/** The system's name for the error, wherever the layers above have put it. */
const codeOf = (error: unknown): string | undefined => {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
  }
  return undefined
}

interface StatusOfCall {
  provider: Provider
  model: string
  nowMs: number
  optional: readonly OptionalParameter[]
  isFlex: boolean
}

/** By code, or in words that are not also used for a limit per minute, as "check your billing details" is. */
const outOfCredit =
  /insufficient_(quota|credits?|funds|balance)|billing_(not_active|hard_limit)|credit balance|out of credits|insufficient balance/i
const badKey = /api_key_invalid|invalid_api_key|api key not valid/i
const unknownModel = /model_not_found|model\b.*\b(not found|does not exist|not exist)|unknown model|no such model/i
const structuredOutput = /response_format|json_schema|json_object|tool_choice|\btools?\b/i

/** What an error answer of the provider means. What it says is looked through, never quoted: it may hold keys. */
const classifyStatus = (error: APIError, { provider, model, nowMs, optional, isFlex }: StatusOfCall): CallFailure => {
  const { name } = provider
  const body = wordsOf(error)
  const status = error.status ?? statusIn(error)
  const waitMs = error.headers && retryAfterMs(error.headers, nowMs)
  const rejected = (message: string): CallFailure => ({ outcome: 'rejected', isRetryable: false, message })

  if (status === 402 || outOfCredit.test(body)) {
    const message = `${name} has no credit left${of(status)}: top up the account.`
    return { outcome: 'out-of-credit', isRetryable: false, message }
  }
  if (status === 401 || status === 403 || badKey.test(body)) {
    const refusal = provider.apiKey ? 'refused our key' : 'wants a key and was given none'
    return {
      outcome: 'unauthorized',
      isRetryable: false,
      message: `${name} ${refusal}${of(status)}: check its apiKey.`,
    }
  }
  if (isFlex && (status === 429 || status === 498)) {
    const message = `${name} had no room at its flex tier${of(status)}: asked again at the normal one.`
    return { outcome: 'rate-limited', isRetryable: true, message, again: 'normal-tier' }
  }
  if (status === 429) {
    return {
      outcome: 'rate-limited',
      isRetryable: true,
      message: `${name} asked us to slow down (429).`,
      ...wait(waitMs),
    }
  }
  const failed = (): CallFailure => ({
    outcome: 'unavailable',
    isRetryable: true,
    message: `${name} failed${of(status)}.`,
    ...wait(waitMs),
  })
  if (status !== undefined && (status >= 500 || status === 408 || status === 409)) return failed()
  const refused = status === 400 || status === 422 ? optional.find((name) => isRefused(error, name)) : undefined
  if (refused) {
    const message = `${name} does not take ${refused} for ${model}${of(status)}: left out from now on, and asked again.`
    return { outcome: 'rejected', isRetryable: true, message, again: 'adapted', refused }
  }
  if (unknownModel.test(body)) {
    return rejected(`${name} does not know the model "${model}"${of(status)}: check the model's name.`)
  }
  if (status === undefined) return failed()
  if (status === 404) return rejected(`${name} has nothing at this address (404): check its baseURL.`)
  if (structuredOutput.test(body)) {
    return rejected(`${name} cannot be made to write JSON in this way${of(status)}: set its capabilities.`)
  }
  return rejected(`${name} rejected the request${of(status)}.`)
}

/** Whether the error is about this parameter: by the name or the path the provider gives, else by its words. */
const named = ({ param, message }: APIError, name: OptionalParameter): boolean =>
  typeof param === 'string' && param !== ''
    ? param.split('.').some((part) => part.startsWith(name))
    : message.slice(0, MAX_WORDS).includes(name)

/** What is said of a parameter, not of its value. */
const notTaken =
  /un(supported|known|recogni[sz]ed|expected)|not (support|permitted|allowed|recogni[sz]ed)|use 'max_tokens'/i

/** A length limit may also be too large or too small for a model that does take it. */
const isRefused = (error: APIError, name: OptionalParameter): boolean =>
  named(error, name) && (name !== 'max_completion_tokens' || notTaken.test(wordsOf(error)))

/** Errors in the middle of a stream, or under a 200, have no status; some have it as their code. */
const statusIn = ({ code }: APIError): number | undefined => {
  const status = Number(code)
  return status >= 400 && status < 600 ? status : undefined
}

const of = (status: number | undefined) => (status === undefined ? '' : ` (${status})`)
const wait = (retryAfterMs: number | undefined) => (retryAfterMs === undefined ? {} : { retryAfterMs })

/** The longest part of a provider's message that is looked through: no pattern can take long over it. */
const MAX_WORDS = 2000

const wordsOf = ({ code, type, param, message }: APIError): string =>
  [code, type, param, message].join(' ').slice(0, MAX_WORDS)
