import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../setup/postgres.js'
import { waitFor } from '../waitFor.js'
import { ended, outputOf } from './outputOf.js'

let database: TestDatabase
let env: Record<string, string | undefined>

beforeAll(async () => {
  database = await testDatabase('demo')
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, NODE_ENV: _node, VITEST: _vitest, ...rest } = process.env
  env = { ...rest, DATABASE_URI: database.uri, PAYLOAD_SECRET: 'test' }
})
afterAll(() => database?.drop())

test('the demo makes 20 drills without a key and says in its last line what it made and saved', async () => {
  const { code, stdout } = await ended(demo(['--once', '--json']))
  expect(code).toBe(0)
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(summary).toMatchObject({ status: 'completed', requested: 20, generated: 20, failed: 0, positionsLoaded: 24 })
  expect(summary.tokens.prompt).toBeLessThan(0.25 * summary.tokens.baseline)
  expect(summary.tokens.prompt).toBeLessThan(0.6 * summary.tokens.baselineSingle)
  expect(summary.tokens.completion).toBeGreaterThan(1000)
  expect(summary.cost).toBe(0)
})

test('a taken port is said before anything is started', async () => {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const port = portOf(server)
  const { code, stderr } = await ended(demo([], { PORT: String(port) }))
  server.close()
  expect(code).toBe(1)
  expect(stderr).toContain(`Port ${port} is taken`)
  expect(stderr).not.toContain('Postgres')
})

test('Ctrl-C ends the demo, its admin panel and its worker, and frees the port', async () => {
  const port = await freePort()
  const child = demo([], { PORT: String(port) })
  const output = outputOf(child)
  const exited = once(child, 'exit')
  await waitFor('the admin panel', () => output.stdout.includes('Ctrl-C stops everything'), { deadlineMs: 280_000 })
  expect((await fetch(`http://localhost:${port}/admin/login`)).status).toBe(200)
  child.kill('SIGINT')
  const [code] = await exited
  expect(code).toBe(0)
  await expect(fetch(`http://localhost:${port}/admin/login`)).rejects.toThrow()
})

function demo(args: string[], more: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ['--conditions=production', '--import', 'tsx', 'demo/demo.ts', ...args], {
    env: { ...env, ...more } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server listens on no port.')
  return address.port
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const port = portOf(server)
  server.close()
  await once(server, 'close')
  return port
}
