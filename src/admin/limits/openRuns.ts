import type { OpenRuns } from '../../runs/vocabulary.js'
import type { Words } from '../../words/words.js'

const groups = ['running', 'waiting', 'approval', 'budget'] as const

/** The open runs in few words, such as `2 running`, `1 waits`; nothing where none is open. */
export const openRunPhrases = (words: Words, runs: OpenRuns): string[] =>
  groups.flatMap((group) => (runs[group] === 0 ? [] : [words(`header:${group}`, { count: runs[group] })]))

export const countOf = (runs: OpenRuns): number => groups.reduce((sum, group) => sum + runs[group], 0)

/** Whether one needs a person: a plan to approve, a budget to raise. */
export const needsPerson = ({ approval, budget }: OpenRuns): boolean => approval + budget > 0

/** Whether one goes on by itself, so that what is said of it changes soon. */
export const isMoving = ({ running, waiting }: OpenRuns): boolean => running + waiting > 0
