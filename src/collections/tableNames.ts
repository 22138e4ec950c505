import { createHash } from 'node:crypto'
import type { CollectionConfig } from 'payload'
import { tableKeyOf } from '../database/adapter.js'

/**
 * Postgres cuts names after 63 characters, without a word, and two names that differ behind that are one. What stands
 * behind the name of a collection's table in our longest names, of an index of the rows of a part's version, needs 39.
 */
const longest = 24

/** The table of a collection of ours: as Payload would name it, unless that leaves no room for names made from it. */
export const tableNameFor = (slug: string): string => {
  const name = tableKeyOf(slug)
  if (name.length <= longest) return name
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 6)
  return `${name.slice(0, longest - 1 - hash.length).replace(/_$/, '')}_${hash}`
}

/** A collection whose long slug does not make names too long for Postgres; a host's own `dbName` stays. */
export const namedShortly = (collection: CollectionConfig): CollectionConfig =>
  tableNameFor(collection.slug) === tableKeyOf(collection.slug)
    ? collection
    : { dbName: tableNameFor(collection.slug), ...collection }
