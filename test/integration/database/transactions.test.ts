import { postgresAdapter } from '@payloadcms/db-postgres'
import { getPayload } from 'payload'
import { expect, test } from 'vitest'
import { testDatabase } from '../../setup/postgres.js'
import { testConfig } from '../../shared/testConfig.js'

test('an adapter that was told to do without transactions stops the start, and the error says what to do', async () => {
  const database = await testDatabase('transactions')
  const pool = { connectionString: database.uri }
  const config = testConfig({ config: { db: postgresAdapter({ pool, push: false, transactionOptions: false }) } })
  await expect(getPayload({ config, key: database.uri })).rejects.toThrow(
    'coursewright needs transactions: remove `transactionOptions: false` from the postgresAdapter({ … }) of this config.',
  )
  await database.drop()
})
