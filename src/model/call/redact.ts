import { redactKeys } from './redactKeys.js'

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
