import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Facts, Id } from '../vocabulary.js'
import type { RunStore } from './store.js'

export interface RunEvent {
  run: Id
  step?: Id
  /** What happened, in a plain sentence, for people. */
  message: string
  /** The same for programs. JSON; `event` names it. */
  facts: Facts & { readonly event: string }
}

/**
 * Appends something notable that is no call to a model to the ledger, e.g. that a plan was found or replaced. On the pool
 * it stands by itself; in a transaction, with the rest of it. When the run is being deleted the row names none.
 */
export const recordEvent = async (
  { db, runs, steps, logs, newId }: RunStore,
  { run, step, message, facts }: RunEvent,
): Promise<void> => {
  await db.execute(sql`
    with run as (select id from ${runs} where id = ${run} for key share)
    insert into ${logs} (id, type, run_id, step_id, message, facts, created_at, updated_at)
    values (
      ${newId()}, 'event', (select id from run),
      (select id from ${steps} where id = ${step ?? null} and exists (select from run)),
      ${message}, ${JSON.stringify(facts)}::jsonb, now(), now()
    )
  `)
}
