import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { projectFolder } from './environment.js'
import { checkPort } from './ports.js'

interface RunningAdmin {
  url: string
  /** Resolves when the server ends by itself, with its exit code. */
  ended: Promise<number | null>
  stop(): Promise<void>
}

const readyWithinMs = 60_000
/** Next lets open connections end first, and a browser may keep one for as long as it likes. */
const stopWithinMs = 5000

interface StartAdmin {
  port: number
  /** Whether only this machine can reach it. */
  isPrivate: boolean
}

/**
 * The admin panel and API, from the production build, as a child process.
 *
 * @throws Error when the port is taken, naming it and what to do
 */
export const startAdmin = async ({ port, isPrivate }: StartAdmin): Promise<RunningAdmin> => {
  await checkPort(port)
  const where = isPrivate ? ['--hostname', '127.0.0.1'] : []
  const child = spawnNext(['start', '--port', String(port), ...where], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // Its own group, so that Ctrl-C reaches it through us and everything ends in order.
    detached: true,
  })
  // Also when this process leaves at once.
  const leave = () => child.kill('SIGKILL')
  process.once('exit', leave)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const url = `http://localhost:${port}`
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    const tooLong = setTimeout(leave, stopWithinMs)
    await ended
    clearTimeout(tooLong)
    process.off('exit', leave)
  }
  const deadline = Date.now() + readyWithinMs
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`The admin panel stopped with exit code ${child.exitCode}.`)
    if (Date.now() > deadline) {
      await stop()
      throw new Error(`The admin panel did not answer on ${url} within a minute.`)
    }
    await wait(100)
  }
  return { url, ended, stop }
}

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/api/generation/health`)).ok
  } catch {
    // Not listening yet.
    return false
  }
}

const stampFile = path.join(projectFolder, '.next/coursewright-build')
const sources = ['src', 'app', 'demo', 'payload.config.ts', 'next.config.mjs', 'package-lock.json', 'tsconfig.json']

interface BuildAdmin {
  log: (line: string) => void
  /** Ends the build. */
  signal?: AbortSignal
}

/**
 * The production build of the admin panel: takes about a minute, and nothing when the sources are as they were.
 *
 * @throws Error with the build's own output when it fails
 */
export const buildAdmin = async ({ log, signal }: BuildAdmin): Promise<void> => {
  const stamp = stampOf(sources)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  log('Building the admin panel; this takes a minute the first time.')
  await runNext(['build'], signal)
  writeFileSync(stampFile, stamp)
}

const stampOf = (places: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const place of places) {
    for (const file of filesOf(path.join(projectFolder, place))) hash.update(file).update(readFileSync(file))
  }
  return hash.digest('hex')
}

const filesOf = (place: string): string[] => {
  if (statSync(place).isFile()) return [place]
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(place, name))
    .filter((file) => statSync(file).isFile())
    .sort()
}

const runNext = (args: readonly string[], signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawnNext(args, { stdio: ['ignore', 'pipe', 'pipe'], signal })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The admin panel could not be built:\n${output.slice(-4000)}`)),
    )
  })

/** Next for the reference host, in production, as a child process. */
const spawnNext = (args: readonly string[], options: SpawnOptions): ChildProcess =>
  spawn(process.execPath, [path.join(projectFolder, 'node_modules/next/dist/bin/next'), ...args], {
    ...options,
    cwd: projectFolder,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NODE_OPTIONS: '--conditions=production',
      NEXT_TELEMETRY_DISABLED: '1',
    },
  })
