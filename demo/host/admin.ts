import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { projectFolder } from './environment.js'
import { withLock } from './lockFile.js'
import { checkPort } from './ports.js'

interface RunningAdmin {
  url: string
  /** Resolves when the server ends by itself, with its exit code. */
  ended: Promise<number | null>
  stop(): Promise<void>
}

/** Some seconds, but for machines that have much else to do. */
const readyWithinMs = 180_000
/** Next lets open connections end first, and a browser may keep one for as long as it likes. */
const stopWithinMs = 5000

interface StartAdmin {
  port: number
  /** Whether only this machine can reach it. */
  isPrivate: boolean
  /** What it is asked until it answers. Default: whether it is healthy. */
  firstPath?: string
}

/**
 * The admin panel and API, from the production build, as a child process.
 *
 * @throws Error when the port is taken, naming it and what to do
 */
export const startAdmin = async ({
  port,
  isPrivate,
  firstPath = '/api/generation/health',
}: StartAdmin): Promise<RunningAdmin> => {
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
  while (!(await isReady(`${url}${firstPath}`))) {
    if (child.exitCode !== null) throw new Error(`The admin panel stopped with exit code ${child.exitCode}.`)
    if (Date.now() > deadline) {
      await stop()
      throw new Error(`The admin panel did not answer on ${url} within three minutes.`)
    }
    await wait(100)
  }
  return { url, ended, stop }
}

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).ok
  } catch {
    // Not listening yet.
    return false
  }
}

const stampFile = path.join(projectFolder, '.next/coursewright-build')
/** All that is built into the panel besides what is installed: a change elsewhere needs no new build. */
const sources = [
  'src',
  'app',
  'demo/host/Users.ts',
  'demo/model/offlineModelName.ts',
  'payload.config.ts',
  'next.config.mjs',
  'package-lock.json',
  'tsconfig.json',
]
const lock = path.join(projectFolder, 'node_modules/.cache/coursewright/admin-build.lock')
const mostBuildMs = 30 * 60_000
const tellEveryMs = 15_000

interface BuildAdmin {
  /** Gets a line when something begins, and one every 15 seconds. */
  log: (line: string) => void
  /** Ends the build. */
  signal?: AbortSignal
}

/**
 * The production build of the admin panel: about a minute, and nothing when its sources are as they were. One at a
 * time, whichever commands want it.
 *
 * @throws Error with the build's own output when it fails
 */
export const buildAdmin = async ({ log, signal }: BuildAdmin): Promise<void> => {
  const isCurrent = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf(sources)
  if (isCurrent()) return
  mkdirSync(path.dirname(lock), { recursive: true })
  if (existsSync(lock)) log('Admin panel: another command is building it.')
  await withLock({ path: lock, timeoutMs: mostBuildMs }, async () => {
    if (isCurrent()) return
    const stamp = stampOf(sources)
    const isFirst = !existsSync(stampFile)
    log(
      `Admin panel: building it${isFirst ? '. This takes about a minute, the first time only' : ', as its sources have changed'}.`,
    )
    await followBuild(spawnNext(['build'], { stdio: ['ignore', 'pipe', 'pipe'], signal }), log)
    writeFileSync(stampFile, stamp)
  })
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

/**
 * Says what a build does: when it begins something else, and every 15 seconds.
 *
 * @throws Error with the build's own output when it fails
 */
export const followBuild = async (build: ChildProcess, log: (line: string) => void): Promise<void> => {
  // Also when this process leaves at once.
  const leave = () => build.kill()
  process.once('exit', leave)
  const startedAt = performance.now()
  let output = ''
  let stage = stageOf(output)
  const tell = () => {
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    log(`Admin panel: ${stage}, ${seconds} s so far.`)
  }
  const telling = setInterval(tell, tellEveryMs)
  const hear = (chunk: Buffer) => {
    output += chunk
    if (stageOf(output) === stage) return
    stage = stageOf(output)
    tell()
  }
  for (const stream of [build.stdout, build.stderr]) stream?.on('data', hear)
  try {
    const [code] = await once(build, 'close')
    if (code !== 0) throw new Error(`The admin panel could not be built:\n${output.slice(-4000)}`)
  } finally {
    clearInterval(telling)
    process.off('exit', leave)
  }
}

/** What Next is doing, by what it said last. */
const stageOf = (output: string): string => {
  const stages = [
    ['Finalizing page optimization', 'writing its files'],
    ['Generating static pages', 'making its pages'],
    ['Collecting page data', 'collecting its pages'],
    ['Creating an optimized production build', 'compiling'],
  ] as const
  return stages.find(([said]) => output.includes(said))?.[1] ?? 'starting'
}

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
