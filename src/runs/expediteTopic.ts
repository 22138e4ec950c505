import type { PayloadRequest } from 'payload'
import { settingsOf } from '../options/Settings.js'
import { poolStore, storeIn } from './sql/store.js'
import { expediteSteps } from './sql/wakeUps.js'

/**
 * Has the steps that wait for a topic tried again soon: what they wait for has come. In the request's transaction, where
 * it has one, so that they find it committed. See `StepWaits`.
 */
export const expediteTopic = async (req: PayloadRequest, topic: string): Promise<void> => {
  const settings = settingsOf(req.payload)
  const store = req.transactionID ? await storeIn(req, settings) : poolStore(req.payload, settings)
  await expediteSteps(store, topic)
}
