import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { checkPort } from './checkPort.js'
import { spawnNext } from './spawnNext.js'

export interface RunningAdmin {
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
      throw new Error(`The admin panel did not answer on ${url} within a minute.`)
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
