import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ensureDatabase } from './ensureDatabase.js'
import { findCluster } from './findCluster.js'
import { findServer } from './findServer.js'
import { identifyProcess } from './identifyProcess.js'
import { leaveServer } from './leaveServer.js'
import { leaveServerSync } from './leaveServerSync.js'
import { readUsers } from './readUsers.js'
import type { ServerUser } from './ServerState.js'
import { startServer } from './startServer.js'
import { uriOf } from './uriOf.js'
import { withLock } from './withLock.js'
import { writeState } from './writeState.js'

export interface StartPostgresOptions {
  /** Holds the data (`postgres/`) and, while the server runs, `postgres.json`. Usually `.data`; made when missing. */
  dataDir: string
  /** The port asked for with EMBEDDED_PG_PORT, 1 to 65535. Default: a free one. */
  port?: number
  /** Made when missing. Default `coursewright`. */
  database?: string
  /** Gets one line for each thing worth knowing. Default: nobody. */
  log?(line: string): void
}

export interface RunningPostgres {
  /** Of the database, with user and password. */
  uri: string
  /** On 127.0.0.1. */
  port: number
  /** Leaves the server; the last one to leave stops it. Calling it again does nothing. */
  stop(): Promise<void>
}

/**
 * The embedded Postgres of a project: started, or adopted when another command started it before, even one that
 * was killed meanwhile. Users are counted by process, so a killed one does not keep the server alive for ever. A
 * process that ends without `stop()` leaves in its exit event.
 *
 * @throws PostgresProblem when a person has to do something: port taken, data folder incomplete or of another
 *   version, programs that do not run
 */
export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  const { port: requested, database = 'coursewright', log = () => undefined } = options
  const dataDir = resolve(options.dataDir)
  makeFolder(dataDir)
  const place = { dataDir, state: join(dataDir, 'postgres.json'), lock: join(dataDir, 'postgres.lock') }

  const { server, user } = await withLock({ path: place.lock }, async () => {
    const cluster = findCluster(join(dataDir, 'postgres'))
    const running = cluster ? await findServer(cluster) : undefined
    if (running && requested !== undefined && requested !== running.port) {
      log(`Postgres runs on port ${running.port} already; EMBEDDED_PG_PORT=${requested} counts when it starts next.`)
    }
    const server = running ?? (await startServer({ dataDir, cluster, port: requested, log }))
    const user: ServerUser = { ...self(), id: randomUUID() }
    writeState(place.state, { ...server, users: [...readUsers(place.state), user] })
    log(`Postgres ${running ? 'was running' : 'started'} on port ${server.port}.`)
    return { server, user }
  })

  const leaveAtExit = () => leaveServerSync({ ...place, server, user })
  process.once('exit', leaveAtExit)
  let left: Promise<void> | undefined
  const stop = () => {
    process.off('exit', leaveAtExit)
    left ??= leaveServer({ ...place, server, user })
    return left
  }
  try {
    const uri = uriOf({ ...server, database })
    await ensureDatabase(uri)
    return { uri, port: server.port, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function self() {
  const identity = identifyProcess(process.pid)
  if (!identity) throw new Error(`The start time of process ${process.pid} cannot be read.`)
  return identity
}

function makeFolder(dataDir: string): void {
  const first = mkdirSync(dataDir, { recursive: true })
  if (first === undefined) return
  // A strict umask of root would lock the server's user out.
  for (let made = dataDir; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o755)
}
