import { sql } from '@payloadcms/db-postgres/drizzle'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { deliverAlerts } from '../../../src/alerts/deliverAlerts.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { waitFor } from '../../shared/waitFor.js'
import { type Alerts, startAlerts } from './startAlerts.js'
import { startReceiver, webhookSecret } from './startReceiver.js'

let host: Alerts

beforeAll(async () => {
  host = await startAlerts()
})
afterAll(() => host?.stop())
beforeEach(async () => {
  vi.restoreAllMocks()
  await host.clear()
})

const deliveries = async () => (await host.list()).map((row) => row.deliveries)
/** As if it were time to try again. */
/** The column rounds to milliseconds, also up: not by so little. */
const due = () =>
  host.execute(
    sql`update generation_logs set deliver_after = now() - interval '1 second' where deliver_after is not null`,
  )

test('an alert goes out by webhook and e-mail, once', async () => {
  await host.raise({ cause: 'queue', message: 'The queue stands still.', level: 'error' })
  expect(await host.deliver()).toEqual({ delivered: 1, waiting: 0, givenUp: 0 })
  const [{ body, headers } = { body: '', headers: {} }] = host.receiver.received()
  const [alert] = await host.list()
  expect(new Webhook(webhookSecret).verify(body, headers as Record<string, string>)).toMatchObject({
    type: 'alert.raised',
    data: { id: alert?.id, cause: 'queue', level: 'error', message: 'The queue stands still.', count: 1 },
  })
  expect(host.mails).toEqual([
    {
      to: ['ops@host.test'],
      subject: '[Coursewright] The queue stands still.',
      text: expect.stringMatching(/^20\S+Z error: The queue stands still\.$/),
    },
  ])
  expect(await host.deliver()).toEqual({ delivered: 0, waiting: 0, givenUp: 0 })
  expect(host.receiver.received()).toHaveLength(1)
  expect(host.mails).toHaveLength(1)
})

test('what is only counted is not told again; after the hour it is', async () => {
  await host.raise()
  await host.deliver()
  await host.raise()
  await host.deliver()
  expect(host.receiver.received()).toHaveLength(1)
  await host.pass(61)
  await host.raise()
  await host.deliver()
  expect(host.receiver.received()).toHaveLength(2)
})

test('many alerts at once are one e-mail and a message each', async () => {
  for (const number of [...Array(12).keys()]) await host.raise({ cause: `${number}`, message: `Alert ${number}.` })
  await host.deliver()
  expect(host.receiver.received()).toHaveLength(12)
  expect(host.mails).toHaveLength(1)
  expect(String(host.mails[0]?.subject)).toMatch(/^\[Coursewright\] Alert \d+\. \(and 11 more\)$/)
  expect(String(host.mails[0]?.text).match(/Alert \d+\./g)).toHaveLength(12)
})

test('a webhook that answers 500 is tried again, later each time, and the e-mail is not sent again', async () => {
  host.receiver.answer((response) => response.writeHead(500).end())
  await host.raise()
  expect(await host.deliver()).toEqual({ delivered: 0, waiting: 1, givenUp: 0 })
  // Not before its time.
  expect(await host.deliver()).toEqual({ delivered: 0, waiting: 0, givenUp: 0 })
  const waits: number[] = []
  for (let tries = 2; tries <= 4; tries += 1) {
    const [row] = await host.execute(
      sql`select extract(epoch from deliver_after - updated_at) as seconds from generation_logs`,
    )
    waits.push(Math.round(Number(row?.seconds) / 10) * 10)
    await due()
    await host.deliver()
  }
  expect(waits).toEqual([10, 60, 300])
  expect(await deliveries()).toEqual([
    { tries: 4, email: { deliveredAt: expect.any(String) }, webhook: { error: 'status 500' } },
  ])
  host.receiver.answer()
  await due()
  expect(await host.deliver()).toEqual({ delivered: 1, waiting: 0, givenUp: 0 })
  expect(host.receiver.received()).toHaveLength(1)
  expect(host.mails).toHaveLength(1)
})

