import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { inTransaction } from '../database/transactions.js'
import { loggable } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { type RunStore, storeIn } from './sql/store.js'
import type { HeldStep } from './step/StepContext.js'
import type { Id } from './vocabulary.js'

/**
 * Says in the ledger and in the log that somebody should look at a provider or a run; once an hour, however many notice it.
 * An alert that cannot be kept holds up nobody.
 */
export const raiseAlert = async (payload: BasePayload, settings: Settings, alert: Alert): Promise<void> => {
  const { message: msg, ...facts } = alert
  try {
    const isNews = await inTransaction(payload, async (req) => insertAlert(await storeIn(req, settings), alert))
    if (isNews) payload.logger.error({ ...facts, msg })
  } catch (err) {
    payload.logger.error({ ...facts, err: loggable(err), msg: `an alert could not be kept: ${msg}` })
  }
}

/** Says that somebody should look at a step. `what` happened, in plain words, comes after its name. */
export const alertOfStep = ({ payload, settings, step }: HeldStep, what: string): Promise<void> =>
  raiseAlert(payload, settings, { run: step.run, message: `Step ${step.index} of run ${step.run} ${what}` })

interface Alert {
  /** Whose fault it is, if it is a provider's. */
  provider?: string
  model?: string
  /** Whom it befell, if it is about one run. */
  run?: Id
  /** What happened and what to do, in plain words. */
  message: string
}

/**
 * Appends a row that somebody should look at, unless the same was said of the provider or run within the last hour. Alerts come
 * one after the other until the transaction ends, so that of many workers that notice it at once one says it.
 *
 * @returns whether it was news
 */
const insertAlert = async (
  { db, logs, newId }: RunStore,
  { provider, model, run, message }: Alert,
): Promise<boolean> => {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('coursewright:alerts', 0))`)
  const { rows } = await db.execute(sql`
    select 1 from ${logs} where type = 'alert' and message = ${message}
      and provider is not distinct from ${provider ?? null} and run_id is not distinct from ${run ?? null}
      and created_at > now() - interval '1 hour' limit 1
  `)
  if (rows.length > 0) return false
  await db.execute(sql`
    insert into ${logs} (id, type, run_id, provider, model, message, created_at, updated_at)
    values (${newId()}, 'alert', ${run ?? null}, ${provider ?? null}, ${model ?? null}, ${message}, now(), now())
  `)
  return true
}
