import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from './adapter.js'

/**
 * The names of our locks. Never rename one: workers of two versions run side by side, and keep each other out by its name
 * alone.
 */
export const locks = {
  /** Whether a run may begin. */
  ceiling: 'coursewright ceiling',
  /** Which worker leads. */
  leader: 'coursewright:leader',
  /** Today's look at a provider's models. */
  models: 'coursewright:models',
  prefetch: 'coursewright:prefetch',
  lessonsOf: (run: number | string): string => `coursewright:lessons:${run}`,
  alert: (cause: string): string => `coursewright:alert:${cause}`,
  /** What a user requests. One whose id is a word above shares that lock, and waits a little longer. */
  requester: (user: number | string): string => `coursewright:${user}`,
} as const

/**
 * Lets one transaction at a time pass of all that ask for this name, in whichever process; the next one passes when it has ended,
 * and its statements after this one see what was committed. `name`: one of `locks`.
 */
export const lockNamed = async (db: Sql, name: string): Promise<void> => {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
}
