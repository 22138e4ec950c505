import { lchownSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Owner } from './Owner.js'

/** Makes `owner` the owner of a folder and of all that is in it; without an owner it stays ours. */
export function giveTo(owner: Owner | undefined, path: string): void {
  if (!owner) return
  lchownSync(path, owner.uid, owner.gid)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveTo(owner, join(path, name))
}
