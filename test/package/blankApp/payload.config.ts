import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { lexicalEditor } from '@payloadcms/richtext-lexical'
import { buildConfig } from 'payload'
import { coursewright } from 'payload-coursewright'

const folder = path.dirname(fileURLToPath(import.meta.url))
const provider = { baseURL: process.env.MODEL_URL || '', complex: 'offline-demo' }

// A blank Payload app as a host starts with; the last line is all that Coursewright asks for.
export default buildConfig({
  secret: 'test',
  telemetry: false,
  admin: { user: 'users', importMap: { baseDir: folder } },
  collections: [{ slug: 'users', auth: true, fields: [] }],
  editor: lexicalEditor(),
  db: postgresAdapter({ pool: { connectionString: process.env.DATABASE_URI || '' } }),
  typescript: { outputFile: path.join(folder, 'payload-types.ts') },
  plugins: [coursewright({ model: { providers: [provider] } })],
})
