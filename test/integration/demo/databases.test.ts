import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, dropDatabase } from '../../../demo/postgres/databases.js'
import { type RunningPostgres, startPostgres } from '../../../demo/postgres/startPostgres.js'

let project: string
let postgres: RunningPostgres

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'coursewright-databases-'))
  chmodSync(project, 0o755)
  postgres = await startPostgres({ dataDir: join(project, '.data'), database: 'template' })
}, 60_000)

afterAll(async () => {
  await postgres.stop()
  rmSync(project, { recursive: true, force: true, maxRetries: 5 })
})

async function connect(uri: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: uri })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function query(uri: string, sql: string): Promise<unknown[]> {
  const client = await connect(uri)
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('createDatabase', () => {
  it('makes an empty database and gives its uri', async () => {
    const uri = await createDatabase({ uri: postgres.uri, name: 'Empty "one"' })
    expect(await query(uri, 'select current_database() as name')).toEqual([{ name: 'Empty "one"' }])
  })

  it('copies a template, and the copy changes alone', async () => {
    await query(postgres.uri, 'create table answers as select 42 as answer')
    const uri = await createDatabase({ uri: postgres.uri, name: 'copy', template: 'template' })
    await query(uri, 'update answers set answer = 43')
    expect(await query(uri, 'select answer from answers')).toEqual([{ answer: 43 }])
    expect(await query(postgres.uri, 'select answer from answers')).toEqual([{ answer: 42 }])
  })

  it('waits while somebody is connected to the template', async () => {
    const user = await connect(postgres.uri)
    let isDone = false
    const copying = createDatabase({ uri: postgres.uri, name: 'patient', template: 'template' }).then((uri) => {
      isDone = true
      return uri
    })
    // Postgres itself gives up after five seconds; by then a single try has failed.
    await user.query('select pg_sleep(5.5)')
    expect(isDone).toBe(false)
    await user.end()
    expect(await query(await copying, 'select 1 as one')).toEqual([{ one: 1 }])
  }, 30_000)

  it('refuses a name that is taken', async () => {
    await createDatabase({ uri: postgres.uri, name: 'taken' })
    await expect(createDatabase({ uri: postgres.uri, name: 'taken' })).rejects.toThrow(/already exists/)
  })
})

describe('dropDatabase', () => {
  it('removes a database although somebody is connected, and minds a missing one not', async () => {
    const uri = await createDatabase({ uri: postgres.uri, name: 'doomed' })
    const user = await connect(uri)
    await dropDatabase({ uri, name: 'doomed' })
    await dropDatabase({ uri: postgres.uri, name: 'doomed' })
    await expect(query(uri, 'select 1')).rejects.toThrow(/does not exist/)
    await user.end().catch((error: Error) => expect(error.message).toMatch(/terminat/))
  })
})
