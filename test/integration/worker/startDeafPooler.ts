import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

const notificationResponse = 'A'.charCodeAt(0)
const headBytes = 5

interface DeafPooler {
  /** The given address, through it. */
  uri: string
  stop(): Promise<void>
}

/** Stands before Postgres as a connection pooler in transaction mode: everything passes but notifications. */
export const startDeafPooler = async (postgresUri: string): Promise<DeafPooler> => {
  const { hostname, port } = new URL(postgresUri)
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    client.pipe(upstream)
    let pending = Buffer.alloc(0)
    upstream.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk])
      while (pending.length >= headBytes) {
        const length = 1 + pending.readUInt32BE(1)
        if (pending.length < length) return
        const message = pending.subarray(0, length)
        pending = pending.subarray(length)
        if (message[0] !== notificationResponse) client.write(message)
      }
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
  const uri = new URL(postgresUri)
  uri.port = String((server.address() as AddressInfo).port)
  return {
    uri: uri.href,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
