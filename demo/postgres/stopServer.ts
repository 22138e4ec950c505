import { setTimeout as wait } from 'node:timers/promises'
import type { ProcessIdentity } from './identifyProcess.js'
import { isRunning } from './isRunning.js'
import { PostgresProblem } from './PostgresProblem.js'

const POLL_MS = 10
/** How long Postgres gets to write everything down before it is told to leave at once. */
const PATIENCE_MS = 15_000

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
    const deadline = Date.now() + PATIENCE_MS
    while (Date.now() < deadline) {
      if (!isRunning(server)) return
      await wait(POLL_MS)
    }
  }
  throw new PostgresProblem(`Postgres (process ${server.pid}) does not stop. End that process by hand.`)
}
