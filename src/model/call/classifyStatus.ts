import type { APIError } from 'openai'
import type { Provider } from '../Provider.js'
import type { CallFailure } from './CallFailure.js'
import { retryAfterMs } from './retryAfterMs.js'

interface Call {
  provider: Provider
  model: string
  nowMs: number
}

/** By code, or in words that are not also used for a limit per minute, as "check your billing details" is. */
const outOfCredit =
  /insufficient_(quota|credits?|funds|balance)|billing_(not_active|hard_limit)|credit balance|out of credits|insufficient balance/i
const badKey = /api_key_invalid|invalid_api_key|api key not valid/i
const unknownModel = /model_not_found|model\b.*\b(not found|does not exist|not exist)|unknown model|no such model/i
const structuredOutput = /response_format|json_schema|json_object|tool_choice|\btools?\b/i

/** What an error answer of the provider means. What it says is looked through, never quoted: it may hold keys. */
export const classifyStatus = (error: APIError, { provider, model, nowMs }: Call): CallFailure => {
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
  if (status === 429) {
    return {
      outcome: 'rate-limited',
      isRetryable: true,
      message: `${name} asked us to slow down (429).`,
      ...wait(waitMs),
    }
  }
  const unavailable = (): CallFailure => ({
    outcome: 'unavailable',
    isRetryable: true,
    message: `${name} failed${of(status)}.`,
    ...wait(waitMs),
  })
  if (status !== undefined && (status >= 500 || status === 408 || status === 409)) return unavailable()
  if (unknownModel.test(body)) {
    return rejected(`${name} does not know the model "${model}"${of(status)}: check the model's name.`)
  }
  if (status === undefined) return unavailable()
  if (status === 404) return rejected(`${name} has nothing at this address (404): check its baseURL.`)
  if (structuredOutput.test(body)) {
    return rejected(`${name} cannot be asked for JSON in this way${of(status)}: set its capabilities.`)
  }
  return rejected(`${name} rejected the request${of(status)}.`)
}

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
