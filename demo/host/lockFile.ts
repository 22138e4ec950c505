import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** Longer than any of the synchronous moments below can take, unless their process died in them. */
const ABANDONED_MS = 10_000

interface Holder extends ProcessIdentity {
  id: string
}

/**
 * Tries once to take the lock file. A lock whose holder no longer runs counts as free.
 *
 * @returns the function that gives it back, or `undefined` while another holder runs
 */
export function lockFile(path: string): (() => void) | undefined {
  const me = identifyProcess(process.pid)
  if (!me) throw new Error(`The start time of process ${process.pid} cannot be read.`)
  const content = JSON.stringify({ ...me, id: randomUUID() } satisfies Holder)
  if (!create(path, content)) {
    removeAbandoned(path)
    if (!create(path, content)) return undefined
  }
  return () => {
    if (read(path) === content) unlinkSync(path)
  }
}

function create(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Two processes may find the same abandoned lock. The second must not remove the lock that the first one took in
 * its place, so judging and removing happen inside a folder that only one of them can make.
 */
function removeAbandoned(path: string): void {
  const guard = `${path}.breaking`
  try {
    mkdirSync(guard)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (ageMs(guard) > ABANDONED_MS) rmdirSync(guard)
    return
  }
  try {
    if (isAbandoned(path)) unlinkSync(path)
  } finally {
    rmdirSync(guard)
  }
}

function isAbandoned(path: string): boolean {
  const content = read(path)
  if (content === undefined) return false
  try {
    return !isRunning(JSON.parse(content) as Holder)
  } catch (error) {
    // Between creation and the first byte the file is empty; it stays so only if its maker died there.
    if (error instanceof SyntaxError) return ageMs(path) > ABANDONED_MS
    throw error
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function ageMs(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  return found ? Date.now() - found.mtimeMs : 0
}

const POLL_MS = 20

interface LockOptions {
  path: string
  /** How long to wait for other holders. Default 120 000. */
  timeoutMs?: number
}

/**
 * Runs `work` while no other process runs work under the same lock file.
 *
 * @throws Error when another process holds the lock for longer than `timeoutMs`
 */
export async function withLock<T>({ path, timeoutMs = 120_000 }: LockOptions, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + timeoutMs
  let release = lockFile(path)
  while (!release) {
    if (Date.now() > deadline) {
      throw new Error(
        `Another command has held ${path} for more than ${timeoutMs / 1000} seconds. End that command and try again.`,
      )
    }
    await wait(POLL_MS)
    release = lockFile(path)
  }
  try {
    return await work()
  } finally {
    release()
  }
}

/** A process that is the same only while pid and start time are: pids are used again. */
export interface ProcessIdentity {
  pid: number
  /** When it started, in the platform's own notation; comparable, not readable. */
  started: string
}

/** The identity of a running process; `undefined` when none has this pid, or only its unreaped remains. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  const started = process.platform === 'linux' ? startedOnLinux(pid) : startedElsewhere(pid)
  return started === undefined ? undefined : { pid, started }
}

function startedOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command's name stands in parentheses and may hold anything; state and start time are the 3rd and 22nd field.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)
    return `${boot}:${fields[19]}`
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

function startedElsewhere(pid: number): string | undefined {
  if (process.platform === 'win32') return isAlive(pid) ? 'alive' : undefined
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  const [state, ...started] = (stdout ?? '').trim().split(/\s+/)
  return !state || state.startsWith('Z') ? undefined : started.join(' ')
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOENT' || code === 'ESRCH'
}

/** Whether exactly this process still runs, and not another one that was given its pid. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.started === identity.started
}
