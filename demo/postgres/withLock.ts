import { setTimeout as wait } from 'node:timers/promises'
import { lockFile } from './lockFile.js'
import { PostgresProblem } from './PostgresProblem.js'

const POLL_MS = 20

interface LockOptions {
  path: string
  /** How long to wait for other holders. Default 120 000. */
  timeoutMs?: number
}

/**
 * Runs `work` while no other process runs work under the same lock file.
 *
 * @throws PostgresProblem when another process holds the lock for longer than `timeoutMs`
 */
export async function withLock<T>({ path, timeoutMs = 120_000 }: LockOptions, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + timeoutMs
  let release = lockFile(path)
  while (!release) {
    if (Date.now() > deadline) {
      throw new PostgresProblem(
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
