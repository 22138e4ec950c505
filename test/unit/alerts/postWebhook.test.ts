import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ClaimedAlert } from '../../../src/alerts/deliveryStore.js'
import { postWebhook } from '../../../src/alerts/postWebhook.js'
import { type Receiver, webhookSecret as secret, startReceiver } from '../../integration/alerts/startReceiver.js'

let receiver: Receiver
let elsewhere: Receiver

beforeAll(async () => {
  receiver = await startReceiver()
  elsewhere = await startReceiver()
})
afterAll(() => Promise.all([receiver.stop(), elsewhere.stop()]))
beforeEach(() => {
  receiver.answer()
  elsewhere.answer()
})

const alert: ClaimedAlert = {
  id: 12,
  cause: 'queue',
  level: 'error',
  message: 'The queue stands still – é.',
  count: 3,
  provider: null,
  model: null,
  role: 'student',
  run: 5,
  user: 7,
  deliveries: { tries: 1 },
  createdAt: '2026-11-28T10:00:00.000Z',
  now: new Date().toISOString(),
  until: 'soon',
}
const post = (given: Partial<{ url: string; timeoutMs: number }> = {}) =>
  postWebhook({ url: receiver.url, secret, timeoutMs: 5000, ...given }, alert)
const refusalOf = (posted: Promise<void>) =>
  posted.then(
    () => 'delivered',
    (error: Error) => `${error.name}: ${error.message}`,
  )

test('whoever gets an alert can tell that it is ours, by the library of Standard Webhooks and by hand', async () => {
  await post()
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.received()
  const named = headers as Record<string, string>
  expect(new Webhook(secret).verify(body, named)).toEqual({
    type: 'alert.raised',
    timestamp: '2026-11-28T10:00:00.000Z',
    data: {
      id: 12,
      cause: 'queue',
      level: 'error',
      message: 'The queue stands still – é.',
      count: 3,
      provider: null,
      model: null,
      run: 5,
      user: 7,
      role: 'student',
    },
  })
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signed = `alert_12.${named['webhook-timestamp']}.${body}`
  expect(named['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
  expect(headers).toMatchObject({ 'webhook-id': 'alert_12', 'content-type': 'application/json' })
})

test('what somebody changed on the way, or signed with another key, is told apart', async () => {
  await post()
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.received()
  const named = headers as Record<string, string>
  const other = new Webhook(`whsec_${Buffer.alloc(32, 1).toString('base64')}`)
  expect(() => other.verify(body, named)).toThrow('No matching signature')
  expect(() => new Webhook(secret).verify(body.replace('"count":3', '"count":4'), named)).toThrow(
    'No matching signature',
  )
  const later = { ...named, 'webhook-timestamp': String(Number(named['webhook-timestamp']) + 1) }
  expect(() => new Webhook(secret).verify(body, later)).toThrow('No matching signature')
})

test.each([500, 503, 404, 401, 410])('an answer of %i is a failure', async (status) => {
  receiver.answer((response) => response.writeHead(status).end('no'))
  expect(await refusalOf(post())).toBe(`NotDelivered: status ${status}`)
})

test.each([301, 302, 307, 308])(
  'a redirect (%i) is a failure, and nothing is sent to where it leads',
  async (status) => {
    receiver.answer((response) => response.writeHead(status, { location: elsewhere.url }).end())
    expect(await refusalOf(post())).toBe(`NotDelivered: redirect ${status}`)
    expect(elsewhere.received()).toEqual([])
  },
)

test('one that never answers is given up when its time is over', async () => {
  receiver.answer(() => undefined)
  expect(await refusalOf(post({ timeoutMs: 100 }))).toBe('NotDelivered: TimeoutError')
  expect(receiver.received()).toHaveLength(1)
})

test('one that answers without end is not listened to', async () => {
  receiver.answer((response) => response.writeHead(200).write('and '))
  expect(await refusalOf(post())).toBe('delivered')
})

test('where nobody listens, the code of the network is told and not the address', async () => {
  const gone = await startReceiver()
  await gone.stop()
  expect(await refusalOf(post({ url: gone.url }))).toBe('NotDelivered: ECONNREFUSED')
})
