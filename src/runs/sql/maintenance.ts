import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Facts } from '../vocabulary.js'
import type { RunStore } from './store.js'

/** What differs from right now; every time is by the database's clock. */
const fromNow = (ms: number): SQL => sql`now() + ${Math.round(ms)} * interval '1 millisecond'`

interface PlannedTask {
  readonly name: string
  /** Milliseconds until its next time. */
  readonly nextMs: number
}

/**
 * Writes down when tasks are due for the first time. One that is known stays due when it was, but no later than what its
 * schedule says now.
 */
export const planTasks = async ({ db, maintenance, newId }: RunStore, tasks: readonly PlannedTask[]): Promise<void> => {
  if (tasks.length === 0) return
  const values = tasks.map(({ name, nextMs }) => sql`(${newId()}, ${name}, ${fromNow(nextMs)}, 0, now(), now())`)
  await db.execute(sql`
    insert into ${maintenance} as m (id, key, next_at, token, created_at, updated_at) values ${sql.join(values, sql`, `)}
    on conflict (key) do update set next_at = excluded.next_at where m.next_at > excluded.next_at
  `)
}

const isFree = sql`(running_until is null or running_until <= now())`

/** Names of the tasks whose time has come and that no process does. */
export const findDueTasks = async ({ db, maintenance }: RunStore): Promise<string[]> => {
  const { rows } = await db.execute(sql`
    select key from ${maintenance} where next_at <= now() and ${isFree} order by next_at, key
  `)
  return rows.map(({ key }) => String(key))
}

/** Whether some worker leads, and so does what is due. */
export const hasLeader = async ({ db, workers }: RunStore): Promise<boolean> => {
  const { rows } = await db.execute(sql`select from ${workers} where leads_until > now() limit 1`)
  return rows.length > 0
}

interface BeginTask extends PlannedTask {
  /** No other process may do it for so long. */
  leaseMs: number
  /** Only when its time has come. */
  mustBeDue: boolean
  /** Only while this worker leads. */
  leader?: string | undefined
}

/** The right to do a task: its fencing token, and why it failed the last time, if it did. */
interface BegunTask {
  readonly token: number
  readonly lastError: string | undefined
}

/** Begins a task; `undefined` when another process does it, or it is not due, or we do not lead. One conditional update. */
export const beginTask = async (
  { db, maintenance, workers }: RunStore,
  { name, nextMs, leaseMs, mustBeDue, leader }: BeginTask,
): Promise<BegunTask | undefined> => {
  const isDue = mustBeDue ? sql`and next_at <= now()` : sql``
  const isLed =
    leader === undefined
      ? sql``
      : sql`and exists (select from ${workers} where key = ${leader} and leads_until > now())`
  const { rows } = await db.execute(sql`
    update ${maintenance} set
      started_at = now(), running_until = ${fromNow(leaseMs)}, token = token + 1, next_at = ${fromNow(nextMs)},
      updated_at = now()
    where key = ${name} and ${isFree} ${isDue} ${isLed}
    returning token, error
  `)
  const [row] = rows
  if (!row) return undefined
  return { token: Number(row.token), lastError: typeof row.error === 'string' ? row.error : undefined }
}

interface HeldTask {
  name: string
  token: number
}

/** Goes on holding a task; false when another process may have begun it meanwhile. */
export const renewTask = async (
  { db, maintenance }: RunStore,
  { name, token, leaseMs }: HeldTask & { leaseMs: number },
): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    update ${maintenance} set running_until = ${fromNow(leaseMs)}
    where key = ${name} and token = ${token} and running_until > now() returning id
  `)
  return rows.length === 1
}

/** Leaves a task that is not done to the next process that looks; one that is no longer ours stays as it is. */
export const releaseTask = async ({ db, maintenance }: RunStore, { name, token }: HeldTask): Promise<void> => {
  await db.execute(sql`
    update ${maintenance} set running_until = null, next_at = now() where key = ${name} and token = ${token}
  `)
}

interface EndedTask extends HeldTask {
  ms: number
  /** What it did; left out when there was nothing to do. */
  facts?: Facts | undefined
  /** Why it failed. */
  error?: { readonly name: string; readonly message: string } | undefined
  /** Whether what it did, or why it failed, is worth a row in the ledger. */
  isLogged: boolean
}

/** Says how a task ended, on its row and in the ledger, in one statement. */
export const endTask = async (
  { db, maintenance, logs, newId }: RunStore,
  { name, token, ms, facts, error, isLogged }: EndedTask,
): Promise<void> => {
  const did = facts ? sql`${JSON.stringify(facts)}::jsonb` : sql`facts`
  const message = error ? `Maintenance failed: ${name}. ${error.message}` : `Maintenance: ${name}.`
  const log = sql`
    insert into ${logs} (id, type, level, feature, message, error_class, facts, ms, created_at, updated_at)
    values (
      ${newId()}, 'event', ${error ? 'error' : 'info'}, ${`maintenance/${name}`}, ${message}, ${error?.name ?? null},
      ${JSON.stringify({ event: 'maintenance', task: name, ...facts })}::jsonb, ${Math.round(ms)}, now(), now()
    )`
  await db.execute(sql`
    ${isLogged ? sql`with logged as (${log})` : sql``}
    update ${maintenance} set
      running_until = null, ended_at = now(), ms = ${Math.round(ms)}, facts = ${did}, error = ${error?.message ?? null},
      updated_at = now()
    where key = ${name} and token = ${token}
  `)
}

interface TaskState {
  readonly name: string
  readonly startedAt: Date | undefined
  readonly nextAt: Date | undefined
  readonly isRunning: boolean
  readonly error: string | undefined
}

/** Where all tasks stand that were ever planned. */
export const readTasks = async ({ db, maintenance }: RunStore): Promise<TaskState[]> => {
  const { rows } = await db.execute(sql`
    select key, started_at, next_at, error, coalesce(running_until > now(), false) as is_running from ${maintenance}
    order by key
  `)
  return rows.map((row) => ({
    name: String(row.key),
    startedAt: dateOf(row.started_at),
    nextAt: dateOf(row.next_at),
    isRunning: row.is_running === true,
    error: typeof row.error === 'string' ? row.error : undefined,
  }))
}

/** Drizzle gives times as text when SQL is written by hand. */
const dateOf = (value: unknown): Date | undefined =>
  typeof value === 'string' || value instanceof Date ? new Date(value) : undefined
