import { quizFlags } from './flags.js'

/** The gates that an answer had to pass to become a draft at all; see `refusalsOf`. */
const hardGates = 7

/** Near-duplicates beside the flags of one question. */
const softGates = quizFlags.length + 1

/**
 * How many of its checks a draft passed, 0 to 1: passed checks by all checks, soft ones counting half. Hard ones have passed
 * where there is a draft.
 *
 * @param flags codes of the soft checks that failed, each once
 */
export const scoreOf = (flags: readonly string[]): number => {
  const all = hardGates + softGates / 2
  const failed = Math.min(new Set(flags).size, softGates) / 2
  return Math.round(((all - failed) / all) * 1000) / 1000
}
