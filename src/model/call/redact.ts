import type { Attempt } from '../Attempt.js'
import type { Message } from '../Model.js'

interface Redact {
  text: string
  /** Left out wherever they stand, whatever they look like. */
  secrets: readonly string[]
}

const REDACTED = '[redacted]'

const longWord = /[\w-]{32,}/g
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g

/** A text without keys and e-mail addresses, as far as they can be told from other text. */
export const redact = ({ text, secrets }: Redact): string =>
  redactKeys({ text, secrets })
    .replace(longWord, (word) => (/\d/.test(word) && /[a-z]/i.test(word) ? REDACTED : word))
    .replace(email, REDACTED)

const bearer = /\bBearer\s+[\w.~+/=-]+/gi
const knownKey = /\b(?:sk|pk|rk|gsk|csk|xai|hf)[-_][\w-]{8,}|\bAIza[\w-]{12,}/gi

/** A text without our keys, and without what can only be one. Names and ids stay as they are, however long. */
export const redactKeys = ({ text, secrets }: Redact): string =>
  secrets
    .filter((secret) => secret.length > 0)
    .reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text)
    .replace(bearer, `Bearer ${REDACTED}`)
    .replace(knownKey, REDACTED)

/** Longest text that is kept of each. */
const MAX_CHARACTERS = 64 * 1024

interface Bodies {
  messages: readonly Message[]
  /** `undefined` when there was none. */
  answer: string | undefined
  secrets: readonly string[]
}

/** What was sent and received as it may be logged: redacted, and cut at 64 kB each. */
export const bodiesOf = ({ messages, answer, secrets }: Bodies): NonNullable<Attempt['bodies']> => {
  // Redacted before it is cut to its length, because half a key is not recognised; but no megabytes are looked through.
  const kept = (text: string) => redact({ text: text.slice(0, 2 * MAX_CHARACTERS), secrets }).slice(0, MAX_CHARACTERS)
  return { request: kept(JSON.stringify(messages)), answer: answer === undefined ? undefined : kept(answer) }
}
