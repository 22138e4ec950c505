import type { Words } from '../../words/words.js'
import type { RunStatus } from '../runWords.js'

/** What is looked at of a run that has not ended. */
export interface OpenRun {
  status: RunStatus
  pausedFor?: 'approval' | 'budget' | 'user' | null
}

const groups = ['running', 'waiting', 'approval', 'budget'] as const

/** What somebody counts of his own runs: what is written, what waits for its turn, and what waits for a person. */
const groupOf = ({ status, pausedFor }: OpenRun): (typeof groups)[number] | undefined => {
  switch (status) {
    case 'queued':
      return 'waiting'
    case 'planning':
    case 'running':
      return 'running'
    case 'paused':
      // Who paused it himself knows.
      return pausedFor === 'approval' || pausedFor === 'budget' ? pausedFor : undefined
    default:
      return undefined
  }
}

/** The open runs in few words, such as `2 running`, `1 waits`; nothing where none is open. */
export const openRunPhrases = (words: Words, runs: readonly OpenRun[]): string[] =>
  groups.flatMap((group) => {
    const count = runs.filter((run) => groupOf(run) === group).length
    return count === 0 ? [] : [words(`header:${group}`, { count })]
  })

/** Whether one needs somebody: a plan to approve, a budget to raise. */
export const needsPerson = (runs: readonly OpenRun[]): boolean =>
  runs.some((run) => groupOf(run) === 'approval' || groupOf(run) === 'budget')

/** Whether one goes on by itself, so that what is said of it changes soon. */
export const isMoving = (runs: readonly OpenRun[]): boolean =>
  runs.some((run) => groupOf(run) === 'running' || groupOf(run) === 'waiting')
