import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { postgres } from './postgres.js'

/** The quoted table of a collection, in the adapter's schema; slugs, prefixes and custom `dbName`s are its business. */
export const table = (payload: BasePayload, slug: string, suffix = ''): SQL => {
  const adapter = postgres(payload)
  const name = adapter.tableNameMap.get(tableKeyOf(slug))
  if (!name) throw new Error(`Payload has no table for the collection "${slug}".`)
  const quoted = sql.identifier(`${name}${suffix}`)
  return adapter.schemaName ? sql`${sql.identifier(adapter.schemaName)}.${quoted}` : sql`${quoted}`
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
