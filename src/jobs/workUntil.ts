import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import type { BasePayload } from 'payload'
import { startWorker, type Worker, type WorkerOptions } from './startWorker.js'

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

interface WorkArgs {
  options: Pick<WorkerOptions, 'concurrency' | 'graceMs' | 'maxMemoryMb'>
  readyPort: number | undefined
}

/**
 * `[--concurrency 3] [--grace-ms 25000] [--max-memory-mb 1500] [--ready-port 8081]`; what a worker allows, `startWorker`
 * says.
 *
 * @throws Error naming the option
 */
export const parseWorkArgs = (args: string[]): WorkArgs => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: { concurrency: text, 'grace-ms': text, 'max-memory-mb': text, 'ready-port': text },
  })
  const number = (name: keyof typeof values): number | undefined => {
    const value = values[name]
    if (value === undefined || /^\d+$/.test(value)) return value === undefined ? undefined : Number(value)
    throw new Error(`--${name} is "${value}"; give a whole number.`)
  }
  const readyPort = number('ready-port')
  if (readyPort !== undefined && readyPort > 65_535) {
    throw new Error(`--ready-port is "${readyPort}"; give a port number from 0 to 65535.`)
  }
  return {
    options: { concurrency: number('concurrency'), graceMs: number('grace-ms'), maxMemoryMb: number('max-memory-mb') },
    readyPort,
  }
}

interface ServeReadiness {
  worker: Pick<Worker, 'isReady'>
  /** 0 takes a free one. */
  port: number
  /** Default: all addresses, as a probe from outside of the container needs. */
  host?: string
}

/** The server that `serveReadiness` started. */
export interface ReadinessServer {
  /** The port it is bound to, also where 0 was asked for. */
  port: number
  /** Ends open connections, and resolves when the port is free. */
  close(): Promise<void>
}

/**
 * `GET /ready` for an orchestrator: 200 while the worker takes work, 503 while it drains, has no database, or is held up.
 * Anything else is 404.
 *
 * @throws Error when the port cannot be had
 */
export const serveReadiness = async ({ worker, port, host }: ServeReadiness): Promise<ReadinessServer> => {
  const server = createServer(({ url }, response) => {
    if (url !== '/ready') return response.writeHead(404).end()
    const isReady = worker.isReady()
    return response
      .writeHead(isReady ? 200 : 503, { 'content-type': 'application/json' })
      .end(JSON.stringify({ status: isReady ? 'ready' : 'unavailable' }))
  })
  server.listen(port, host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
