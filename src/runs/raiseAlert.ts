import type { BasePayload } from 'payload'
import { inTransaction } from '../database/inTransaction.js'
import { transactionOf } from '../database/transactionOf.js'
import { loggable } from '../errors/loggable.js'
import type { Slugs } from '../options/Slugs.js'
import { type Alert, insertAlert } from './sql/insertAlert.js'
import { runTables } from './sql/runTables.js'

/**
 * Says in the ledger and in the log that somebody should look at a provider; once an hour, however many calls notice it.
 * An alert that cannot be kept holds up nobody.
 */
export const raiseAlert = async (payload: BasePayload, slugs: Slugs, alert: Alert): Promise<void> => {
  const { provider, model, message: msg } = alert
  try {
    const isNews = await inTransaction(payload, async (req) =>
      insertAlert(await transactionOf(req), runTables(payload, slugs), alert),
    )
    if (isNews) payload.logger.error({ msg, provider, model })
  } catch (err) {
    payload.logger.error({ err: loggable(err), msg: `an alert could not be kept: ${msg}`, provider, model })
  }
}
