import { sql } from '@payloadcms/db-postgres/drizzle'
import { lockNamed, locks } from '../../database/locks.js'
import type { RunStore } from './store.js'

interface WorkerState {
  /** Its own, among all workers there ever were. */
  readonly key: string
  readonly host: string
  readonly pid: number
  readonly slots: number
  /** Slots that work on a step now. */
  readonly busy: number
  /** Milliseconds since it started. */
  readonly aliveMs: number
}

interface Leading {
  /** Whether this worker leads. */
  readonly isLeading: boolean
  /** Whether any does. */
  readonly hasLeader: boolean
}

/** Says that a worker lives, and what it does; forgets those that have not said so for an hour. One statement. */
export const showWorker = async (
  { db, workers, newId }: RunStore,
  { key, host, pid, slots, busy, aliveMs }: WorkerState,
): Promise<Leading> => {
  const { rows } = await db.execute(sql`
    with gone as (
      delete from ${workers} where id in (
        select id from ${workers} where seen_at < now() - interval '1 hour' and key <> ${key} for update skip locked
      )
    )
    insert into ${workers} as w (id, key, host, pid, slots, busy, started_at, seen_at, created_at, updated_at)
    values (
      ${newId()}, ${key}, ${host}, ${pid}, ${slots}, ${busy}, now() - ${Math.round(aliveMs)} * interval '1 millisecond',
      now(), now(), now()
    )
    on conflict (key) do update set busy = excluded.busy, seen_at = now(), updated_at = now()
    returning coalesce(leads_until > now(), false) as is_leading,
      exists (select from ${workers} other where other.leads_until > now()) as has_leader
  `)
  return { isLeading: rows[0]?.is_leading === true, hasLeader: rows[0]?.has_leader === true }
}

/** Forgets a worker that has stopped; when it led, the next one that looks does. */
export const deleteWorker = async ({ db, workers }: RunStore, key: string): Promise<void> => {
  await db.execute(sql`delete from ${workers} where key = ${key}`)
}

interface TakeLead {
  key: string
  leadMs: number
}

/**
 * Has a worker lead, or go on leading, unless another one does. In a transaction: one worker at a time until it ends, and by
 * the time at which it is asked, not at which the transaction began; so that never two lead, however long one of them waits.
 */
export const takeLead = async ({ db, workers }: RunStore, { key, leadMs }: TakeLead): Promise<boolean> => {
  // A process that is suspended in the middle must not keep all others from leading.
  await db.execute(sql`select set_config('idle_in_transaction_session_timeout', '10000', true)`)
  await lockNamed(db, locks.leader)
  const { rows } = await db.execute(sql`
    update ${workers} set leads_until = clock_timestamp() + ${leadMs} * interval '1 millisecond'
    where key = ${key}
      and not exists (select from ${workers} other where other.key <> ${key} and other.leads_until > clock_timestamp())
    returning id
  `)
  return rows.length === 1
}

/** A worker that said nothing for so long is gone: it says that it lives four times in that time. */
export const unseenAfterSeconds = 60

export interface SeenWorker {
  host: string
  pid: number
  slots: number
  /** Slots that work on a step. */
  busy: number
  /** Whether it is the one that does what only one must do. */
  leads: boolean
  /** Seconds since it started. */
  aliveSeconds: number
  /** Seconds since it last said so. */
  seenSeconds: number
}

/** The workers that live, those that have lived longest first. */
export const readWorkers = async ({ db, workers }: RunStore): Promise<SeenWorker[]> => {
  const { rows } = await db.execute(sql`
    select host, pid, slots, busy, coalesce(leads_until > now(), false) as leads,
      extract(epoch from now() - started_at) as alive, greatest(extract(epoch from now() - seen_at), 0) as seen
    from ${workers} where seen_at > now() - ${unseenAfterSeconds} * interval '1 second'
    order by started_at, host, pid
  `)
  return rows.map((row) => ({
    host: String(row.host),
    pid: Number(row.pid),
    slots: Number(row.slots),
    busy: Number(row.busy),
    leads: row.leads === true,
    aliveSeconds: Math.round(Number(row.alive)),
    seenSeconds: Math.round(Number(row.seen)),
  }))
}
