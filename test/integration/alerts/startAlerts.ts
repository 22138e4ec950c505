import { sql } from '@payloadcms/db-postgres/drizzle'
import type { EmailAdapter, SendEmailOptions } from 'payload'
import { deliverAlerts } from '../../../src/alerts/deliverAlerts.js'
import { poolOf } from '../../../src/database/adapter.js'
import type { CoursewrightOptions } from '../../../src/index.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { type Alert, raiseAlert } from '../../../src/runs/alerts.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { type Receiver, startReceiver, webhookSecret } from './startReceiver.js'

export interface Alerts extends Api {
  receiver: Receiver
  /** E-mails that went out. */
  mails: SendEmailOptions[]
  /** Has e-mails go out otherwise; without an argument they do. */
  mailing(send?: (mail: SendEmailOptions) => Promise<unknown>): void
  raise(alert?: Partial<Alert>): Promise<void>
  deliver(): ReturnType<typeof deliverAlerts>
  /** The alerts of the ledger, as they were raised. */
  list(): Promise<AlertRow[]>
  execute(query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]>
  /** As if everything in the ledger had happened so many minutes before. */
  pass(minutes: number): Promise<unknown>
  clear(): Promise<unknown>
}

/** As it stands in the ledger. */
interface AlertRow {
  id: number
  cause: string
  count: number
  level: string
  message: string
  [field: string]: unknown
}

/** A host whose alerts go to a receiver and into a list of e-mails. */
export const startAlerts = async ({ alerts, ...options }: CoursewrightOptions = {}): Promise<Alerts> => {
  const receiver = await startReceiver()
  const mails: SendEmailOptions[] = []
  const well = async (mail: SendEmailOptions) => mails.push(mail)
  let send: (mail: SendEmailOptions) => Promise<unknown> = well
  const email: EmailAdapter = () => ({
    name: 'test',
    defaultFromAddress: 'host@host.test',
    defaultFromName: 'Host',
    sendEmail: (mail) => send(mail),
  })
  const webhook = { url: receiver.url, secret: webhookSecret, timeoutMs: 2000 }
  const api = await startApi({
    options: { ...options, alerts: { webhook, email: 'ops@host.test', ...alerts } },
    config: { email },
  })
  const { payload } = api
  const settings = settingsOf(payload)
  const execute: Alerts['execute'] = async (query) => (await poolOf(payload).execute(query)).rows
  return {
    ...api,
    receiver,
    mails,
    mailing: (next = well) => {
      send = next
    },
    raise: (alert) =>
      raiseAlert(payload, settings, { cause: 'test', level: 'warn', message: 'Look at this.', ...alert }),
    deliver: () => deliverAlerts(payload, settings, { emailTimeoutMs: 500 }),
    list: async () => {
      const where = { type: { equals: 'alert' } }
      const { docs } = await payload.find({ collection: 'generation-logs', where, depth: 0, sort: 'id', limit: 1000 })
      return docs as unknown as AlertRow[]
    },
    execute,
    pass: (minutes) =>
      execute(sql`update generation_logs set created_at = created_at - ${minutes} * interval '1 minute',
        deliver_after = deliver_after - ${minutes} * interval '1 minute'`),
    clear: async () => {
      await execute(sql`delete from generation_logs`)
      receiver.answer()
      mails.length = 0
      send = well
    },
    stop: async () => {
      await api.stop()
      await receiver.stop()
    },
  }
}
