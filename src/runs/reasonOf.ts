import { loggable } from '../errors.js'
import { shorten, storable } from '../text.js'

/** Longer ones are cut: a reason is one line on a run. */
const maxLength = 300

/** Why something broke, fit for editors: never SQL with its parameters, which is what Drizzle puts into its messages. */
export const reasonOf = (error: unknown): string => {
  const shown = loggable(error)
  if (!(shown instanceof Error)) return 'unknown error'
  return shorten(storable(shown.message), maxLength) || shown.name
}