test('after its last try nobody tries any more, and the log says so without address or key', async () => {
  const said: unknown[] = []
  for (const level of ['warn', 'error'] as const)
    vi.spyOn(host.payload.logger, level).mockImplementation((line: unknown) => said.push(line))
  host.receiver.answer((response) => response.writeHead(500).end('key-in-the-answer'))
  await host.raise()
  let tries = 0
  for (; tries < 20; tries += 1) {
    await due()
    const { givenUp } = await host.deliver()
    if (givenUp) break
  }
  expect(tries).toBe(7)
  expect(await host.execute(sql`select deliver_after from generation_logs`)).toEqual([{ deliver_after: null }])
  expect(said.at(-1)).toMatchObject({
    msg: 'an alert was not delivered, and is not tried again',
    tries: 8,
    webhook: 'status 500',
  })
  const everything = JSON.stringify([said, await host.list()])
  for (const hidden of [webhookSecret, webhookSecret.slice(6), 'key-in-the-path', 'key-in-the-answer'])
    expect(everything).not.toContain(hidden)
})

test('a webhook that hangs, one that redirects and an e-mail that hangs hold up nothing but themselves', async () => {
  const elsewhere = await startReceiver()
  host.receiver.answer((response) => {
    // The first hangs; the others are sent to another host.
    if (host.receiver.received().length > 1) response.writeHead(307, { location: elsewhere.url }).end()
  })
  host.mailing(() => new Promise(() => undefined))
  await host.raise({ cause: 'one' })
  await host.raise({ cause: 'two' })
  const startedAt = performance.now()
  expect(await host.deliver()).toEqual({ delivered: 0, waiting: 2, givenUp: 0 })
  expect(performance.now() - startedAt).toBeLessThan(10_000)
  expect(elsewhere.received()).toEqual([])
  const errors = (await deliveries()).map((one) => (one as { webhook: { error: string } }).webhook.error)
  expect(errors.toSorted()).toEqual(['TimeoutError', 'redirect 307'])
  expect((await deliveries())[0]).toMatchObject({ email: { error: 'no answer in time' } })
  await elsewhere.stop()
})

test('an e-mail adapter that fails leaves a code behind, not what it said, and is tried again', async () => {
  host.mailing(async () => {
    throw Object.assign(new Error('Invalid login for ops with password hunter2'), { code: 'EAUTH' })
  })
  await host.raise()
  expect(await host.deliver()).toMatchObject({ waiting: 1 })
  expect(await deliveries()).toMatchObject([
    { email: { error: 'EAUTH' }, webhook: { deliveredAt: expect.any(String) } },
  ])
  host.mailing()
  await due()
  expect(await host.deliver()).toMatchObject({ delivered: 1 })
  expect(host.mails).toHaveLength(1)
  expect(host.receiver.received()).toHaveLength(1)
})

test('an alert whose process died before it was delivered, or in the middle of it, is delivered by another', async () => {
  await host.raise()
  // Claimed by a process that died: nobody else takes it while it may live.
  await host.execute(sql`
    update generation_logs set deliver_after = now() + interval '80 seconds', deliveries = '{"tries": 1}'::jsonb`)
  expect(await host.deliver()).toMatchObject({ delivered: 0 })
  await host.pass(2)
  expect(await host.deliver()).toMatchObject({ delivered: 1 })
  expect(await deliveries()).toMatchObject([{ tries: 2 }])
})

test('a worker that was held up and comes late does not undo what another has done meanwhile', async () => {
  let release: () => void = () => undefined
  host.receiver.answer((response) => {
    if (host.receiver.received().length > 1) response.writeHead(204).end()
    else release = () => void response.writeHead(500).end()
  })
  await host.raise()
  const late = deliverAlerts(host.payload, {
    ...settingsOf(host.payload),
    alerts: { ...settingsOf(host.payload).alerts, email: undefined },
  })
  await waitFor('the first delivery', () => host.receiver.received().length === 1)
  await due()
  expect(await host.deliver()).toMatchObject({ delivered: 1 })
  release()
  await late
  expect(await host.execute(sql`select deliver_after from generation_logs`)).toEqual([{ deliver_after: null }])
  expect(await deliveries()).toMatchObject([{ webhook: { deliveredAt: expect.any(String) } }])
})

test('where nobody is to be told, nothing is ever due', async () => {
  const settings = settingsOf(host.payload)
  const { raiseAlert } = await import('../../../src/runs/alerts.js')
  const quiet = { ...settings, alerts: { ...settings.alerts, email: undefined, webhook: undefined } }
  await raiseAlert(host.payload, quiet, { cause: 'quiet', level: 'warn', message: 'Only in the ledger.' })
  expect(await host.execute(sql`select deliver_after from generation_logs`)).toEqual([{ deliver_after: null }])
})
