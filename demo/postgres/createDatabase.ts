import { setTimeout as wait } from 'node:timers/promises'
import { connectTo } from './connectTo.js'
import { withDatabase } from './withDatabase.js'

/** `object_in_use`: somebody is connected to the template. */
const OBJECT_IN_USE = '55006'
const RETRY_MS = 50
const PATIENCE_MS = 15_000

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
    const copy = template === undefined ? '' : ` template ${client.escapeIdentifier(template)}`
    const deadline = Date.now() + PATIENCE_MS
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
