import { createInterface } from 'node:readline'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload } from 'payload'
import { Users } from '../../../demo/Users.js'
import { deliverAlerts } from '../../../src/alerts/deliverAlerts.js'
import { coursewright } from '../../../src/index.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { raiseAlert } from '../../../src/runs/alerts.js'
import { webhookSecret } from './startReceiver.js'

// A process that raises alerts and delivers them, as ordered line by line.
const { DATABASE_URI = '', WEBHOOK_URL = '' } = process.env
const config = await buildConfig({
  secret: 'test',
  telemetry: false,
  typescript: { autoGenerate: false },
  logger: { options: { level: 'silent' } },
  collections: [Users],
  db: postgresAdapter({ pool: { connectionString: DATABASE_URI, max: 10 }, push: false }),
  plugins: [coursewright({ alerts: { webhook: { url: WEBHOOK_URL, secret: webhookSecret } } })],
})
const payload = await getPayload({ config })
const settings = settingsOf(payload)
const times = [...Array(5).keys()]
process.stdout.write('ready\n')
for await (const order of createInterface({ input: process.stdin })) {
  if (order === 'raise') {
    const alert = { cause: 'storm', level: 'warn', message: 'All of them see it.' } as const
    await Promise.all(times.map(() => raiseAlert(payload, settings, alert)))
  } else {
    await Promise.all(times.map(() => deliverAlerts(payload, settings)))
  }
  process.stdout.write('done\n')
}
