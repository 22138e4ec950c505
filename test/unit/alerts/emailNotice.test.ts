import type { BasePayload } from 'payload'
import { expect, test } from 'vitest'
import { emailNotice } from '../../../src/alerts/deliverAlerts.js'
import type { CoursewrightOptions } from '../../../src/index.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { hostConfig } from '../plugins/hostConfig.js'

const noticeOf = (adapter: string, alerts: CoursewrightOptions['alerts']) =>
  emailNotice(
    { email: { name: adapter } } as BasePayload,
    resolveOptions({ alerts, roleOf: () => 'admin' }, hostConfig()),
  )

test('who wants e-mails without a way to send them is told at boot', () => {
  expect(noticeOf('console', { email: 'ops@example.com' })).toContain('no `email` adapter')
  expect(noticeOf('nodemailer', { email: 'ops@example.com' })).toBeUndefined()
  expect(noticeOf('console', { email: [] })).toBeUndefined()
  expect(noticeOf('console', {})).toBeUndefined()
})
