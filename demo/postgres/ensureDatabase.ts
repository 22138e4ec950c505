import { connectTo } from './connectTo.js'
import { withDatabase } from './withDatabase.js'

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
