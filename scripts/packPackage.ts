import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(fileURLToPath(import.meta.url), '../..')

/**
 * What `npm publish` would upload, built anew.
 *
 * @param folder must exist
 * @returns the tarball's path
 */
export const packPackage = (folder: string): string => {
  // `prepack` prints to stdout as well, so the name is read from npm's JSON at the end.
  const args = ['pack', '--json', '--pack-destination', folder]
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell: isWindows })
  const filename = /"filename": "([^"]+)"/.exec(stdout)?.[1]
  if (status !== 0 || !filename) throw new Error(`npm pack failed:\n${stdout}${stderr}`)
  return path.join(folder, filename)
}

/** There npm is a batch file. */
const isWindows = process.platform === 'win32'
