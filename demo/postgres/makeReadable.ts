import { chmodSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Lets every user read a folder and all that is in it, and execute what its owner may execute. */
export function makeReadable(path: string): void {
  const found = lstatSync(path)
  if (found.isSymbolicLink()) return
  const executable = found.isDirectory() || (found.mode & 0o100) !== 0
  chmodSync(path, found.mode | (executable ? 0o555 : 0o444))
  if (found.isDirectory()) for (const name of readdirSync(path)) makeReadable(join(path, name))
}
