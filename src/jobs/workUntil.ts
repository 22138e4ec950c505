import type { BasePayload } from 'payload'
import type { WorkArgs } from './parseWorkArgs.js'
import { serveReadiness } from './serveReadiness.js'
import { startWorker, type Worker } from './startWorker.js'

interface WorkUntil extends WorkArgs {
  payload: BasePayload
  /** Resolves when the worker is to stop. */
  asked: Promise<unknown>
  /** Told when it works; the port is the one that was bound. */
  onStart(readyPort: number | undefined): void
}

/**
 * A worker of a command: until it is asked to stop, or ends by itself.
 *
 * @throws Error when it could not start, before it took any work, or ended because of its memory
 */
export const workUntil = async ({ payload, options, readyPort, asked, onStart }: WorkUntil): Promise<void> => {
  let worker: Worker | undefined
  // Bound before any work is taken: a process that ends because its port is taken must hold no step.
  const readiness =
    readyPort === undefined
      ? undefined
      : await serveReadiness({ worker: { isReady: () => worker?.isReady() ?? false }, port: readyPort })
  try {
    worker = startWorker({ payload, ...options })
    onStart(readiness?.port)
    await Promise.race([asked, worker.ended])
    // Answers 503 while the steps under way end.
    await worker.stop()
    if ((await worker.ended) === 'memory') {
      const limit = `more than ${options.maxMemoryMb} MB of memory`
      throw new Error(`The worker ended because its process had ${limit}. Start it again.`)
    }
  } finally {
    await readiness?.close()
  }
}
