import { realpathSync, statSync } from 'node:fs'
import { sep } from 'node:path'
import { checkCluster } from './checkCluster.js'
import { choosePort } from './choosePort.js'
import { type Binaries, findBinaries } from './findBinaries.js'
import { findOwner } from './findOwner.js'
import { giveTo } from './giveTo.js'
import { launchServer } from './launchServer.js'
import type { Owner } from './Owner.js'
import { placeCluster } from './placeCluster.js'
import { readMajor } from './readMajor.js'
import type { Server } from './Server.js'

interface StartOptions {
  dataDir: string
  /** The data folder, when there is one already. */
  cluster: string | undefined
  port?: number
  log(line: string): void
}

/**
 * Starts Postgres on the data folder of `dataDir`, made first where there is none. The caller holds the lock and
 * knows that no server runs there.
 */
export async function startServer({ dataDir, cluster: existing, port, log }: StartOptions): Promise<Server> {
  // Before a second is spent on a new data folder.
  await choosePort(port)
  const owner = existing ? ownerOf(existing) : findOwner()
  const binaries = findBinaries(owner)
  const major = await readMajor(binaries)
  if (existing) {
    checkCluster({ cluster: existing, major })
    if (owner && statSync(existing).uid !== owner.uid) giveTo(owner, existing)
  } else log('Postgres makes its data folder, once.')
  const cluster = existing ?? (await placeCluster({ dataDir, owner, binaries }))
  for (const line of describeOutside({ dataDir, cluster, binaries })) log(line)
  return launchServer({ cluster, owner, binaries, port })
}

/** A data folder keeps its owner, also when root starts what an ordinary user made. */
function ownerOf(cluster: string): Owner | undefined {
  const { uid, gid } = statSync(cluster)
  return process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : findOwner()
}

function describeOutside({ dataDir, cluster, binaries }: { dataDir: string; cluster: string; binaries: Binaries }) {
  const outside = [
    ...(cluster.startsWith(realpathSync(dataDir) + sep) ? [] : [`its data is in ${cluster}`]),
    ...(binaries.folder.includes(`${sep}node_modules${sep}`) ? [] : [`its programs are in ${binaries.folder}`]),
  ]
  return outside.length ? [`Postgres runs as another user, who cannot enter this folder: ${outside.join(', ')}.`] : []
}
