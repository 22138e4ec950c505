import type { BasePayload } from 'payload'
import { loggable } from '../../errors.js'
import type { Settings } from '../../options/Settings.js'
import { beginTask, endTask, releaseTask, renewTask } from '../../runs/sql/maintenance.js'
import { poolStore } from '../../runs/sql/store.js'
import type { Facts } from '../../runs/vocabulary.js'
import { type MaintenanceTask, TaskLost } from './task.js'
import { msToNext } from './times.js'

/** A task whose process died may be done by another one after so long. */
const leaseMs = 30_000

interface RunTask {
  payload: BasePayload
  settings: Settings
  task: MaintenanceTask
  /** Only when its time has come; by hand it need not. */
  mustBeDue: boolean
  /** Only while this worker leads. */
  leader?: string | undefined
  /** Aborted when it is to end early. */
  signal: AbortSignal
}

export type TaskEnd =
  /** Another process does it, it is not due, or we do not lead. */
  | { readonly how: 'skipped' }
  /** `facts` are missing when there was nothing to do. */
  | { readonly how: 'done'; readonly facts: Facts | undefined; readonly ms: number }
  | { readonly how: 'failed'; readonly error: Error }
  /** Another process may do it by now, or this one stops: what was done stays, the rest is due. */
  | { readonly how: 'left' }

/** Does a task, unless another process does; what it did, or why it failed, is kept on its row and in the ledger. */
export const runTask = async (options: RunTask): Promise<TaskEnd> => {
  const { payload, settings, task, mustBeDue, leader, signal } = options
  const { name } = task
  const store = poolStore(payload, settings)
  const begun = await beginTask(store, { name, nextMs: msToNext(task.cron), leaseMs, mustBeDue, leader })
  if (!begun) return { how: 'skipped' }
  const { token, lastError } = begun
  const ended = new AbortController()
  const leave = () => ended.abort()
  if (signal.aborted) leave()
  signal.addEventListener('abort', leave)
  const check = async (): Promise<void> => {
    if (!ended.signal.aborted && !(await renewTask(store, { name, token, leaseMs }))) leave()
    if (ended.signal.aborted) throw new TaskLost(name)
  }
  // What takes long without a look of its own stays ours while the process lives; an outage tells nothing.
  const renewing = setInterval(() => void check().catch(() => undefined), leaseMs / 3).unref()
  const sinceMs = performance.now()
  const end = async (result: { facts?: Facts | undefined; error?: Error }): Promise<void> => {
    const { facts, error } = result
    // One that fails every minute in the same way says so once.
    const isLogged = error ? error.message !== lastError : facts !== undefined
    await endTask(store, { name, token, ms: performance.now() - sinceMs, facts, error, isLogged })
  }
  try {
    const facts = await task.run({ payload, settings, signal: ended.signal, check })
    await end({ facts })
    return { how: 'done', facts, ms: Math.round(performance.now() - sinceMs) }
  } catch (thrown) {
    if (thrown instanceof TaskLost) {
      await releaseTask(store, { name, token })
      return { how: 'left' }
    }
    const reason = loggable(thrown)
    const error = reason instanceof Error ? reason : new Error(String(reason))
    payload.logger.error({ err: error, msg: 'maintenance failed', task: name })
    await end({ error })
    return { how: 'failed', error }
  } finally {
    clearInterval(renewing)
    signal.removeEventListener('abort', leave)
  }
}
