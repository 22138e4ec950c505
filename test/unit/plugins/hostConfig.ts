import { postgresAdapter } from '@payloadcms/db-postgres'
import { lexicalEditor } from '@payloadcms/richtext-lexical'
import type { Config } from 'payload'

/** The least a Payload app has, with an auth collection without roles; never connects. */
export const hostConfig = (more: Partial<Config> = {}): Config => ({
  secret: 'test',
  telemetry: false,
  typescript: { autoGenerate: false },
  collections: [{ slug: 'users', auth: true, fields: [] }],
  editor: lexicalEditor(),
  db: postgresAdapter({ pool: { connectionString: '' } }),
  ...more,
})
