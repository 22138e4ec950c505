import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const manifest: Manifest = read('package.json')
const lock: { packages: Record<string, LockedPackage> } = read('package-lock.json')

interface Manifest {
  engines: { node: string }
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
  devDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}
interface LockedPackage {
  name?: string
  version?: string
  dev?: boolean
  hasInstallScript?: boolean
  engines?: { node?: string }
}

test('every dependency of ours has one exact version', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect(version, name).toMatch(/^(npm:[a-z-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/)
  }
})

test('what the host brings is a range, and the version we develop with is in it', () => {
  for (const [name, range] of Object.entries(manifest.peerDependencies)) {
    const version = manifest.devDependencies[name]
    expect(version, `${name} is a peer and must be a dev dependency too`).toBeDefined()
    expect(range, name).toMatch(/^[\^>]/)
    expect(manifest.dependencies[name], `${name} must come from the host alone`).toBeUndefined()
  }
})

test('what we run on is what Payload 3 runs on', () => {
  expect(manifest.engines.node).toBe('>=20.9.0')
})

test('every package that wants to run an install script has been decided on', () => {
  const wanting = Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path, { name }]) => name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
  expect(wanting.length).toBeGreaterThan(0)
  expect(Object.keys(manifest.allowScripts)).toEqual(expect.arrayContaining([...new Set(wanting)]))
})

test('nothing is allowed to run an install script that is not installed', () => {
  const installed = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')))
  for (const name of Object.keys(manifest.allowScripts)) expect(installed).toContain(name)
})

test('each dependency has its line of reason in docs/dependencies.md', () => {
  const reasons = readFileSync('docs/dependencies.md', 'utf8')
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  for (const name of names) expect(reasons).toContain(`| \`${name}\` |`)
  const listed = [...reasons.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name)
  expect(new Set(listed)).toEqual(new Set(names))
})

test('every environment variable of the reference host is explained in .env.example', () => {
  const commands = readdirSync('demo', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const sources = ['payload.config.ts', ...commands.map((file) => `demo/${file}`)]
  const text = sources.map((file) => readFileSync(file, 'utf8')).join('\n')
  const taken = /const \{([^}]+)\} = process\.env/.exec(text)?.[1]?.split(',') ?? []
  const read = [...text.matchAll(/\benv\.([A-Z][A-Z_]+)/g)].map(([, name = '']) => name)
  const example = readFileSync('.env.example', 'utf8')
  const names = new Set([...taken, ...read].map((name) => name.trim()).filter(Boolean))
  expect(names.size).toBeGreaterThan(5)
  for (const name of names) expect(example).toMatch(new RegExp(`^#.+\\n${name}=$`, 'm'))
})
