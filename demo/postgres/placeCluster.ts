import { createHash } from 'node:crypto'
import { existsSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { canReach } from './canReach.js'
import type { Binaries } from './findBinaries.js'
import { findServer } from './findServer.js'
import { initialiseCluster } from './initialiseCluster.js'
import type { Owner } from './Owner.js'
import { outsideFolder } from './outsideFolder.js'
import { removeForgotten } from './removeForgotten.js'
import { stopServer } from './stopServer.js'

interface PlaceOptions {
  dataDir: string
  owner: Owner | undefined
  binaries: Binaries
}

/**
 * Makes the data folder `<dataDir>/postgres`; where its owner cannot enter that, a folder outside of the project
 * with a link to it. Its name is a hash of the project's path, so that it is found again.
 *
 * @returns the data folder's real path
 */
export async function placeCluster({ dataDir, owner, binaries }: PlaceOptions): Promise<string> {
  const path = join(dataDir, 'postgres')
  if (!owner || canReach({ path: dataDir, owner, need: 'execute' })) {
    await initialiseCluster({ cluster: path, owner, binaries })
    return realpathSync(path)
  }
  const outside = outsideFolder(owner)
  await removeForgotten(outside)
  const hash = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12)
  const cluster = join(outside, hash)
  if (existsSync(cluster)) await removeUnlinked(cluster)
  // An empty folder may stand where the link goes. The link comes first: without one, data looks forgotten.
  rmSync(path, { recursive: true, force: true })
  symlinkSync(cluster, path)
  await initialiseCluster({ cluster, link: path, owner, binaries })
  return cluster
}

/** Whoever deletes `.data` to start afresh deletes the link only; the data it led to is meant as well. */
async function removeUnlinked(cluster: string): Promise<void> {
  const server = await findServer(cluster)
  if (server) await stopServer(server)
  rmSync(cluster, { recursive: true, force: true, maxRetries: 5 })
}
