import { type BasePayload, createLocalReq } from 'payload'
import type { Id } from '../runs/Step.js'
import { withLink } from './WorkerLink.js'

interface RunWakeUp {
  payload: BasePayload
  /** A wake-up that is ours. */
  id: Id
  /** Aborted when the step must be handed back. */
  signal: AbortSignal
}

interface RunningWakeUp {
  /** Resolves when the model call is over: only saving is left. */
  free: Promise<void>
  /**
   * Resolves when everything is.
   *
   * @throws what Payload's own bookkeeping throws; the step itself never does
   */
  ended: Promise<void>
}

/** Does the step of a wake-up, through Payload's task. */
export const runWakeUp = async ({ payload, id, signal }: RunWakeUp): Promise<RunningWakeUp> => {
  let onFree = (): void => undefined
  const free = new Promise<void>((resolve) => {
    onFree = resolve
  })
  const req = await createLocalReq({ context: withLink({ signal, onFree: () => onFree() }) }, payload)
  return { free, ended: payload.jobs.runByID({ id, req, silent: true }).then(() => undefined) }
}
