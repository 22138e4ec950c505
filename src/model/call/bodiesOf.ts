import type { Attempt } from '../Attempt.js'
import type { Message } from '../Model.js'
import { redact } from './redact.js'

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
