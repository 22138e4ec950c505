import { createInterface } from 'node:readline'
import { getPayload } from 'payload'
import { deliverAlerts } from '../../../src/alerts/deliverAlerts.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { raiseAlert } from '../../../src/runs/alerts.js'
import { testConfig } from '../../shared/testConfig.js'
import { webhookSecret } from './startReceiver.js'

// A process that raises alerts and delivers them, as ordered line by line.
const options = { alerts: { webhook: { url: process.env.WEBHOOK_URL ?? '', secret: webhookSecret } } }
const payload = await getPayload({ config: testConfig({ options }) })
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
