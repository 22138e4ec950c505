import type { AttemptOutcome } from '../../src/model/Attempt.js'
import type { ServerFault } from './ServerFault.js'

/** The class that a call belongs to after what the server did to it; `nearJson` can be mended without asking again. */
export const outcomeOf = (fault: ServerFault | undefined): AttemptOutcome => {
  if (fault === undefined || fault === 'nearJson') return 'ok'
  if (fault === 'hang') return 'timeout'
  if (fault === 'drop' || fault === 'brokenBody') return 'unavailable'
  if (fault === 'prose') return 'invalid'
  return fault.status === 429 ? 'rate-limited' : 'unavailable'
}
