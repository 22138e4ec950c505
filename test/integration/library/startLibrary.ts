import { randomUUID } from 'node:crypto'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, type CollectionConfig, type Endpoint, getPayload, handleEndpoints, type Payload } from 'payload'
import { dropDatabase, withDatabase } from '../../../demo/postgres/databases.js'
import { defaultGames } from '../../../src/games/defaultGames.js'
import { difficulties } from '../../../src/games/difficulties.js'
import { type PositionTables, positionTables } from '../../../src/library/store.js'
import { testServer } from '../../setup/postgres.js'
import { fromTemplate } from '../../setup/templates.js'

export interface TestLibrary {
  payload: Payload
  tables: PositionTables
  positionsSlug: string
  /** Payload's REST API, as its Next.js route calls it. */
  request(path: string, init?: RequestInit & { duplex?: 'half' }): Promise<Response>
  stop(): Promise<void>
}

interface StartLibraryInput {
  idType: 'serial' | 'uuid' | 'uuidv7'
  positionsSlug?: string
  schemaName?: string
  endpoints?: Endpoint[]
  poolSize?: number
}

/** Real Payload on a real, empty Postgres, with nothing but the library: it can be tested without the plugin. */
export const startLibrary = async (input: StartLibraryInput): Promise<TestLibrary> => {
  const { idType, positionsSlug = 'positions', schemaName, endpoints = [], poolSize = 10 } = input
  const postgres = await testServer()
  const name = `library_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const uri = withDatabase(postgres.uri, name)
  const pool = { connectionString: uri, max: poolSize }
  const config = await buildConfig({
    secret: randomUUID(),
    telemetry: false,
    logger: { options: { level: 'fatal' } },
    typescript: { autoGenerate: false },
    db: fromTemplate({ adapter: postgresAdapter({ idType, schemaName, push: false, pool }), uri, name }),
    collections: [
      { slug: 'users', auth: true, fields: [] },
      { ...positions, slug: positionsSlug, endpoints },
    ],
  })
  const key = randomUUID()
  const payload = await getPayload({ config, key, disableOnInit: true })
  return {
    payload,
    positionsSlug,
    tables: positionTables({ payload, positionsSlug }),
    request: (path, init) =>
      handleEndpoints({
        config,
        payloadInstanceCacheKey: key,
        request: new Request(`http://library.test/api${path}`, init),
      }),
    async stop() {
      const { pool } = payload.db
      await payload.destroy()
      // Payload's adapter never gives one of its clients back, so waiting for the pool to end would take for ever;
      // that client ends with the database.
      pool.on('error', () => undefined)
      void pool.end()
      await dropDatabase({ uri: postgres.uri, name })
      await postgres.stop()
    },
  }
}

const phases = [...new Set(defaultGames.flatMap((game) => game.phases.map(({ value }) => value)))]

const positions: Omit<CollectionConfig, 'slug'> = {
  access: { create: ({ req }) => req.user !== null, read: () => true },
  indexes: [
    { fields: ['game', 'phase', 'drillCount', 'sampleKey'] },
    { fields: ['game', 'phase', 'difficulty', 'drillCount', 'sampleKey'] },
  ],
  fields: [
    { name: 'game', type: 'select', required: true, options: defaultGames.map(({ slug }) => slug) },
    { name: 'notation', type: 'text', required: true },
    { name: 'phase', type: 'select', options: phases },
    { name: 'themes', type: 'text', hasMany: true },
    { name: 'difficulty', type: 'select', options: [...difficulties], defaultValue: 'intermediate', required: true },
    {
      name: 'solution',
      type: 'group',
      fields: [
        { name: 'best', type: 'text', required: true },
        { name: 'line', type: 'text' },
        { name: 'alsoBest', type: 'text', hasMany: true },
        { name: 'avoid', type: 'text', hasMany: true },
        { name: 'score', type: 'text' },
      ],
    },
    { name: 'source', type: 'text' },
    { name: 'notes', type: 'textarea' },
    { name: 'contentHash', type: 'text', unique: true, index: true },
    { name: 'sampleKey', type: 'number' },
    { name: 'drillCount', type: 'number', defaultValue: 0 },
  ],
}
