import { mkdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canReach } from './canReach.js'
import type { Owner } from './Owner.js'
import { PostgresProblem } from './PostgresProblem.js'

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
