import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { postgresAdapter } from '@payloadcms/db-postgres'
import { connectTo, createDatabase, dropDatabase, withDatabase } from '../../demo/postgres/databases.js'
import { Child } from '../shared/Child.js'
import { filesIn, nodeArgs } from './compile.js'
import { type TestDatabase, testDatabase, testServer } from './postgres.js'

type Adapter = ReturnType<typeof postgresAdapter>
type Database = ReturnType<Adapter['init']>

/** What a template holds beside the tables. */
interface Seed {
  /** A word for it: templates are found by it. */
  name: string
  /** Fills a database of the same tables, and leaves it. */
  fill(uri: string): Promise<void>
}

interface FromTemplate {
  adapter: Adapter
  /** Of the database to be made, on its server. */
  uri: string
  name: string
  seed?: Seed
}

/** As many as there are kinds of host in the tests, twice. */
const mostTemplates = 80
/** Any number, as long as it is always the same. */
const lockKey = 3_141_592_653

/**
 * An adapter that makes its database when it connects: a copy of the template that has the tables of its config. The first
 * process that needs a template makes the tables in it; it is found by what the tables are, so it serves until
 * they change, in later runs too.
 */
export const fromTemplate = ({ adapter, uri, name, seed }: FromTemplate): Adapter => {
  // A second Payload of the same config finds it made.
  let isMade = false
  const init: Adapter['init'] = (args) => {
    const db = adapter.init(args)
    const connect = db.connect?.bind(db)
    if (!connect) throw new Error('The adapter connects otherwise now.')
    db.connect = async (options) => {
      if (!isMade) {
        const tables = await ensureTemplate(uri, templateName(db), (making) => makeTables(db, making))
        const template = seed ? await ensureTemplate(uri, `${tables}_${seed.name}`, seed.fill, tables) : tables
        await createDatabase({ uri, name, template })
        isMade = true
      }
      await connect(options)
    }
    return db
  }
  return { ...adapter, init }
}

/**
 * A database of the reference host with its migrations run and the demo's users and content in it, as a copy: to make one takes
 * seconds. @param of whose it is, as its name begins
 */
export const seededDatabase = async (of: string): Promise<TestDatabase> => {
  const { uri, stop } = await testServer()
  const hash = createHash('sha256')
  for (const file of hostSources.flatMap((place) => (statSync(place).isFile() ? [place] : filesIn(place).sort())))
    hash.update(file).update(readFileSync(file))
  const template = await ensureTemplate(uri, `template_${hash.digest('hex').slice(0, 16)}`, async (making) => {
    const { VITEST: _vitest, NODE_ENV: _node, ...rest } = process.env
    const env = { ...rest, NODE_ENV: 'production', DATABASE_URI: making, PAYLOAD_SECRET: 'test' }
    const { code } = await new Child({ args: nodeArgs('test/e2e/hosts/openHost.ts'), env }).ended()
    if (code !== 0) throw new Error('The reference host could not fill its database; what it said stands above.')
  })
  await stop()
  return testDatabase(of, template)
}

/** What says how its tables look, and what is put into them. */
const hostSources = ['src', 'demo', 'payload.config.ts', 'package-lock.json']

/** Tables, and how they were made: by what, and which version of the adapter. */
const templateName = (db: Database): string => {
  const { rawTables, schemaName } = db as { rawTables?: unknown; schemaName?: string }
  if (!rawTables) throw new Error('The adapter shows its tables no more.')
  const { version } = JSON.parse(readFileSync('node_modules/@payloadcms/db-postgres/package.json', 'utf8'))
  const hash = createHash('sha256').update(JSON.stringify(['migration', version, schemaName, rawTables]))
  return `template_${hash.digest('hex').slice(0, 16)}`
}

/** Makes a template unless it is there; of processes that need it at once, one does. */
const ensureTemplate = async (
  uri: string,
  template: string,
  fill: (uri: string) => Promise<void>,
  from?: string,
): Promise<string> => {
  await connectTo(withDatabase(uri, 'postgres'), async (client) => {
    const isThere = async () => (await client.query('select from pg_database where datname = $1', [template])).rowCount
    if (await isThere()) return
    await client.query('select pg_advisory_lock($1)', [lockKey])
    if (await isThere()) return
    // Under another name until it is whole, so that a run which was ended leaves none half made.
    const making = `making_${randomUUID().replaceAll('-', '').slice(0, 16)}`
    try {
      await fill(await createDatabase({ uri, name: making, template: from }))
      const rename = () => client.query(`alter database ${making} rename to ${template}`)
      // Postgres waits some seconds for connections that close; one ended by us meanwhile would be an error in its process.
      await rename().catch(async () => {
        await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [making])
        await rename()
      })
    } finally {
      await dropDatabase({ uri, name: making })
    }
    const { rows } = await client.query(
      `select datname from pg_database where datname ~ '^(template|making)_[0-9a-f]{16}' order by oid desc offset $1`,
      [mostTemplates],
    )
    for (const { datname } of rows) await dropDatabase({ uri, name: datname })
  })
  return template
}

/**
 * Makes the tables as the first migration of a host with this config would. To push them takes far longer, because what is
 * there is read first.
 */
const makeTables = async (db: Database, uri: string): Promise<void> => {
  const { requireDrizzleKit, defaultDrizzleSnapshot, schema, schemaName } = db as unknown as MigratingAdapter
  const { generateDrizzleJson, generateMigration } = requireDrizzleKit()
  // As Payload does for its migrations, which make no schema.
  const before = schemaName
    ? { ...defaultDrizzleSnapshot, schemas: { [schemaName]: schemaName } }
    : defaultDrizzleSnapshot
  const statements = await generateMigration(before, await generateDrizzleJson(schema))
  if (schemaName) statements.unshift(`create schema "${schemaName}"`)
  await connectTo(uri, (client) => client.query(statements.join(';\n')))
}

interface MigratingAdapter {
  requireDrizzleKit(): {
    generateDrizzleJson(schema: unknown): Promise<object>
    generateMigration(before: object, after: object): Promise<string[]>
  }
  defaultDrizzleSnapshot: object
  schema: unknown
  schemaName?: string
}
