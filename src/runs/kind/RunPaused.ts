import type { Facts, PauseReason } from '../vocabulary.js'

/** Thrown by `open`, or before a call to the model: the run is paused, and its step goes back to the queue, without a claim counted. */
export class RunPaused extends Error {
  override readonly name = 'RunPaused'

  /** When it goes on by itself. */
  readonly until: Date | undefined
  /** What it waits for, as data: `pausedBy` of the run. JSON. */
  readonly facts: Facts | undefined

  constructor(
    readonly reason: PauseReason,
    message: string,
    { until, facts }: { until?: Date; facts?: Facts } = {},
  ) {
    super(message)
    this.until = until
    this.facts = facts
  }
}
