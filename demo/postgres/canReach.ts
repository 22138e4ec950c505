import { spawnSync } from 'node:child_process'
import type { Owner } from './Owner.js'

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
