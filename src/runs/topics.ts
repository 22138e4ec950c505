import type { PayloadRequest } from 'payload'
import { settingsOf } from '../options/Settings.js'
import { poolStore, storeIn } from './sql/store.js'
import { expediteSteps } from './sql/wakeUps.js'

/** Thrown by `open`: another step must come to an end first. The step goes back to the queue and loses no try. */
export class StepWaits extends Error {
  override readonly name = 'StepWaits'

  /**
   * @param topic What it waits for; whoever brings it calls `expediteTopic` with the same.
   * @param delayMs Longest wait before the step looks again by itself.
   */
  constructor(
    readonly topic: string,
    message: string,
    readonly delayMs = 10_000,
  ) {
    super(message)
  }
}

/**
 * Has the steps that wait for a topic tried again soon: what they wait for has come. In the request's transaction, where
 * it has one, so that they find it committed. See `StepWaits`.
 */
export const expediteTopic = async (req: PayloadRequest, topic: string): Promise<void> => {
  const settings = settingsOf(req.payload)
  const store = req.transactionID ? await storeIn(req, settings) : poolStore(req.payload, settings)
  await expediteSteps(store, topic)
}
