import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig } from 'payload'
import { Users } from '../../../demo/Users.js'
import { coursewright } from '../../../src/index.js'

// What `payload jobs:run` loads; the same host as in the test that starts it.
export default buildConfig({
  secret: 'test',
  telemetry: false,
  typescript: { autoGenerate: false },
  logger: { options: { level: 'error' } },
  collections: [Users],
  db: postgresAdapter({ pool: { connectionString: process.env.DATABASE_URI }, push: false }),
  plugins: [
    coursewright({
      model: { providers: [{ baseURL: String(process.env.MODEL_URL), complex: 'offline-demo', offline: true }] },
    }),
  ],
})
