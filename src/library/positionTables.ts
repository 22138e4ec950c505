import type {} from '@payloadcms/db-postgres'
import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import type { Queryable } from './Queryable.js'

/** Where the library lives in the database. */
export interface PositionTables {
  /** Outside any transaction: each statement commits on its own. */
  pool: Queryable
  /** The collection's own table, with its schema, quoted. */
  positions: SQL
  /** Where Payload keeps `hasMany` texts: `order` from 1, `parent_id`, `path`, `text`. */
  texts: SQL
  /** `uuidv7` is made by Payload's adapter, not by the database; serial and uuid ids are column defaults. */
  makesOwnIds: boolean
}

/**
 * The one place where the library reaches into Payload's Postgres adapter.
 * @throws Error when Payload does not know the collection, or its adapter is not for Postgres
 */
export const positionTables = ({
  payload,
  positionsSlug,
}: {
  payload: Payload
  positionsSlug: string
}): PositionTables => {
  const { drizzle, tableNameMap, schemaName, idType } = payload.db
  if (!drizzle || !tableNameMap) throw new Error('The position library needs @payloadcms/db-postgres.')
  const table = tableNameMap.get(tableKeyOf(positionsSlug))
  if (!table) throw new Error(`Payload has no table for the collection "${positionsSlug}".`)
  const inSchema = (name: string) =>
    schemaName ? sql`${sql.identifier(schemaName)}.${sql.identifier(name)}` : sql`${sql.identifier(name)}`
  return {
    pool: drizzle,
    positions: inSchema(table),
    texts: inSchema(`${table}_texts`),
    makesOwnIds: idType === 'uuidv7',
  }
}

/** A slug as the adapter's map has it: `drillPositions` and `drill-positions` are both `drill_positions`. */
const tableKeyOf = (slug: string): string => {
  const words = /[\s_.:-]/.test(slug) ? slug : slug.replace(/(.)([A-Z]+)/g, splitCapitals)
  return words
    .toLowerCase()
    .replace(/[\W_]+/g, ' ')
    .trim()
    .replace(/ /g, '_')
}

const splitCapitals = (_: string, before: string, capitals: string): string =>
  `${before} ${capitals.toLowerCase().split('').join(' ')}`
