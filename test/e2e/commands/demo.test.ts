import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectTo } from '../../../demo/postgres/databases.js'
import { built } from '../../setup/build.js'
import { type TestDatabase, testDatabase } from '../../setup/postgres.js'
import { Child } from '../../shared/Child.js'
import { waitFor } from '../../shared/waitFor.js'

let database: TestDatabase
let env: Record<string, string | undefined>

beforeAll(async () => {
  database = await testDatabase('demo')
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, NODE_ENV: _node, VITEST: _vitest, ...rest } = process.env
  env = { ...rest, DATABASE_URI: database.uri, PAYLOAD_SECRET: 'test' }
})
afterAll(() => database?.drop())

test('the demo makes 20 drills and 3 lessons without a key and says in its last line what it made and saved', async () => {
  const { code, stdout, stderr } = await demo(['--once', '--json']).ended()
  expect(code, stderr).toBe(0)
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(summary).toMatchObject({ status: 'completed', requested: 20, generated: 20, failed: 0, positionsLoaded: 24 })
  expect(summary.tokens.prompt).toBeLessThan(0.25 * summary.tokens.baseline)
  expect(summary.tokens.prompt).toBeLessThan(0.6 * summary.tokens.baselineSingle)
  expect(summary.tokens.completion).toBeGreaterThan(1000)
  expect(summary.cost).toBe(0)
  expect(summary.lessons).toMatchObject({ requested: 3, generated: 3 })
  // The issue's own bound for three lessons: 61 % fewer than three calls.
  expect(summary.lessons.promptTokens).toBeLessThanOrEqual(0.39 * summary.lessons.singlePromptTokens)
})

test('the last line says what became of a series that could not be made, and the exit code is 1', async () => {
  const provider = createHttpServer((_, response) => {
    response.writeHead(401, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { message: 'Incorrect API key provided.' } }))
  }).listen(0)
  await once(provider, 'listening')
  const more = { OPENAI_BASE_URL: `http://127.0.0.1:${portOf(provider)}/v1`, OPENAI_API_KEY: 'none', OPENAI_MODEL: 'm' }
  const { code, stdout, stderr } = await demo(['--once', '--json'], more).ended()
  provider.close()
  expect(code).toBe(1)
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(summary).toMatchObject({ status: 'failed', requested: 20, generated: 0, failed: 20 })
  expect(summary).not.toHaveProperty('lessons')
  expect(stderr).toMatch(/API key|unauthorized|401/i)
})

test('a taken port is said before anything is started', async () => {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const port = portOf(server)
  const { code, stderr } = await demo([], { PORT: String(port) }).ended()
  server.close()
  expect(code).toBe(1)
  expect(stderr).toContain(`Port ${port} is taken`)
  expect(stderr).not.toContain('Postgres')
})

test('a second start leads to the series that is there, before the panel is up, and Ctrl-C ends everything', async () => {
  await built()
  const before = await series()
  expect(before.length).toBeGreaterThan(0)
  const port = await freePort()
  const child = demo([], { PORT: String(port) })
  const link = `http://localhost:${port}/admin/collections/drill-series/${before.at(-1)}`
  await waitFor('the link', () => child.stdout.includes(`Your series: ${link}`), { deadlineMs: 60_000 })
  await waitFor('the admin panel', () => child.stdout.includes('Ctrl-C stops everything'), { deadlineMs: 280_000 })
  expect((await fetch(`http://localhost:${port}/admin/login`)).status).toBe(200)
  expect(child.stdout.indexOf(link)).toBeLessThan(child.stdout.indexOf('Admin panel:'))
  child.signal('SIGINT')
  const { code } = await child.ended()
  expect(code).toBe(0)
  expect(await series()).toEqual(before)
  await expect(fetch(`http://localhost:${port}/admin/login`)).rejects.toThrow()
})

/** Ids of those that have drills, oldest first. */
const series = (): Promise<number[]> =>
  connectTo(String(env.DATABASE_URI), async (client) => {
    const { rows } = await client.query<{ id: number }>(
      'select id from drill_series s where exists (select from drills d where d.series_id = s.id) order by created_at',
    )
    return rows.map(({ id }) => id)
  })

/** As `npm run demo` starts it. */
function demo(args: string[], more: Record<string, string> = {}): Child {
  return new Child({ args: ['--import', 'tsx', 'demo/demo.ts', ...args], env: { ...env, ...more }, keepsErrors: true })
}

function portOf(server: Pick<ReturnType<typeof createServer>, 'address'>): number {
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
