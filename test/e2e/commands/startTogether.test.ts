import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeArgs } from '../../setup/compile.js'
import { type TestDatabase, testDatabase } from '../../setup/postgres.js'
import { Child } from '../../shared/Child.js'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase('together')
})
afterAll(() => database?.drop())

const openHost = (): Child =>
  new Child({
    args: nodeArgs('test/e2e/hosts/openHost.ts'),
    env: { ...process.env, DATABASE_URI: database.uri, PAYLOAD_SECRET: 'test' },
    keepsErrors: true,
  })

test('hosts that start at once on an empty database all come up, and it is set up once', async () => {
  const hosts = await Promise.all([openHost(), openHost(), openHost()].map((host) => host.ended()))
  for (const { code, stdout, stderr } of hosts) {
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout)).toEqual({ migrations: expect.any(Number), users: 4 })
  }
  const [first, ...others] = hosts.map(({ stdout }) => stdout)
  for (const other of others) expect(other).toBe(first)
})
