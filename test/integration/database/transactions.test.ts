import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload } from 'payload'
import { expect, test } from 'vitest'
import { Users } from '../../../demo/Users.js'
import { coursewright } from '../../../src/index.js'
import { testDatabase } from '../../setup/postgres.js'

test('an adapter that was told to do without transactions stops the start, and the error says what to do', async () => {
  const database = await testDatabase('transactions')
  const config = await buildConfig({
    secret: 'test',
    telemetry: false,
    typescript: { autoGenerate: false },
    logger: { options: { level: 'silent' } },
    collections: [Users],
    db: postgresAdapter({ pool: { connectionString: database.uri }, push: false, transactionOptions: false }),
    plugins: [coursewright()],
  })
  await expect(getPayload({ config, key: database.uri })).rejects.toThrow(
    'coursewright needs transactions: remove `transactionOptions: false` from the postgresAdapter({ … }) of this config.',
  )
  await database.drop()
})
