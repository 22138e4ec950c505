import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A port on 127.0.0.1 that nobody listens on at this moment.
 *
 * @param wanted try exactly this one; default: any
 * @throws the system's error (`EADDRINUSE`, `EACCES`) when the wanted one cannot be had
 */
export async function findFreePort(wanted = 0): Promise<number> {
  const probe = createServer()
  return new Promise((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : wanted))
    })
  })
}

/** @throws Error when the port is taken, naming it and what to do */
export const checkPort = async (port: number): Promise<void> => {
  const probe = createServer()
  const taken = await new Promise<boolean>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(true) : reject(error)))
    probe.listen(port, () => resolve(false))
  })
  if (taken) throw new Error(`Port ${port} is taken. Stop what uses it, or set PORT to another.`)
  probe.close()
  await once(probe, 'close')
}
