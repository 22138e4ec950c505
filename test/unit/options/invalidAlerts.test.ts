import { expect, test } from 'vitest'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { webhookSecret as secret } from '../../integration/alerts/startReceiver.js'
import { hostConfig } from '../plugins/hostConfig.js'
import { refusalOf } from './refusalOf.js'

const url = 'https://hooks.example.com/services/T0/B0/the-key'
const badUrl = 'give an http(s) URL without user and password'
const badSecret = 'give whsec_ and 24 to 64 bytes in base64'

test.each([
  [{ email: 'nobody' }, 'alerts.email', 'give an e-mail address'],
  [{ email: ['ops@example.com', 'nobody'] }, 'alerts.email', 'give an e-mail address'],
  [{ email: 5 }, 'alerts.email', 'give an e-mail address, or a list of them'],
  [{ webhook: url }, 'alerts.webhook', 'give an object'],
  [{ webhook: { secret } }, 'alerts.webhook.url', badUrl],
  [{ webhook: { url: 'ftp://hooks.example.com', secret } }, 'alerts.webhook.url', badUrl],
  [{ webhook: { url: `https://me:the-key@hooks.example.com`, secret } }, 'alerts.webhook.url', badUrl],
  [{ webhook: { url } }, 'alerts.webhook.secret', badSecret],
  [{ webhook: { url, secret: 'the-key' } }, 'alerts.webhook.secret', badSecret],
  [{ webhook: { url, secret: secret.slice(6) } }, 'alerts.webhook.secret', badSecret],
  [{ webhook: { url, secret: `whsec_${Buffer.alloc(23).toString('base64')}` } }, 'alerts.webhook.secret', badSecret],
  [{ webhook: { url, secret: `whsec_${Buffer.alloc(65).toString('base64')}` } }, 'alerts.webhook.secret', badSecret],
  [{ webhook: { url, secret, timeoutMs: 10 } }, 'alerts.webhook.timeoutMs', 'from 100 to 60000'],
  [{ webhook: { url, secret, retries: 3 } }, 'alerts.webhook.retries', 'use url, secret, timeoutMs'],
  [{ maxTimeoutShare: 5 }, 'alerts.maxTimeoutShare', 'give a share from 0 to 1'],
  [{ minPassShare: Number.NaN }, 'alerts.minPassShare', 'give a share from 0 to 1'],
  [{ minCalls: 0 }, 'alerts.minCalls', 'from 1 to 1000000'],
  [{ maxRefusals: -1 }, 'alerts.maxRefusals', 'from 1 to 10000'],
  [{ maxQueueMinutes: 0.5 }, 'alerts.maxQueueMinutes', 'from 1 to 10080'],
  [{ maxTimeouts: 0.1 }, 'alerts.maxTimeouts', 'use email, webhook, maxTimeoutShare'],
])('the option alerts: %j is refused by its name, and no key is in the message', (alerts, option, allowed) => {
  const refused = refusalOf({ alerts })
  expect(refused.option).toMatch(new RegExp(`^${option.replaceAll('.', '\\.')}(\\[\\d\\])?$`))
  expect(refused.message).toContain(allowed)
  for (const hidden of ['the-key', secret, secret.slice(6)]) expect(refused.message).not.toContain(hidden)
})

test('a list of alerts shows no key of what is in it', () => {
  expect(refusalOf({ alerts: [{ webhook: { url, secret } }] }).message).not.toContain('the-key')
})

test.each([
  ['nobody is told', {}],
  ['one address', { email: 'ops@example.com' }],
  ['several addresses', { email: ['ops@example.com', 'chief@example.com'] }],
  ['a service', { webhook: { url, secret } }],
  ['a host of the own network', { webhook: { url: 'http://127.0.0.1:9000/', secret } }],
  ['the shortest key', { webhook: { url, secret: `whsec_${Buffer.alloc(24, 7).toString('base64')}` } }],
])('the option alerts takes what it needs: %s', (_, alerts) => {
  expect(resolveOptions({ alerts, roleOf: () => 'admin' }, hostConfig()).alerts).toMatchObject(alerts)
})
