import type { Attempt, AttemptOutcome } from '../Attempt.js'

/** The provider turned the request away before any work. */
const TURNED_AWAY: ReadonlySet<AttemptOutcome> = new Set(['rate-limited', 'rejected', 'unauthorized', 'out-of-credit'])

/** What an attempt took of the provider's tokens; `undefined` when nobody knows, as after a timeout. */
export const spentTokens = ({ outcome, usage }: Attempt): number | undefined => {
  if (usage) return usage.promptTokens + usage.completionTokens
  return TURNED_AWAY.has(outcome) ? 0 : undefined
}
