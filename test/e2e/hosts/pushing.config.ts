import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig } from 'payload'
import { Users } from '../../../demo/host/Users.js'
import { coursewright } from '../../../src/index.js'

// A host as it is made by `create-payload-app`: nobody said `push: false`. Its database lacks one of its tables.
process.stdout.write(`NODE_ENV=${process.env.NODE_ENV} ${import.meta.resolve('lexical')}\n`)

export default buildConfig({
  secret: 'test',
  telemetry: false,
  typescript: { autoGenerate: false },
  logger: { options: { level: 'error' } },
  collections: [Users, { slug: 'additions', fields: [{ name: 'title', type: 'text' }] }],
  db: postgresAdapter({ pool: { connectionString: process.env.DATABASE_URI } }),
  plugins: [coursewright({ model: { providers: [{ baseURL: 'http://127.0.0.1:9/v1', complex: 'none' }] } })],
})
