import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { getPayload } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'

interface DrizzleKit {
  generateDrizzleJson(schema: Record<string, unknown>): Promise<object>
  generateMigration(before: object, after: object): Promise<string[]>
}

const folder = path.resolve('demo/migrations')
const { DATABASE_URI, PAYLOAD_SECRET } = process.env
let kit: DrizzleKit
let today: object

beforeAll(async () => {
  // Never connected to: the schema is compared with the newest snapshot.
  Object.assign(process.env, { DATABASE_URI: 'postgres://nobody@127.0.0.1:1/none', PAYLOAD_SECRET: 'test' })
  const { default: config } = await import('../../../payload.config.js')
  const { db } = await getPayload({ config, disableDBConnect: true })
  if (!hasSchema(db)) throw new Error('The adapter shows its schema no more.')
  kit = db.requireDrizzleKit()
  today = await kit.generateDrizzleJson(db.schema)
})
afterAll(() => {
  Object.assign(process.env, { DATABASE_URI, PAYLOAD_SECRET })
})

test('the committed migrations make exactly the schema of today', async () => {
  expect(await kit.generateMigration(newestSnapshot(), today)).toEqual([])
})

test('a column that no migration knows would be seen', async () => {
  const snapshot = JSON.parse(JSON.stringify(newestSnapshot()))
  delete snapshot.tables['public.positions'].columns.notation
  expect((await kit.generateMigration(snapshot, today)).join('\n')).toContain('"notation"')
})

function newestSnapshot(): object {
  const newest = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .at(-1)
  return JSON.parse(readFileSync(path.join(folder, newest ?? ''), 'utf8'))
}

function hasSchema(db: object): db is { schema: Record<string, unknown>; requireDrizzleKit(): DrizzleKit } {
  return 'schema' in db && 'requireDrizzleKit' in db
}
