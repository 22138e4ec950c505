import { findFreePort } from './findFreePort.js'
import { PostgresProblem } from './PostgresProblem.js'

/**
 * The port for a server about to start: the requested one, or any free one.
 *
 * @throws PostgresProblem when the requested one is no port, taken, or reserved
 */
export async function choosePort(requested: number | undefined): Promise<number> {
  if (requested === undefined) return findFreePort()
  assertPort(requested)
  try {
    return await findFreePort(requested)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE') throw takenPort(requested)
    if (code === 'EACCES') {
      throw new PostgresProblem(
        `Port ${requested} (EMBEDDED_PG_PORT) is reserved by the system: choose one above 1023.`,
      )
    }
    throw error
  }
}

export function takenPort(port: number): PostgresProblem {
  return new PostgresProblem(
    `Port ${port} (EMBEDDED_PG_PORT) is taken by another program. End that program, set EMBEDDED_PG_PORT to ` +
      'another port, or leave it out and a free one is chosen.',
  )
}

function assertPort(port: number): void {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return
  throw new PostgresProblem(
    `EMBEDDED_PG_PORT must be a whole number from 1 to 65535, not ${port}. Leave it out and a free port is chosen.`,
  )
}
