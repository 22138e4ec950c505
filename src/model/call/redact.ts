interface Redact {
  text: string
  /** Left out wherever they stand, whatever they look like. */
  secrets: readonly string[]
}

const REDACTED = '[redacted]'

const bearer = /\bBearer\s+[\w.~+/=-]+/gi
const knownKey = /\b(?:sk|pk|rk|gsk|csk|xai|hf)[-_][\w-]{8,}|\bAIza[\w-]{12,}/gi
const longWord = /[\w-]{32,}/g
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g

/** A text without keys and e-mail addresses, as far as they can be told from other text. */
export const redact = ({ text, secrets }: Redact): string =>
  secrets
    .filter((secret) => secret.length > 0)
    .reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text)
    .replace(bearer, `Bearer ${REDACTED}`)
    .replace(knownKey, REDACTED)
    .replace(longWord, (word) => (/\d/.test(word) && /[a-z]/i.test(word) ? REDACTED : word))
    .replace(email, REDACTED)
