import { rm } from 'node:fs/promises'
import path from 'node:path'
import { findCluster } from '../../../demo/postgres/cluster.js'
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
  const handles: RunningPostgres[] = [await startPostgres({ dataDir })]
  const [{ port } = { port: 0 }] = handles
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
