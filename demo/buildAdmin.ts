import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from './environment.js'
import { spawnNext } from './spawnNext.js'

const stampFile = path.join(projectFolder, '.next/coursewright-build')
const sources = ['src', 'app', 'demo', 'payload.config.ts', 'next.config.mjs', 'package-lock.json', 'tsconfig.json']

interface BuildAdmin {
  log: (line: string) => void
  /** Ends the build. */
  signal?: AbortSignal
}

/**
 * The production build of the admin panel: takes about a minute, and nothing when the sources are as they were.
 *
 * @throws Error with the build's own output when it fails
 */
export const buildAdmin = async ({ log, signal }: BuildAdmin): Promise<void> => {
  const stamp = stampOf(sources)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  log('Building the admin panel; this takes a minute the first time.')
  await runNext(['build'], signal)
  writeFileSync(stampFile, stamp)
}

const stampOf = (places: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const place of places) {
    for (const file of filesOf(path.join(projectFolder, place))) hash.update(file).update(readFileSync(file))
  }
  return hash.digest('hex')
}

const filesOf = (place: string): string[] => {
  if (statSync(place).isFile()) return [place]
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(place, name))
    .filter((file) => statSync(file).isFile())
    .sort()
}

const runNext = (args: readonly string[], signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawnNext(args, { stdio: ['ignore', 'pipe', 'pipe'], signal })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The admin panel could not be built:\n${output.slice(-4000)}`)),
    )
  })
