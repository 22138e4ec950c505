import type { BasePayload } from 'payload'
import { loggable } from '../../errors.js'
import type { Settings } from '../../options/Settings.js'
import { findDueTasks, planTasks } from '../../runs/sql/maintenance.js'
import { poolStore } from '../../runs/sql/store.js'
import { runTask } from './runTask.js'
import type { MaintenanceTask } from './task.js'
import { msToNext, tickAt } from './times.js'

interface CreateMaintainer {
  payload: BasePayload
  settings: Settings
  tasks: readonly MaintenanceTask[]
  /** The worker's. */
  key: string
  /** Aborted when no more may be begun, and what is under way is to end early. */
  signal: AbortSignal
}

/** The part of a worker that does maintenance while it leads. */
interface Maintainer {
  /** To be told again and again whether the worker leads; looks then what is due. Never throws. */
  lead(isLeading: boolean): Promise<void>
  /** Resolves when nothing is being done any more. */
  ended(): Promise<unknown>
}

/**
 * Does what is due, each task beside the others, so that one that takes long holds up none. Looks when a time of some task has come, and
 * whenever the worker is told that it leads: after an outage, or when the leader before died at the very moment, that is
 * how tasks are found whose time has passed. What is due, and who may do it, the database decides.
 */
export const createMaintainer = (options: CreateMaintainer): Maintainer => {
  const { payload, settings, tasks, key, signal } = options
  const store = poolStore(payload, settings)
  const running = new Set<Promise<unknown>>()
  let stopTicking: (() => void) | undefined

  const lookAtTasks = async (): Promise<void> => {
    if (signal.aborted) return
    try {
      const due = await findDueTasks(store)
      for (const task of tasks.filter(({ name, cron }) => cron !== false && due.includes(name))) {
        const run = runTask({ payload, settings, task, mustBeDue: true, leader: key, signal })
          .catch((err: unknown) => warn(err, 'a task of maintenance could not be begun or ended'))
          .finally(() => running.delete(run))
        running.add(run)
      }
    } catch (err) {
      warn(err, 'what maintenance is due could not be read')
    }
  }
  const warn = (err: unknown, msg: string): void => payload.logger.warn({ err: loggable(err), msg })
  const begin = async (): Promise<void> => {
    await planTasks(
      store,
      tasks.map(({ name, cron }) => ({ name, nextMs: msToNext(cron) })),
    )
    payload.logger.debug({ msg: 'this worker leads', worker: key })
    stopTicking ??= tickAt({ crons: tasks.map(({ cron }) => cron), onTick: () => void lookAtTasks() })
  }
  const end = (): void => {
    stopTicking?.()
    stopTicking = undefined
  }
  signal.addEventListener('abort', end, { once: true })
  return {
    lead: async (isLeading) => {
      if (!isLeading || signal.aborted) return end()
      try {
        if (!stopTicking) await begin()
      } catch (err) {
        return warn(err, 'maintenance could not be planned')
      }
      await lookAtTasks()
    },
    ended: () => Promise.all(running),
  }
}
