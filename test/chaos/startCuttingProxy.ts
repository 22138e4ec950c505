import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

interface CuttingProxy {
  /** The given address, through it. */
  uri: string
  /** Connections cut so far. */
  cuts(): number
  stop(): Promise<void>
}

interface StartCuttingProxy {
  uri: string
  /** What the transactions say whose COMMIT gets no answer. */
  statement: string
}

/**
 * Stands before Postgres and cuts each connection right after the COMMIT of a transaction that had the statement: the
 * commit is done, and whoever asked for it never hears so.
 */
export const startCuttingProxy = async ({ uri: behind, statement }: StartCuttingProxy): Promise<CuttingProxy> => {
  const { hostname, port } = new URL(behind)
  const sockets = new Set<Socket>()
  let cuts = 0
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    let isMarked = false
    let isCommitting = false
    client.on('data', (chunk) => {
      if (chunk.includes(statement)) isMarked = true
      if (isMarked && chunk.includes('commit')) isCommitting = true
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      if (!isCommitting) return client.write(chunk)
      cuts += 1
      return client.destroy()
    })
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const uri = new URL(behind)
  uri.port = String((server.address() as AddressInfo).port)
  return {
    uri: uri.href,
    cuts: () => cuts,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
