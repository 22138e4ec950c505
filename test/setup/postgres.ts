import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { connectTo, createDatabase, dropDatabase } from '../../demo/postgres/databases.js'
import { type RunningPostgres, startPostgres } from '../../demo/postgres/startPostgres.js'

/** Set where the data of the tests' Postgres shall not be kept for the next run: the folder it goes to. */
export const postgresFolder = 'TEST_POSTGRES_FOLDER'
/** Set while a run of the tests holds the server: whoever starts within it need not look for it. */
const heldURI = 'TEST_POSTGRES_URI'

/**
 * The Postgres that all tests share: held for a whole run by its global set-up. A bench that runs by itself starts one that
 * waits for the disk, as a host's does.
 */
export const testServer = async (): Promise<Pick<RunningPostgres, 'uri' | 'stop'>> => {
  const held = process.env[heldURI]
  return held ? { uri: held, stop: () => Promise.resolve() } : startPostgres({ dataDir: path.resolve('.data/bench') })
}

/** Global set-up of vitest: starts the server before the first test and leaves it after the last. */
export default async function holdServer(): Promise<() => Promise<void>> {
  // Each project has it set up, for all of them.
  if (process.env[heldURI]) return () => Promise.resolve()
  const { uri, stop } = await startPostgres({ dataDir: process.env[postgresFolder] ?? path.resolve('.data/test') })
  await connectTo(uri, async (client) => {
    // What tests write need not outlive the machine. A test that ends a server has one of its own.
    for (const setting of ['fsync', 'full_page_writes']) await client.query(`alter system set ${setting} = off`)
    await client.query('select pg_reload_conf()')
  })
  process.env[heldURI] = uri
  return async () => {
    delete process.env[heldURI]
    await stop()
  }
}

export interface TestDatabase {
  uri: string
  drop(): Promise<void>
}

/** A new database: empty, or a copy. @param of whose it is, as its name begins */
export const testDatabase = async (of: string, template?: string): Promise<TestDatabase> => {
  const server = await testServer()
  const name = `${of}_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const uri = await createDatabase({ uri: server.uri, name, template })
  return {
    uri,
    drop: async () => {
      await dropDatabase({ uri, name })
      await server.stop()
    },
  }
}
