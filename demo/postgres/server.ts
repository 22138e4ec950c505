import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { identifyProcess, isRunning, type ProcessIdentity } from '../host/lockFile.js'
import { findFreePort } from '../host/ports.js'
import { connectTo, uriOf } from './databases.js'
import { type Binaries, type Owner, PostgresProblem, runAs } from './programs.js'

const START_TIMEOUT_SECONDS = 60
const RETRY_MS = 100
const MAX_TRIES = 50

interface LaunchOptions {
  cluster: string
  owner: Owner | undefined
  binaries: Binaries
  /** Default: a free one. */
  port?: number
}

/**
 * Starts Postgres on a data folder, in a session of its own: it outlives us and does not hear a terminal's Ctrl-C.
 *
 * @throws PostgresProblem when the port is taken or Postgres gives another reason
 */
export async function launchServer({ cluster, owner, binaries, port: requested }: LaunchOptions): Promise<Server> {
  const log = join(cluster, 'server.log')
  for (let tries = 1; ; tries += 1) {
    const port = await choosePort(requested)
    rmSync(log, { force: true })
    // Postgres itself takes any process with that pid for its predecessor, also an unreaped one.
    if (!readPidFile(cluster)) rmSync(join(cluster, 'postmaster.pid'), { force: true })
    const args = [
      'start',
      '-s',
      '-w',
      '-t',
      String(START_TIMEOUT_SECONDS),
      '-D',
      cluster,
      '-l',
      log,
      '-o',
      settings(port),
    ]
    await runAs({ file: binaries.pgCtl, args, owner, detached: true })
    const server = await findServer(cluster)
    if (server) return server
    const reason = readReason(log)
    const lostPort = /could not bind|could not create any TCP\/IP sockets/i.test(reason)
    if (lostPort && requested !== undefined) throw takenPort(requested)
    // Children of a killed server hold its memory until they notice; that takes moments.
    const mayPass = lostPort || /shared memory block/i.test(reason)
    if (!mayPass || tries >= MAX_TRIES) {
      throw new PostgresProblem(`Postgres did not start on ${cluster}. Its log ${log} ends with: ${reason}`)
    }
    await wait(RETRY_MS)
  }
}

function settings(port: number): string {
  return `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200`
}

function readReason(log: string): string {
  try {
    return readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n') || '(nothing)'
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '(it was not written)'
    throw error
  }
}

const ANSWER_POLL_MS = 20
/** A process that has the pid but answers no connection for so long is not our server. */
const SILENCE_MS = 3_000
/** `cannot_connect_now`: starting up, recovering after a crash, or shutting down. */
const CANNOT_CONNECT_NOW = '57P03'

/**
 * The server that runs on a data folder now. One that is starting is waited for until it answers, one that is
 * stopping until it is gone. The answer comes from the server itself, so a reused pid or port deceives nobody.
 */
export async function findServer(cluster: string): Promise<Server | undefined> {
  const found = readPidFile(cluster)
  const marker = readMarker(cluster)
  if (!found || !marker) return undefined
  const server: Server = { ...found, password: marker.password, cluster }
  let lastWordAt = Date.now()
  while (isRunning(server) && Date.now() - lastWordAt < SILENCE_MS) {
    try {
      return (await dataDirectoryOf(server)) === realpathSync(cluster) ? server : undefined
    } catch (error) {
      const code = (error as { code?: string }).code
      if (code === CANNOT_CONNECT_NOW) lastWordAt = Date.now()
      // Something else took the port: another password, or no Postgres at all.
      else if (code !== 'ECONNREFUSED' && code !== 'ECONNRESET') return undefined
    }
    await wait(ANSWER_POLL_MS)
  }
  return undefined
}

async function dataDirectoryOf(server: Server): Promise<string> {
  return connectTo(uriOf(server), async (client) => {
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder")
    return realpathSync(rows[0]?.folder ?? '')
  })
}

const STOP_POLL_MS = 10
/** How long Postgres gets to write everything down before it is told to leave at once. */
const STOP_PATIENCE_MS = 15_000

/**
 * Ends a server and waits until its process is gone: politely first ("fast shutdown"), then by "immediate
 * shutdown", after which the next start recovers from the log.
 *
 * @throws PostgresProblem when it survives both
 */
export async function stopServer(server: ProcessIdentity): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isRunning(server)) return
    process.kill(server.pid, signal)
    const deadline = Date.now() + STOP_PATIENCE_MS
    while (Date.now() < deadline) {
      if (!isRunning(server)) return
      await wait(STOP_POLL_MS)
    }
  }
  throw new PostgresProblem(`Postgres (process ${server.pid}) does not stop. End that process by hand.`)
}

/**
 * The port for a server about to start: the requested one, or any free one.
 *
 * @throws PostgresProblem when the requested one is no port, taken, or reserved
 */
export async function choosePort(requested: number | undefined): Promise<number> {
  if (requested === undefined) return findFreePort()
  assertPort(requested)
  try {
    return await findFreePort(requested)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE') throw takenPort(requested)
    if (code === 'EACCES') {
      throw new PostgresProblem(
        `Port ${requested} (EMBEDDED_PG_PORT) is reserved by the system: choose one above 1023.`,
      )
    }
    throw error
  }
}

function takenPort(port: number): PostgresProblem {
  return new PostgresProblem(
    `Port ${port} (EMBEDDED_PG_PORT) is taken by another program. End that program, set EMBEDDED_PG_PORT to ` +
      'another port, or leave it out and a free one is chosen.',
  )
}

function assertPort(port: number): void {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return
  throw new PostgresProblem(
    `EMBEDDED_PG_PORT must be a whole number from 1 to 65535, not ${port}. Leave it out and a free port is chosen.`,
  )
}

/**
 * The live process and the port that `postmaster.pid` of a data folder names; `undefined` when there is no such file,
 * or it was left by a server that died and whose pid is free, unreaped, or somebody else's.
 */
function readPidFile(cluster: string): (ProcessIdentity & { port: number }) | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const identity = identifyProcess(Number(lines[0]))
  if (!identity || !mayServe(identity.pid, cluster)) return undefined
  return { ...identity, port: Number(lines[3]) }
}

/** A Postgres works in its data folder. Where that cannot be seen, only a connection tells. */
function mayServe(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    // We may look into every process that could be ours.
    if (code === 'EACCES' || code === 'ENOENT') return false
    throw error
  }
}

/** Written into a data folder when it is complete; what lacks it was not made by us, or not to its end. */
export interface ClusterMarker {
  password: string
  /** The link that leads here, for data outside of its project. */
  link?: string
}

export const MARKER_NAME = 'coursewright.json'

/** The marker of a data folder, `undefined` where it is missing or damaged. */
export function readMarker(cluster: string): ClusterMarker | undefined {
  try {
    const marker = JSON.parse(readFileSync(join(cluster, MARKER_NAME), 'utf8')) as Partial<ClusterMarker>
    return typeof marker.password === 'string' ? { ...marker, password: marker.password } : undefined
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (isMissing || error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A running Postgres. */
export interface Server extends ProcessIdentity {
  /** On 127.0.0.1. */
  port: number
  password: string
  /** The folder with the data; outside of `.data` where Postgres could not enter it there. */
  cluster: string
}
