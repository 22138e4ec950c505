import { randomBytes } from 'node:crypto'
import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload, SanitizedConfig } from 'payload'

/** Anything that runs SQL: the pool, or the transaction of a request. */
export interface Sql {
  execute(query: SQL): PromiseLike<{ rows: Record<string, unknown>[] }>
}

/**
 * The adapter behind Payload. We rely on its `drizzle`, `sessions`, `tableNameMap` and `schemaName`; a test fails when
 * Payload changes them.
 */
export const postgres = (payload: BasePayload): PostgresAdapter => {
  const adapter: unknown = payload.db
  if (!isPostgres(adapter)) {
    throw new Error(`coursewright needs @payloadcms/db-postgres, this config uses "${payload.db.name}".`)
  }
  return adapter
}

const isPostgres = (adapter: unknown): adapter is PostgresAdapter =>
  typeof adapter === 'object' && adapter !== null && 'drizzle' in adapter && 'tableNameMap' in adapter

/** Runs outside of any transaction. */
export const poolOf = (payload: BasePayload): Sql => postgres(payload).drizzle

type Pool = PostgresAdapter['pool']

/** The adapter's pool, and those of its read replicas, which only drizzle knows; a test fails when that changes. */
export const poolsOf = (payload: BasePayload): Pool[] => {
  const adapter = postgres(payload)
  // Not connected, as when Payload only generates files.
  const pool: Pool | undefined = adapter.pool
  if (!pool) return []
  const replicas: unknown = Reflect.get(adapter.drizzle, '$replicas')
  return [pool, ...(Array.isArray(replicas) ? replicas.map(({ $client }): Pool => $client) : [])]
}

/** The quoted table of a collection, in the adapter's schema. */
export const table = (payload: BasePayload, slug: string, suffix = ''): SQL =>
  quoted(payload, `${tableName(payload, slug)}${suffix}`)

/** In one piece: drizzle looks at each piece of a statement, many times over, whenever the statement is made. */
const quoted = (payload: BasePayload, name: string): SQL => {
  const { schemaName } = postgres(payload)
  const names = schemaName ? [schemaName, name] : [name]
  return sql.raw(names.map((part) => `"${part.replaceAll('"', '""')}"`).join('.'))
}

/** Values as the list of an `in (…)`; there must be one. */
export const listOf = (values: readonly unknown[]): SQL =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )

/** The table of a collection, as the adapter named it: slugs, prefixes and custom `dbName`s are its business. */
export const tableName = (payload: BasePayload, slug: string): string => {
  const name = postgres(payload).tableNameMap.get(tableKeyOf(slug))
  if (!name) throw new Error(`Payload has no table for the collection "${slug}".`)
  return name
}

/** The quoted table of a collection's versions; we rely on the adapter's `versionsSuffix`. */
export const versionsTable = (payload: BasePayload, slug: string, suffix = ''): SQL => {
  const { tableNameMap, versionsSuffix } = postgres(payload)
  const name = tableNameMap.get(`_${tableKeyOf(slug)}${versionsSuffix}`)
  if (!name) throw new Error(`Payload has no table for the versions of "${slug}".`)
  return quoted(payload, `${name}${suffix}`)
}

/** A slug as the adapter's map has it: `drillPositions` and `drill-positions` are both `drill_positions`. */
export const tableKeyOf = (slug: string): string => {
  const words = /[\s_.:-]/.test(slug) ? slug : slug.replace(/(.)([A-Z]+)/g, splitCapitals)
  return words
    .toLowerCase()
    .replace(/[\W_]+/g, ' ')
    .trim()
    .replace(/ /g, '_')
}

const splitCapitals = (_: string, before: string, capitals: string): string =>
  `${before} ${capitals.toLowerCase().split('').join(' ')}`

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The greatest `int` of Postgres: no collection holds more rows. */
export const greatestInteger = 2_147_483_647

/**
 * What is given as an id of a document in this collection, as Postgres takes it; `undefined` where that would be a 500 instead of
 * a 404. A host's collection may have ids of its own: a field `id`, of text or numbers.
 */
export const documentIdOf = (payload: BasePayload, collection: string, given: unknown): number | string | undefined => {
  const own = payload.collections[collection]?.customIDType
  const isGiven = (typeof given === 'string' && given !== '') || typeof given === 'number'
  if (own === 'text') return isGiven ? String(given) : undefined
  if (own === 'number') return isGiven && Number.isFinite(Number(given)) ? Number(given) : undefined
  if (postgres(payload).idType !== 'serial') return typeof given === 'string' && uuid.test(given) ? given : undefined
  const number = typeof given === 'string' && /^\d{1,10}$/.test(given) ? Number(given) : given
  return typeof number === 'number' && Number.isInteger(number) && number > 0 && number <= greatestInteger
    ? number
    : undefined
}

/** Whether Postgres could take this as an id of a document in this collection. */
export const isDocumentId = (payload: BasePayload, collection: string, id: unknown): boolean =>
  documentIdOf(payload, collection, id) !== undefined

/** A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random bits; such ids sort by the time they were made. */
export const newUuidV7 = (nowMs: number = Date.now()): string => {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(nowMs, 0, 6)
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** The id of a row that our SQL inserts: the column's default, or a uuid where Payload's adapter makes ids itself. */
export const newRowId = (payload: BasePayload): SQL =>
  postgres(payload).idType === 'uuidv7' ? sql`${newUuidV7()}` : sql`default`

export type DatabaseClient = InstanceType<PostgresAdapter['pg']['Client']>

const connectWithinMs = 10_000

/**
 * A connection of its own beside the pool, not opened yet; made as the pool makes its own, with the host's driver. We rely
 * on the adapter's `pg` and `poolOptions`; a test fails when Payload changes them.
 *
 * @param uri Where to connect instead of where the pool does.
 */
export const newClient = (payload: BasePayload, uri: string | undefined): DatabaseClient => {
  const { pg, poolOptions } = postgres(payload)
  return new pg.Client({
    connectionTimeoutMillis: connectWithinMs,
    ...poolOptions,
    ...(uri ? { connectionString: uri } : {}),
    // Nothing is sent for hours on end: without it a host that vanished would never be noticed.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
}

/**
 * The host's database, which our commands never change the tables of. Payload does when `NODE_ENV` is not `production`, to
 * suit developers who change collections while a server runs: on a database that is migrated, it would lose columns of a newer
 * version, and make the next `payload migrate` ask whether data may be lost.
 */
export const withoutPush = (db: SanitizedConfig['db']): SanitizedConfig['db'] => ({
  ...db,
  init: (args) => Object.assign(db.init(args), { push: false }),
})
