import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload } from 'payload'
import { expect, test } from 'vitest'
import { createDatabase, dropDatabase } from '../../../demo/postgres/databases.js'
import { startPostgres } from '../../../demo/postgres/startPostgres.js'
import { Users } from '../../../demo/Users.js'
import { coursewright } from '../../../src/index.js'

const name = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`

test('an adapter that was told to do without transactions stops the start, and the error says what to do', async () => {
  const postgres = await startPostgres({ dataDir: path.resolve('.data/test') })
  const connectionString = await createDatabase({ uri: postgres.uri, name })
  const config = await buildConfig({
    secret: 'test',
    telemetry: false,
    typescript: { autoGenerate: false },
    logger: { options: { level: 'silent' } },
    collections: [Users],
    db: postgresAdapter({ pool: { connectionString }, push: false, transactionOptions: false }),
    plugins: [coursewright()],
  })
  await expect(getPayload({ config, key: name })).rejects.toThrow(
    'coursewright needs transactions: remove `transactionOptions: false` from the postgresAdapter({ … }) of this config.',
  )
  await dropDatabase({ uri: postgres.uri, name })
  await postgres.stop()
})
