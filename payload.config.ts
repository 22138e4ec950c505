import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { lexicalEditor } from '@payloadcms/richtext-lexical'
import { de } from '@payloadcms/translations/languages/de'
import { en } from '@payloadcms/translations/languages/en'
import { es } from '@payloadcms/translations/languages/es'
import { fr } from '@payloadcms/translations/languages/fr'
import { zh } from '@payloadcms/translations/languages/zh'
import { buildConfig, type EmailAdapter } from 'payload'
import { closeLocks } from './demo/host/lockedDocuments.js'
import { Users } from './demo/host/Users.js'
import { offlineModelName } from './demo/model/offlineModelName.js'
import { coursewright, type ProviderOptions } from './src/index.js'

// The reference host. It reads the environment, as only the demo's commands do besides: every variable is in .env.example.
const {
  DATABASE_URI,
  OPENAI_API_KEY,
  OPENAI_BASE_URL,
  OPENAI_MODEL,
  OPENAI_MODEL_SIMPLE,
  OPENAI_STREAMS,
  PAYLOAD_SECRET,
  ALERT_WEBHOOK_URL,
  ALERT_WEBHOOK_SECRET,
} = process.env
const folder = path.dirname(fileURLToPath(import.meta.url))

const isOffline = OPENAI_MODEL === offlineModelName
const models = { apiKey: OPENAI_API_KEY, simple: OPENAI_MODEL_SIMPLE }
const isOpenAI = !OPENAI_BASE_URL || OPENAI_BASE_URL.startsWith('https://api.openai.com/')
const provider: ProviderOptions = isOpenAI
  ? { ...models, preset: 'openai', baseURL: OPENAI_BASE_URL, complex: OPENAI_MODEL }
  : {
      ...models,
      name: isOffline ? 'offline model' : undefined,
      baseURL: OPENAI_BASE_URL,
      complex: OPENAI_MODEL || 'gpt-6-luna',
      prices: { [offlineModelName]: { promptUsd: 0, completionUsd: 0 } },
      streams: OPENAI_STREAMS === 'true',
      offline: isOffline,
    }

/** Without a secret the plugin says at boot how to make one. */
const webhook = ALERT_WEBHOOK_URL ? { url: ALERT_WEBHOOK_URL, secret: ALERT_WEBHOOK_SECRET ?? '' } : undefined

/** This host sends no email, and says so when asked to. */
const noEmail: EmailAdapter = () => ({
  name: 'none',
  defaultFromAddress: 'nobody@example.com',
  defaultFromName: 'Coursewright demo',
  sendEmail: async () => {
    throw new Error('This host sends no email: an admin can set a new password under Users.')
  },
})

export default buildConfig({
  secret: PAYLOAD_SECRET || 'demo-secret-change-me',
  admin: {
    user: Users.slug,
    avatar: 'default',
    importMap: { baseDir: folder, importMapFile: path.join(folder, 'app/(payload)/admin/importMap.js') },
    meta: { titleSuffix: ' · Coursewright' },
  },
  collections: [Users],
  editor: lexicalEditor(),
  i18n: { supportedLanguages: { en, de, es, fr, zh } },
  db: postgresAdapter({
    // A worker needs `concurrency` + 5 of them to wait for none: enough for --concurrency 15.
    pool: { connectionString: DATABASE_URI || '', max: 20 },
    push: false,
    migrationDir: path.join(folder, 'demo/migrations'),
  }),
  // The demo's users sign in to read and generate; none of them may run or cancel jobs by hand.
  jobs: { access: { run: () => false, queue: () => false, cancel: () => false } },
  graphQL: { disablePlaygroundInProduction: true },
  telemetry: false,
  email: noEmail,
  // What commands say on stdout is their result.
  logger: { options: { level: 'warn' }, destination: process.stderr },
  typescript: { outputFile: path.join(folder, 'payload-types.ts'), autoGenerate: false },
  plugins: [coursewright({ model: { providers: [provider] }, alerts: { webhook } })],
}).then(closeLocks)
