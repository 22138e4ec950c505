import type { SQL } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../database/adapter.js'

/** The tables that limits and budgets are counted in, and the connection they are counted on; a `RunStore` is one. */
export interface LimitStore {
  /** The pool, or the transaction of a request. */
  readonly db: Sql
  readonly runs: SQL
  readonly steps: SQL
  readonly admissions: SQL
  readonly usage: SQL
  readonly budgets: SQL
  /** The id of a new row. */
  readonly newId: () => SQL
  /** Whether a run is neither paused nor ended, by its status. */
  readonly isActive: (status: SQL) => SQL
  /** Runs that may be worked on at once. */
  readonly maxRunning: number
}

/** Who a run is for, as text: the user's id, or `system` for our own code. */
export const userKeyOf = (user: number | string | undefined | null): string => (user == null ? 'system' : String(user))
