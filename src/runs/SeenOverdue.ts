import type { Id } from './Step.js'

/** Runs that this process has seen overdue from sweep to sweep, and since when, by `performance.now()`. */
export type SeenOverdue = Map<Id, number>
