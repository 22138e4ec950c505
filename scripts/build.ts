import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

// Makes `dist/`: JavaScript, type declarations and source maps by TypeScript, style sheets as they are.
const root = path.resolve(fileURLToPath(import.meta.url), '../..')
const src = path.join(root, 'src')
const dist = path.join(root, 'dist')

rmSync(dist, { recursive: true, force: true })
const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve('typescript-native/package.json')), 'bin/tsc')
const { status } = spawnSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
})
if (status === 0) {
  for (const file of filesIn(src, '.css')) cpSync(path.join(src, file), path.join(dist, file))
  for (const file of filesIn(dist, '.d.ts')) withoutStyleSheets(path.join(dist, file))
} else {
  // A half-made package must not be published.
  rmSync(dist, { recursive: true, force: true })
  process.exitCode = status ?? 1
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending))
}

/** TypeScript leaves imports of style sheets in declarations, where hosts cannot resolve them. Keeps line numbers. */
function withoutStyleSheets(file: string): void {
  const text = readFileSync(file, 'utf8')
  const clean = text.replaceAll(/^import ['"].*\.css['"];?$/gm, '')
  if (clean !== text) writeFileSync(file, clean)
}
