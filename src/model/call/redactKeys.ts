interface Redact {
  text: string
  /** Left out wherever they stand, whatever they look like. */
  secrets: readonly string[]
}

const REDACTED = '[redacted]'

const bearer = /\bBearer\s+[\w.~+/=-]+/gi
const knownKey = /\b(?:sk|pk|rk|gsk|csk|xai|hf)[-_][\w-]{8,}|\bAIza[\w-]{12,}/gi

/** A text without our keys, and without what can only be one. Names and ids stay as they are, however long. */
export const redactKeys = ({ text, secrets }: Redact): string =>
  secrets
    .filter((secret) => secret.length > 0)
    .reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text)
    .replace(bearer, `Bearer ${REDACTED}`)
    .replace(knownKey, REDACTED)
