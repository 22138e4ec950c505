import { rm } from 'node:fs/promises'
import path from 'node:path'
import { findCluster } from '../../../demo/postgres/cluster.js'
import { connectTo } from '../../../demo/postgres/databases.js'
import { findServer, stopServer } from '../../../demo/postgres/server.js'
import { type RunningPostgres, startPostgres } from '../../../demo/postgres/startPostgres.js'

export interface OwnPostgres {
  dataDir: string
  /** Ends the server under everybody who is connected. */
  halt(): Promise<void>
  /** Starts it again, on the same port. */
  resume(): Promise<void>
  /** To be called last: after whoever uses it has left. */
  stop(): Promise<void>
}

/** A Postgres that a test may restart, because nobody else uses it. */
export const startOwnPostgres = async (): Promise<OwnPostgres> => {
  const dataDir = path.resolve(`.data/own_${process.pid}`)
  const first = await startPostgres({ dataDir })
  const handles: RunningPostgres[] = [first]
  const { port } = first
  await connectTo(first.uri, async (client) => {
    // What is written outlives the server, which is ended and started again, and need not outlive the machine.
    await client.query('alter system set fsync = off')
    await client.query('select pg_reload_conf()')
  })
  return {
    dataDir,
    halt: async () => {
      const cluster = findCluster(path.join(dataDir, 'postgres'))
      const server = cluster && (await findServer(cluster))
      if (server) await stopServer(server)
    },
    resume: async () => {
      handles.push(await startPostgres({ dataDir, port }))
    },
    stop: async () => {
      // The last to leave is the one that knows the server which runs now.
      for (const handle of handles) await handle.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
