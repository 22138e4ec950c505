import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { RequestLimits } from '../options/limitOptions.js'
import type { LimitStore } from './limitStore.js'
import type { UserLimits } from './roleLimits.js'

/** How long each window is; they slide, so a window is the time up to now. */
const windowSeconds = { minute: 60, hour: 3600, day: 86_400 } as const

export type Window = keyof typeof windowSeconds

const windows = Object.keys(windowSeconds) as Window[]

/** Who is counted. */
export interface Requester {
  userKey: string
  /** The user's id; none when only their key is left. */
  user: number | string
}

export interface WindowUse {
  window: Window
  /** Counts requests of this kind alone. */
  kind?: string
  /** `false` for none. */
  limit: number | false
  /** Requests within the window. */
  used: number
}

export interface RunningUse {
  kind?: string
  limit: number | false
  /** Runs that are neither paused nor ended. */
  used: number
}

export interface Use {
  windows: readonly WindowUse[]
  running: readonly RunningUse[]
}

interface ReadUse {
  requester: Requester
  limits: UserLimits
  /** Only what may keep a request of this kind from being let in. Default: all, also where there is no limit. */
  kind?: string
  /** Not counted among those that are running. */
  except?: number | string
}

/**
 * What of their limits a user has used, in one statement, by database time. A caller that decides by it holds the requester's
 * lock, and the time is that of this statement: the transaction may have waited for the lock for longer than a window
 * lasts.
 */
export const readUse = async (
  { db, admissions, runs, isActive }: LimitStore,
  { requester, limits, kind: only, except }: ReadUse,
): Promise<Use> => {
  const limited = namedLimits(limits, only)
  const isAsked = (limit: number | false | undefined): limit is number | false =>
    limit !== undefined && (only === undefined || limit !== false)
  const counted = limited.flatMap(({ kind, limits: named }) =>
    windows.flatMap((window) => {
      const limit = limitOf(named, window)
      return isAsked(limit) ? [{ window, kind, limit }] : []
    }),
  )
  const running = limited.flatMap(({ kind, limits: { running: limit } }) => (isAsked(limit) ? [{ kind, limit }] : []))
  if (counted.length + running.length === 0) return { windows: [], running: [] }
  const longest = counted.reduce((most, { window }) => Math.max(most, windowSeconds[window]), 0)
  const counts = counted.map(({ window, kind }) => sql`count(*) filter (where ${within(window)} and ${ofKind(kind)})`)
  const runCounts = running.map(({ kind }) => sql`count(*) filter (where ${ofKind(kind)})`)
  const { rows } = await db.execute(sql`
    select
      (
        select array[${sql.join([noCount, ...counts], sql`, `)}] from ${admissions}
        where user_key = ${requester.userKey} and created_at > ${ago(longest)}
      ) as requested,
      (
        select array[${sql.join([noCount, ...runCounts], sql`, `)}] from ${runs}
        where requester_id = ${requester.user} and ${isActive(sql`status`)}
          and ${except === undefined ? sql`true` : sql`id <> ${except}`}
      ) as running
  `)
  const [requested, runningNow] = [numbersOf(rows[0]?.requested), numbersOf(rows[0]?.running)]
  return {
    windows: counted.map((use, index) => ({ ...use, used: countAt(requested, index) })),
    running: running.map((use, index) => ({ ...use, used: countAt(runningNow, index) })),
  }
}

/** Of everything, then of each kind that has limits of its own. */
const namedLimits = (limits: UserLimits, only: string | undefined): { kind?: string; limits: RequestLimits }[] => [
  { limits },
  ...Object.entries(limits.kinds)
    .filter(([kind]) => only === undefined || kind === only)
    .map(([kind, named]) => ({ kind, limits: named })),
]

const limitOf = ({ perMinute, perHour, perDay }: RequestLimits, window: Window): number | false | undefined =>
  ({ minute: perMinute, hour: perHour, day: perDay })[window]

const ago = (seconds: number): SQL => sql`statement_timestamp() - ${seconds}::int * interval '1 second'`
const within = (window: Window): SQL => sql`created_at > ${ago(windowSeconds[window])}`
const ofKind = (kind: string | undefined): SQL => (kind === undefined ? sql`true` : sql`kind = ${kind}`)

const numbersOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value
  throw new Error('The database counted nothing.')
}

/** Stands first, so that there is always an array, and one row of it. */
const noCount = sql`count(*) filter (where false)`

/** After `noCount`. */
const countAt = (counts: readonly unknown[], index: number): number => {
  const count = Number(counts[index + 1])
  if (Number.isInteger(count)) return count
  throw new Error('The database gave no count.')
}

interface Opening {
  opensAt: Date
  /** By database time. */
  seconds: number
}

/** When a window that is full lets the next request in: as soon as the oldest that counts has left it. Once it is open: now. */
export const readOpening = async (
  { db, admissions }: LimitStore,
  { userKey }: Pick<Requester, 'userKey'>,
  { window, kind, limit }: WindowUse,
): Promise<Opening> => {
  const { rows } = await db.execute(sql`
    select extract(epoch from opening.at) * 1000 as at_ms, extract(epoch from opening.at - statement_timestamp()) as seconds
    from (
      select coalesce((
        select created_at + ${windowSeconds[window]}::int * interval '1 second' from ${admissions}
        where user_key = ${userKey} and ${within(window)} and ${ofKind(kind)}
        order by created_at desc offset ${Math.max(0, Number(limit) - 1)} limit 1
      ), statement_timestamp()) as at
    ) opening
  `)
  return { opensAt: new Date(Number(rows[0]?.at_ms)), seconds: Math.max(1, Math.ceil(Number(rows[0]?.seconds))) }
}

interface AddAdmission {
  userKey: string
  role: string
  kind: string
  run: number | string
}

/**
 * Counts a request from now on, in the transaction that creates its run, under the requester's lock. Where a transaction does
 * not see what others have committed since it began (`repeatable read`), its number is taken already.
 *
 * @throws the database's unique violation then, and nothing is kept
 */
export const addAdmission = async (
  { db, admissions, newId }: LimitStore,
  { userKey, role, kind, run }: AddAdmission,
): Promise<void> => {
  const last = sql`(select number from ${admissions} where user_key = ${userKey} order by number desc limit 1)`
  await db.execute(sql`
    insert into ${admissions} (id, user_key, number, role, kind, run, created_at, updated_at)
    values (
      ${newId()}, ${userKey}, coalesce(${last}, 0) + 1, ${role}, ${kind}, ${String(run)}, statement_timestamp(), statement_timestamp()
    )
  `)
}
