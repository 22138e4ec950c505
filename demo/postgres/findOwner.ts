import { spawnSync } from 'node:child_process'
import type { Owner } from './Owner.js'
import { PostgresProblem } from './PostgresProblem.js'

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
