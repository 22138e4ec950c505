import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Binaries } from './findBinaries.js'
import { giveTo } from './giveTo.js'
import type { Owner } from './Owner.js'
import { PostgresProblem } from './PostgresProblem.js'
import { type ClusterMarker, MARKER_NAME } from './readMarker.js'
import { runAs } from './runAs.js'

interface InitialiseOptions {
  /** Where the data folder shall be; missing or empty. */
  cluster: string
  /** The link to it, where it is outside of its project. */
  link?: string
  owner: Owner | undefined
  binaries: Binaries
}

/**
 * Makes a new data folder: UTF-8, ordered by code point as in the C locale, letters of all languages folded.
 * Everything happens in a folder beside it that is renamed at the end, so an interruption leaves nothing half made.
 * The caller holds the lock.
 *
 * @throws PostgresProblem with what initdb said
 */
export async function initialiseCluster({ cluster, link, owner, binaries }: InitialiseOptions): Promise<void> {
  const drafts = `${basename(cluster)}.initialising-`
  removeDrafts(dirname(cluster), drafts)
  const draft = join(dirname(cluster), `${drafts}${process.pid}`)
  const data = join(draft, 'data')
  const passwordFile = join(draft, 'password')
  const marker: ClusterMarker = { password: randomBytes(18).toString('hex'), link }
  mkdirSync(data, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(passwordFile, marker.password, { mode: 0o600 })
    giveTo(owner, draft)
    const { code, output } = await runAs({ file: binaries.initdb, args: initdbArgs(data, passwordFile), owner })
    if (code !== 0) throw new PostgresProblem(`Postgres could not write its data folder ${cluster}: ${output}`)
    writeFileSync(join(data, MARKER_NAME), JSON.stringify(marker), { mode: 0o600 })
    giveTo(owner, join(data, MARKER_NAME))
    if (existsSync(cluster)) rmdirSync(cluster)
    renameSync(data, cluster)
    chmodSync(cluster, 0o700)
  } finally {
    rmSync(draft, { recursive: true, force: true, maxRetries: 5 })
  }
}

function initdbArgs(data: string, passwordFile: string): string[] {
  return [
    `--pgdata=${data}`,
    `--pwfile=${passwordFile}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    // A crash of the machine in this moment costs an empty folder; waiting for the disk costs seconds.
    '--no-sync',
    '--no-instructions',
  ]
}

/** Left by commands that were killed; whoever holds the lock knows that nobody works on them. */
function removeDrafts(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(prefix)) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 5 })
  }
}
