import { type ChildProcess, spawn } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../setup/postgres.js'
import { ended } from './outputOf.js'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase('together')
})
afterAll(() => database?.drop())

const script = `
  import { openHost } from './demo/openHost.ts'
  const host = await openHost({ log: () => undefined, seedsAnyDatabase: true })
  const count = async (collection) => (await host.payload.count({ collection })).totalDocs
  const found = { migrations: await count('payload-migrations'), users: await count('users') }
  process.stdout.write(JSON.stringify(found))
  await host.stop()
  process.exit()`

const openHost = (): ChildProcess => {
  const args = ['--conditions=production', '--import', 'tsx', '--input-type=module', '--eval', script]
  return spawn(process.execPath, args, {
    env: { ...process.env, DATABASE_URI: database.uri, PAYLOAD_SECRET: 'test' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

test('hosts that start at once on an empty database all come up, and it is set up once', async () => {
  const hosts = await Promise.all([openHost(), openHost(), openHost()].map(ended))
  for (const { code, stdout, stderr } of hosts) {
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout)).toEqual({ migrations: expect.any(Number), users: 4 })
  }
  const [first, ...others] = hosts.map(({ stdout }) => stdout)
  for (const other of others) expect(other).toBe(first)
})
