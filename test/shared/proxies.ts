import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

interface Proxy {
  /** The address of the server behind, through it. */
  uri: string
  stop(): Promise<void>
}

/** What becomes of one connection: both sides are connected already, and closed together. */
type Passes = (sockets: { client: Socket; server: Socket }) => void

/** Stands before a Postgres, on a port of its own. */
const startProxy = async (behind: string, pass: Passes): Promise<Proxy> => {
  const { hostname, port } = new URL(behind)
  const sockets = new Set<Socket>()
  const listener = createServer((client) => {
    const server = connect(Number(port), hostname)
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    pass({ client, server })
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const uri = new URL(behind)
  uri.port = String((listener.address() as AddressInfo).port)
  return {
    uri: uri.href,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
}

interface CuttingProxy extends Proxy {
  /** Connections cut so far. */
  cuts(): number
}

interface StartCuttingProxy {
  uri: string
  /** What the transactions say whose COMMIT gets no answer. */
  statement: string
}

/**
 * Cuts each connection right after the COMMIT of a transaction that had the statement: the commit is done, and whoever asked
 * for it never hears so.
 */
export const startCuttingProxy = async ({ uri, statement }: StartCuttingProxy): Promise<CuttingProxy> => {
  let cuts = 0
  const proxy = await startProxy(uri, ({ client, server }) => {
    let isMarked = false
    let isCommitting = false
    client.on('data', (chunk) => {
      if (chunk.includes(statement)) isMarked = true
      if (isMarked && chunk.includes('commit')) isCommitting = true
      server.write(chunk)
    })
    server.on('data', (chunk) => {
      if (!isCommitting) return client.write(chunk)
      cuts += 1
      return client.destroy()
    })
  })
  return { ...proxy, cuts: () => cuts }
}

const notificationResponse = 'A'.charCodeAt(0)
const headBytes = 5

/** Is as a connection pooler in transaction mode: everything passes but notifications. */
export const startDeafPooler = (uri: string): Promise<Proxy> =>
  startProxy(uri, ({ client, server }) => {
    client.pipe(server)
    let pending = Buffer.alloc(0)
    server.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk])
      while (pending.length >= headBytes) {
        const length = 1 + pending.readUInt32BE(1)
        if (pending.length < length) return
        const message = pending.subarray(0, length)
        pending = pending.subarray(length)
        if (message[0] !== notificationResponse) client.write(message)
      }
    })
  })
