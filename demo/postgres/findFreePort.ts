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
