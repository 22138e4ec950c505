import { once } from 'node:events'
import { createServer } from 'node:net'

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
