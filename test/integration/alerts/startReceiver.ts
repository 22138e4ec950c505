import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Received {
  headers: IncomingHttpHeaders
  body: string
}

type Behave = (response: ServerResponse) => void

export interface Receiver {
  url: string
  received(): readonly Received[]
  /** Behaves otherwise from now on; without an argument it takes what comes. Forgets what it has received. */
  answer(behave?: Behave): void
  stop(): Promise<void>
}

/** Where a webhook leads: keeps what it gets, and answers as it is told. */
export const startReceiver = async (): Promise<Receiver> => {
  const well: Behave = (response) => response.writeHead(204).end()
  let behave = well
  let received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      behave(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/key-in-the-path`,
    received: () => received,
    answer: (next = well) => {
      behave = next
      received = []
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** As `whsec_$(openssl rand -base64 32)` would be. */
export const webhookSecret = `whsec_${Buffer.from('a key that tests alone may know!').toString('base64')}`
