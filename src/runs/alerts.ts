import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { table } from '../database/adapter.js'
import { lockNamed, locks } from '../database/locks.js'
import { inTransaction } from '../database/transactions.js'
import { loggable } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { poolStore, type RunStore, storeIn } from './sql/store.js'
import type { HeldStep } from './step/StepContext.js'
import type { Id, LogLevel } from './vocabulary.js'

/** Something that an operator should look at. */
export interface Alert {
  /**
   * What it is about, in words of ours, the same each time: `breaker:OpenAI:gpt-6-luna`. It is told once an hour, and what
   * comes after that in the hour is counted.
   */
  cause: string
  level: LogLevel
  /** What happened and what to do, in plain words. */
  message: string
  /** Whose fault it is, if it is a provider's. */
  provider?: string
  model?: string
  /** Whom it befell, if it is about one run: its requester and role are kept with it. */
  run?: Id
  /** Of the user it is about, if it is about one without a run. */
  user?: Id
  role?: string
  /** What went wrong, as code names it. */
  errorClass?: string
  /** For what is looked at again all the time and stays so for longer: hours until it is told again. Default 1. */
  quietHours?: number
}

/**
 * Says in the ledger and in the log that an operator should look at something; once per cause and hour, however many
 * processes notice it, and counts there how often it was noticed. Who is to be told of it is told by `deliverAlerts`, never
 * here. An alert that cannot be kept holds up nobody.
 */
export const raiseAlert = async (payload: BasePayload, settings: Settings, alert: Alert): Promise<void> => {
  const { message: msg, level, ...facts } = alert
  const { email, webhook } = settings.alerts
  try {
    // Most are not news, and these need no lock.
    if (await countAlert(poolStore(payload, settings), alert)) return
    const insert = {
      alert,
      users: table(payload, settings.usersSlug),
      isDelivered: webhook !== undefined || (email !== undefined && email.length > 0),
    }
    const isNews = await inTransaction(payload, async (req) => insertAlert(await storeIn(req, settings), insert))
    if (isNews) payload.logger[level]({ ...facts, msg })
  } catch (err) {
    payload.logger.error({ ...facts, err: loggable(err), msg: `an alert could not be kept: ${msg}` })
  }
}

/** Says that an operator should look at a step. `what` happened, in plain words, comes after its name. */
export const alertOfStep = ({ payload, settings, step }: HeldStep, what: string, error?: unknown): Promise<void> =>
  raiseAlert(payload, settings, {
    // By run: what is wrong with a step is wrong with most of its run.
    cause: `steps:${step.run}`,
    level: 'error',
    run: step.run,
    errorClass: error instanceof Error ? error.name : undefined,
    message: `Step ${step.index} of run ${step.run} ${what}`,
  })

/** @returns whether it was told lately, and is counted there */
const countAlert = async ({ db, logs }: RunStore, { cause, quietHours = 1 }: Alert): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    update ${logs} set count = coalesce(count, 1) + 1, updated_at = now() where id = (
      select id from ${logs} where type = 'alert' and cause = ${cause}
        and created_at > now() - ${quietHours} * interval '1 hour'
      order by created_at desc limit 1
    ) returning id
  `)
  return rows.length > 0
}

interface InsertAlert {
  alert: Alert
  /** The table of those who request runs. */
  users: SQL
  /** Whether it is to be sent to a webhook or by e-mail. */
  isDelivered: boolean
}

/**
 * Appends an alert, or counts it where it was told lately. Those of one cause come one after the other until the transaction
 * ends, so that of many workers that notice it at once one tells it.
 *
 * @returns whether it was news
 */
const insertAlert = async (store: RunStore, { alert, users, isDelivered }: InsertAlert): Promise<boolean> => {
  const { db, logs, runs, newId } = store
  const { cause, level, message, provider, model, run, user, role, errorClass } = alert
  await lockNamed(db, locks.alert(cause))
  if (await countAlert(store, alert)) return false
  // Run and user may be gone by now: the alert then names none.
  const ofRun = (column: SQL) =>
    run === undefined ? sql`null` : sql`(select ${column} from ${runs} where id = ${run})`
  const who = user === undefined ? ofRun(sql`requester_id`) : sql`(select id from ${users} where id = ${user})`
  await db.execute(sql`
    insert into ${logs} (id, type, cause, count, level, message, run_id, user_id, role, provider, model, error_class,
      deliver_after, created_at, updated_at)
    values (${newId()}, 'alert', ${cause}, 1, ${level}, ${message}, ${ofRun(sql`id`)}, ${who},
      ${role === undefined ? ofRun(sql`role`) : role}, ${provider ?? null}, ${model ?? null}, ${errorClass ?? null},
      ${isDelivered ? sql`now()` : sql`null`}, now(), now())
  `)
  return true
}
