import type { Attempt } from '../Attempt.js'
import type { AnswerProblem } from '../ModelCallFailed.js'

/** Most places a message names. */
const maxPlaces = 5

/** The attempt as the ledger shall see it: an answer that is JSON, but not what was asked for, is no good answer. */
export const judgedAttempt = (attempt: Attempt, problems: readonly AnswerProblem[]): Attempt =>
  attempt.outcome === 'ok' && problems.length > 0
    ? { ...attempt, outcome: 'invalid', message: messageOf(problems) }
    : attempt

/** Says where, but not what: a problem may quote the answer, and that has no place in a log. */
const messageOf = (problems: readonly AnswerProblem[]): string => {
  const places = [...new Set(problems.map(({ key, path }) => key ?? path))].filter(Boolean)
  const named = places.slice(0, maxPlaces).join(', ')
  const more = places.length > maxPlaces ? ` and ${places.length - maxPlaces} more` : ''
  return `The answer was not what was asked for${named && `: see ${named}${more}`}.`
}
