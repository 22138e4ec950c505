import type { BasePayload } from 'payload'
import type { MaintenanceTaskName } from '../../options/maintenanceOptions.js'
import type { Settings } from '../../options/Settings.js'
import type { Facts } from '../../runs/vocabulary.js'

/** Something that is done again and again, by one process at a time. */
export interface MaintenanceTask {
  readonly name: MaintenanceTaskName
  /** When, in UTC; `false` for never by itself. */
  readonly cron: string | false
  /** What it does, in one line. */
  readonly what: string
  /**
   * Does it, and tells what it did; nothing when there was nothing to do. Done twice it must do no harm: a process that was
   * suspended in the middle wakes up when another one has done it.
   */
  run(context: MaintenanceContext): Promise<Facts | undefined>
}

export interface MaintenanceContext {
  readonly payload: BasePayload
  readonly settings: Settings
  /** Aborted when it is to end early: the process stops, or has lost the task. */
  readonly signal: AbortSignal
  /**
   * To be called before whatever changes much, e.g. each batch.
   *
   * @throws TaskLost when another process may do the task by now
   */
  check(): Promise<void>
}

/** Another process may do the task now, or this one is to stop: what was done stays, the rest is left. */
export class TaskLost extends Error {
  override readonly name = 'TaskLost'

  constructor(readonly task: string) {
    super(`The task "${task}" was left to others before it was done.`)
  }
}
