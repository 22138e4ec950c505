import { connectTo } from './connectTo.js'
import { withDatabase } from './withDatabase.js'

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
