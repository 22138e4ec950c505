import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { packPackage } from './packPackage.js'

// Whether the package, as it would be published, or the given tarball of it, resolves and brings its types wherever an ES module may be imported.
const bin = path.resolve(fileURLToPath(import.meta.url), '../../node_modules/.bin')
const folder = mkdtempSync(path.join(tmpdir(), 'coursewright-pack-'))
try {
  const tarball = process.argv[2] ?? packPackage(folder)
  const checks = [
    ['publint', '--strict', tarball],
    ['attw', tarball, '--profile', 'esm-only', '--no-emoji'],
  ]
  for (const [name = '', ...args] of checks) {
    const { status } = spawnSync(path.join(bin, name), args, { stdio: 'inherit', shell: process.platform === 'win32' })
    if (status !== 0) process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
