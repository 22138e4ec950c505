import type { Id } from './Step.js'

/** What notifications are about; `runTables` writes the same words in SQL. */
export const topicOf = {
  /** Facts: the run's version and status, `deleted` when it is gone. */
  run: (id: Id): string => `run:${id}`,
  /** No facts: there is work in this queue, now or later. */
  wakeUps: (queue: string): string => `wakeUps:${queue}`,
}
