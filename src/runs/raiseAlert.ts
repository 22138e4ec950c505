import type { BasePayload } from 'payload'
import { inTransaction, transactionOf } from '../database/transactions.js'
import { loggable } from '../errors.js'
import type { Slugs } from '../options/CoursewrightOptions.js'
import { type Alert, insertAlert } from './sql/insertAlert.js'
import { runTables } from './sql/runTables.js'

/**
 * Says in the ledger and in the log that somebody should look at a provider or a run; once an hour, however many notice it.
 * An alert that cannot be kept holds up nobody.
 */
export const raiseAlert = async (payload: BasePayload, slugs: Slugs, alert: Alert): Promise<void> => {
  const { message: msg, ...facts } = alert
  try {
    const isNews = await inTransaction(payload, async (req) =>
      insertAlert(await transactionOf(req), runTables(payload, slugs), alert),
    )
    if (isNews) payload.logger.error({ ...facts, msg })
  } catch (err) {
    payload.logger.error({ ...facts, err: loggable(err), msg: `an alert could not be kept: ${msg}` })
  }
}
