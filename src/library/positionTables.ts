import type { SQL } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { poolOf, postgres, type Sql, table } from '../database/adapter.js'

/** Where the library lives in the database. */
export interface PositionTables {
  /** Outside any transaction: each statement commits on its own. */
  pool: Sql
  /** The collection's own table, with its schema, quoted. */
  positions: SQL
  /** Where Payload keeps `hasMany` texts: `order` from 1, `parent_id`, `path`, `text`. */
  texts: SQL
  /** `uuidv7` is made by Payload's adapter, not by the database; serial and uuid ids are column defaults. */
  makesOwnIds: boolean
}

/**
 * The tables behind the collection of positions.
 * @throws Error when Payload does not know the collection, or its adapter is not for Postgres
 */
export const positionTables = ({
  payload,
  positionsSlug,
}: {
  payload: BasePayload
  positionsSlug: string
}): PositionTables => ({
  pool: poolOf(payload),
  positions: table(payload, positionsSlug),
  texts: table(payload, positionsSlug, '_texts'),
  makesOwnIds: postgres(payload).idType === 'uuidv7',
})
