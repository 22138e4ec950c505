import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { identifyProcess, type ProcessIdentity } from './identifyProcess.js'
import { isRunning } from './isRunning.js'

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
