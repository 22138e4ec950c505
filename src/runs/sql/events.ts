import { sql } from '@payloadcms/db-postgres/drizzle'
import { idOf } from '../../database/stored.js'
import { shorten } from '../../text.js'
import type { Facts, Id } from '../vocabulary.js'
import { longestSubject } from './ledger/attempts.js'
import type { RunStore } from './store.js'

/** Something notable of a run that is no call to a model. */
export interface RunEvent {
  run: Id
  step?: Id
  /** What happened, in a plain sentence, for people. */
  message: string
  /** The same for programs. JSON; `event` names it. */
  facts: Facts & { readonly event: string }
  /** `warn` where something went otherwise than it should. Default `info`. */
  level?: 'info' | 'warn'
  /** Kind and section it is about: `lessons/language/plan`. */
  feature?: string
  /** What it is about, as far as known. */
  subject?: string
}

/**
 * Appends something notable that is no call to a model to the ledger, e.g. that a plan was found or replaced. On the pool
 * it stands by itself; in a transaction, with the rest of it. When the run is being deleted the row names none.
 *
 * @returns whose run it is, and in which role it was requested
 */
export const insertEvent = async (
  { db, runs, steps, logs, newId }: RunStore,
  { run, step, message, facts, level = 'info', feature, subject }: RunEvent,
): Promise<{ user: Id | undefined; role: string | undefined }> => {
  const { rows } = await db.execute(sql`
    with run as (select id, requester_id, role from ${runs} where id = ${run} for key share)
    insert into ${logs} (
      id, type, level, error_class, run_id, step_id, user_id, role, feature, subject, message, facts, created_at, updated_at
    )
    values (
      ${newId()}, 'event', ${level}, ${level === 'info' ? null : facts.event}, (select id from run),
      (select id from ${steps} where id = ${step ?? null} and exists (select from run)),
      (select requester_id from run), (select role::text from run), ${feature ?? null},
      ${subject == null ? null : shorten(subject, longestSubject)},
      ${message}, ${JSON.stringify(facts)}::jsonb, now(), now()
    )
    returning user_id, role
  `)
  const [row] = rows
  return {
    user: row?.user_id == null ? undefined : idOf(row.user_id),
    role: row?.role == null ? undefined : String(row.role),
  }
}
