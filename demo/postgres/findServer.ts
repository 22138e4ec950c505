import { realpathSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { connectTo } from './connectTo.js'
import { isRunning } from './isRunning.js'
import { readMarker } from './readMarker.js'
import { readPidFile } from './readPidFile.js'
import type { Server } from './Server.js'
import { uriOf } from './uriOf.js'

const POLL_MS = 20
/** A process that has the pid but answers no connection for so long is not our server. */
const SILENCE_MS = 3_000
/** `cannot_connect_now`: starting up, recovering after a crash, or shutting down. */
const CANNOT_CONNECT_NOW = '57P03'

/**
 * The server that runs on a data folder now. One that is starting is waited for until it answers, one that is
 * stopping until it is gone. The answer comes from the server itself, so a reused pid or port deceives nobody.
 */
export async function findServer(cluster: string): Promise<Server | undefined> {
  const found = readPidFile(cluster)
  const marker = readMarker(cluster)
  if (!found || !marker) return undefined
  const server: Server = { ...found, password: marker.password, cluster }
  let lastWordAt = Date.now()
  while (isRunning(server) && Date.now() - lastWordAt < SILENCE_MS) {
    try {
      return (await dataDirectoryOf(server)) === realpathSync(cluster) ? server : undefined
    } catch (error) {
      const code = (error as { code?: string }).code
      if (code === CANNOT_CONNECT_NOW) lastWordAt = Date.now()
      // Something else took the port: another password, or no Postgres at all.
      else if (code !== 'ECONNREFUSED' && code !== 'ECONNRESET') return undefined
    }
    await wait(POLL_MS)
  }
  return undefined
}

async function dataDirectoryOf(server: Server): Promise<string> {
  return connectTo(uriOf(server), async (client) => {
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder")
    return realpathSync(rows[0]?.folder ?? '')
  })
}
