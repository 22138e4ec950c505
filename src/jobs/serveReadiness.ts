import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Worker } from './startWorker.js'

interface ServeReadiness {
  worker: Pick<Worker, 'isReady'>
  /** 0 takes a free one. */
  port: number
  /** Default: all addresses, as a probe from outside of the container needs. */
  host?: string
}

export interface ReadinessServer {
  port: number
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
