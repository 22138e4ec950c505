import type { BasePayload } from 'payload'
import { postgres } from './postgres.js'

/** The table of a collection, as the adapter named it: slugs, prefixes and custom `dbName`s are its business. */
export const tableName = (payload: BasePayload, slug: string): string => {
  const name = postgres(payload).tableNameMap.get(tableKeyOf(slug))
  if (!name) throw new Error(`Payload has no table for the collection "${slug}".`)
  return name
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
