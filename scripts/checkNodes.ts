import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '../demo/host/ports.js'
import { createDatabase, dropDatabase } from '../demo/postgres/databases.js'
import { startPostgres } from '../demo/postgres/startPostgres.js'
import { waitFor } from '../test/shared/waitFor.js'

// `npm run check:nodes [-- 22 24]`: whether the demo, a worker and the built admin panel work on other versions of Node than
// the one that runs all tests. The binaries are those of the npm package `node`.
const root = path.resolve(fileURLToPath(import.meta.url), '../..')
const loadMs = 120_000
const buildMs = 1_200_000
const versions = process.argv.length > 2 ? process.argv.slice(2) : ['22', '24']
const conditions = ['--conditions=production', '--import', 'tsx']
/** What a person's own terminal has not. */
const ofOurs = ['NODE_ENV', 'NODE_OPTIONS', 'OPENAI_API_KEY', 'OPENAI_BASE_URL']
const children: ChildProcess[] = []

interface Place {
  /** Path of the Node binary. */
  node: string
  env: NodeJS.ProcessEnv
}

const checks: Record<string, (place: Place) => Promise<void>> = {
  demo: async (place) => {
    const { code, stdout, stderr } = await ended(start(place, ...conditions, 'demo/demo.ts', '--once', '--json'))
    const last = stdout.trim().split('\n').at(-1) ?? ''
    if (code !== 0 || JSON.parse(last).generated !== 20) throw new Error(`exit code ${code}\n${stdout}${stderr}`)
  },
  work: async (place) => {
    const port = String(await findFreePort())
    const worker = start(place, '--import', 'tsx', 'bin/payload-coursewright.mjs', 'work', '--ready-port', port)
    await answers(worker, `http://127.0.0.1:${port}/ready`, loadMs)
  },
  serve: async (place) => {
    const port = String(await findFreePort())
    const env = { ...place.env, PORT: port }
    const host = start({ ...place, env }, ...conditions, 'demo/serve.ts')
    await answers(host, `http://127.0.0.1:${port}/admin/login`, buildMs)
  },
}

const postgres = await startPostgres({ dataDir: path.join(root, '.data/test') })
let passed = 0
let failed = 0
try {
  // npm brings them in turn; side by side, their checks keep both cores of a small machine busy.
  const binaries = versions.map(binaryOf)
  const check = async (version: string, node: string) => {
    const name = `node_${version.replaceAll(/\D/g, '_')}_${process.pid}`
    const uri = await createDatabase({ uri: postgres.uri, name })
    const env = Object.assign({}, process.env, { DATABASE_URI: uri, PAYLOAD_SECRET: 'test' })
    for (const name of ofOurs) delete env[name]
    for (const [what, works] of Object.entries(checks)) {
      const startedAt = performance.now()
      const error = await works({ node, env }).catch((reason: unknown) => reason)
      if (error === undefined) passed += 1
      else failed += 1
      const seconds = Math.round((performance.now() - startedAt) / 1000)
      console.log(`Node ${version}, ${what}: ${error === undefined ? 'ok' : String(error)} (${seconds} s)`)
    }
    await dropDatabase({ uri: postgres.uri, name })
  }
  await Promise.all(versions.map((version, index) => check(version, binaries[index] ?? '')))
} finally {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await postgres.stop()
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function binaryOf(version: string): string {
  const args = ['--yes', `--package=node@${version}`, '-c', 'node -p process.execPath']
  const { status, stdout, stderr } = spawnSync('npx', args, { encoding: 'utf8', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(`npm could not bring Node ${version}: ${stderr}`)
  return stdout.trim()
}

function start({ node, env }: Place, ...args: string[]): ChildProcess {
  const child = spawn(node, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  return child
}

/** Waits until it serves this address, and has it end in order. */
async function answers(child: ChildProcess, url: string, deadlineMs: number): Promise<void> {
  const output = outputOf(child)
  const closed = once(child, 'close')
  const isUp = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  await waitFor(url, async () => hasEnded() || (await isUp()), { deadlineMs, everyMs: 200 })
  const wasUp = !hasEnded()
  child.kill('SIGTERM')
  const [code] = await closed
  if (!wasUp || code !== 0) throw new Error(`exit code ${code}\n${output.stdout}${output.stderr}`)
}

/** What a process says, growing while it runs. */
function outputOf(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    output.stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output.stderr += chunk
  })
  return output
}

/** All it said and its exit code, once it has ended. */
async function ended(child: ChildProcess): Promise<{ stdout: string; stderr: string; code: number | null }> {
  const output = outputOf(child)
  const [code] = await once(child, 'close')
  return { code, ...output }
}
