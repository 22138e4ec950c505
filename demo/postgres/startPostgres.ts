import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { identifyProcess, isRunning, lockFile, type ProcessIdentity, withLock } from '../host/lockFile.js'
import { checkCluster, findCluster, placeCluster } from './cluster.js'
import { ensureDatabase, uriOf } from './databases.js'
import { type Binaries, findBinaries, findOwner, giveTo, type Owner, readMajor } from './programs.js'
import { choosePort, findServer, launchServer, type Server, stopServer } from './server.js'

interface StartPostgresOptions {
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

interface StartOptions {
  dataDir: string
  /** The data folder, when there is one already. */
  cluster: string | undefined
  port?: number
  log(line: string): void
}

/**
 * Starts Postgres on the data folder of `dataDir`, made first where there is none. The caller holds the lock and
 * knows that no server runs there.
 */
async function startServer({ dataDir, cluster: existing, port, log }: StartOptions): Promise<Server> {
  // Before a second is spent on a new data folder.
  await choosePort(port)
  const owner = existing ? ownerOf(existing) : findOwner()
  const binaries = findBinaries(owner)
  const major = await readMajor(binaries)
  if (existing) {
    checkCluster({ cluster: existing, major })
    if (owner && statSync(existing).uid !== owner.uid) giveTo(owner, existing)
  } else log('Postgres makes its data folder, once.')
  const cluster = existing ?? (await placeCluster({ dataDir, owner, binaries }))
  for (const line of describeOutside({ dataDir, cluster, binaries })) log(line)
  return launchServer({ cluster, owner, binaries, port })
}

/** A data folder keeps its owner, also when root starts what an ordinary user made. */
function ownerOf(cluster: string): Owner | undefined {
  const { uid, gid } = statSync(cluster)
  return process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : findOwner()
}

function describeOutside({ dataDir, cluster, binaries }: { dataDir: string; cluster: string; binaries: Binaries }) {
  const outside = [
    ...(cluster.startsWith(realpathSync(dataDir) + sep) ? [] : [`its data is in ${cluster}`]),
    ...(binaries.folder.includes(`${sep}node_modules${sep}`) ? [] : [`its programs are in ${binaries.folder}`]),
  ]
  return outside.length ? [`Postgres runs as another user, who cannot enter this folder: ${outside.join(', ')}.`] : []
}

/** Takes a user off the list; stops the server when no other is left, and returns when it is gone. */
async function leaveServer({ dataDir, state, lock, server, user }: ServerHold): Promise<void> {
  // Somebody deleted the whole folder under a running server: nobody can adopt it any more.
  if (!existsSync(dataDir)) return stopServer(server)
  await withLock({ path: lock }, async () => {
    const others = readUsers(state).filter(({ id }) => id !== user.id)
    if (others.length > 0) return writeState(state, { ...server, users: others })
    await stopServer(server)
    rmSync(state, { force: true })
  })
}

const POLL_MS = 20
const PATIENCE_MS = 2_000

/**
 * The same for a process about to end, which can wait for nothing: the server is told to stop and not waited for.
 * Who finds the lock taken for too long goes all the same; the next command notices that it has gone.
 */
function leaveServerSync({ dataDir, state, lock, server, user }: ServerHold): void {
  if (!existsSync(dataDir)) {
    tellToStop(server)
    return
  }
  const deadline = Date.now() + PATIENCE_MS
  let release = lockFile(lock)
  while (!release && Date.now() < deadline) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS)
    release = lockFile(lock)
  }
  if (!release) return
  try {
    const others = readUsers(state).filter(({ id }) => id !== user.id)
    if (others.length > 0) writeState(state, { ...server, users: others })
    else {
      tellToStop(server)
      rmSync(state, { force: true })
    }
  } finally {
    release()
  }
}

function tellToStop(server: ServerHold['server']): void {
  if (isRunning(server)) process.kill(server.pid, 'SIGINT')
}

/** The users named in `postgres.json` that still run; a killed one has not said goodbye. */
function readUsers(path: string): ServerUser[] {
  try {
    const { users } = JSON.parse(readFileSync(path, 'utf8')) as ServerState
    return users.filter(isRunning)
  } catch (error) {
    // A damaged file says no more than a missing one; the server itself is found through its data folder.
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (isMissing || error instanceof SyntaxError || error instanceof TypeError) return []
    throw error
  }
}

/** Written beside and renamed, so that readers without the lock see the old or the new state, never half of it. */
function writeState(path: string, state: ServerState): void {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, path)
}

/** One user's hold on a server: what is needed to let go of it. */
interface ServerHold {
  dataDir: string
  /** Path of `postgres.json`. */
  state: string
  /** Path of the lock file. */
  lock: string
  server: Server
  user: ServerUser
}

/** Someone who asked for the server and has not left yet. One process may be several users. */
interface ServerUser extends ProcessIdentity {
  id: string
}

/** What `.data/postgres.json` holds while the server runs; the file is gone when it does not. */
export interface ServerState extends Server {
  users: ServerUser[]
}
