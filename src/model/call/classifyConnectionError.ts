import { APIConnectionError } from 'openai'
import type { Provider } from '../Provider.js'
import type { CallFailure } from './CallFailure.js'

/** What goes wrong before a provider's server is reached; later ones cut a connection that stood. */
const unreachable =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT|EPROTO|ERR_TLS|.*CERT|.*SSL)/

/** Limits of Node's `fetch`, which nothing but another library can lift. */
const slowerThanFetch = /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/

/** Errors of the network, and requests that could not be made at all. */
export const classifyConnectionError = (error: unknown, { name, baseURL }: Provider): CallFailure => {
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
