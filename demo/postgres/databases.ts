import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** `object_in_use`: somebody is connected to the template. */
const OBJECT_IN_USE = '55006'
const RETRY_MS = 50
const TEMPLATE_PATIENCE_MS = 15_000

interface CreateDatabaseOptions {
  /** Of any database of the server. */
  uri: string
  /** At most 63 bytes; an existing database of this name is an error. */
  name: string
  /** The database to copy, with all that is in it. Default: an empty one. */
  template?: string
}

/**
 * Makes a database, e.g. one for each test file. Postgres copies a template only while nobody is connected to it;
 * that is waited for, up to 15 seconds.
 *
 * @returns the new database's URI
 */
export async function createDatabase({ uri, name, template }: CreateDatabaseOptions): Promise<string> {
  await connectTo(withDatabase(uri, 'postgres'), async (client) => {
    const copy = template === undefined ? '' : ` template ${client.escapeIdentifier(template)} strategy file_copy`
    const deadline = Date.now() + TEMPLATE_PATIENCE_MS
    for (;;) {
      try {
        await client.query(`create database ${client.escapeIdentifier(name)}${copy}`)
        return
      } catch (error) {
        if ((error as { code?: string }).code !== OBJECT_IN_USE || Date.now() > deadline) throw error
        await wait(RETRY_MS)
      }
    }
  })
  return withDatabase(uri, name)
}

interface DropDatabaseOptions {
  /** Of any database of the server. */
  uri: string
  name: string
}

/** Removes a database and ends the connections to it; a missing one is no error. */
export async function dropDatabase({ uri, name }: DropDatabaseOptions): Promise<void> {
  await connectTo(withDatabase(uri, 'postgres'), async (client) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
  })
}

const DUPLICATE_DATABASE = '42P04'
/** Two commands that make the same database at one instant: the slower one gets either of the two. */
const UNIQUE_VIOLATION = '23505'

/** Makes the database that a URI names, unless it is there. */
export async function ensureDatabase(uri: string): Promise<void> {
  const name = decodeURIComponent(new URL(uri).pathname.slice(1))
  await connectTo(withDatabase(uri, 'postgres'), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return
    try {
      await client.query(`create database ${client.escapeIdentifier(name)}`)
    } catch (error) {
      const code = (error as { code?: string }).code
      if (code !== DUPLICATE_DATABASE && code !== UNIQUE_VIOLATION) throw error
    }
  })
}

/** Runs `work` with one connection to the database and closes it. */
export async function connectTo<T>(uri: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: uri, connectionTimeoutMillis: 10_000 })
  // A server that goes away rejects the query under way as well; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

interface Address {
  port: number
  password: string
  /** Default `postgres`. */
  database?: string
}

/** The address of a database of the embedded server, as `postgres://` URI. */
export function uriOf({ port, password, database = 'postgres' }: Address): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

/** The same server's URI with another database's name. */
export function withDatabase(uri: string, database: string): string {
  const url = new URL(uri)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.href
}
