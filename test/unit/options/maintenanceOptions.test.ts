import { expect, test } from 'vitest'
import { msToNext } from '../../../src/jobs/maintenance/times.js'
import { maintenanceTasks } from '../../../src/jobs/maintenance.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { hostConfig } from '../plugins/hostConfig.js'
import { refusalOf } from './refusalOf.js'

test.each([
  [
    { retention: { logDays: 1 } },
    'retention.logDays',
    'is 1; give a whole number from 2 to 36500, or false to keep all',
  ],
  [{ retention: { logDays: Number.NaN } }, 'retention.logDays', 'is NaN; give a whole number'],
  [{ retention: { days: 5 } }, 'retention.days', 'is unknown; use logDays'],
  [
    { maintenance: { crons: { cleaning: '* * * * *' } } },
    'maintenance.crons.cleaning',
    'use alerts, breakers, deliveries, ',
  ],
  [{ maintenance: { crons: { plans: 'every hour' } } }, 'maintenance.crons.plans', 'give five or six fields of cron'],
  [{ maintenance: { crons: { plans: '61 * * * *' } } }, 'maintenance.crons.plans', 'give five or six fields of cron'],
  [{ maintenance: { crons: { plans: true } } }, 'maintenance.crons.plans', 'or false for never'],
  [{ maintenance: { schedule: {} } }, 'maintenance.schedule.cron', 'give five or six fields of cron'],
  [{ prefetch: { tokensPerDay: -1 } }, 'prefetch.tokensPerDay', 'is -1; give a whole number from 0'],
  [{ prefetch: { costUsdPerDay: -0.1 } }, 'prefetch.costUsdPerDay', 'give US dollars, 0 or more'],
  [{ prefetch: true }, 'prefetch', 'is true; give an object'],
  [
    {
      prefetch: { enabled: true, costUsdPerDay: 1 },
      model: { providers: [{ baseURL: 'http://127.0.0.1:9/v1', complex: 'm' }] },
    },
    'prefetch.costUsdPerDay',
    'needs the price of each model, and none is known for m of 127.0.0.1:9',
  ],
])('the options %j are refused: %s %s', (options, option, said) => {
  const refusal = refusalOf(options)
  expect(refusal.option).toBe(option)
  expect(refusal.message).toContain(said)
})

test('a host sets its own times, and `false` for never by itself', () => {
  const settings = resolveOptions(
    { maintenance: { crons: { plans: '0 4 * * *', retention: false } }, retention: { logDays: false } },
    hostConfig(),
  )
  const crons = Object.fromEntries(maintenanceTasks(settings).map(({ name, cron }) => [name, cron]))
  expect(crons).toMatchObject({ plans: '0 4 * * *', retention: false, models: '*/15 * * * *' })
})

test('the next time is in UTC, never so soon that what was just begun would be due again', () => {
  for (const seconds of [0, 1, 29, 30, 58, 59]) {
    const ms = msToNext(`${seconds} * * * * *`)
    expect(ms).toBeGreaterThanOrEqual(2000)
    expect(ms).toBeLessThanOrEqual(62_000)
  }
  const next = Math.round((Date.now() + msToNext('30 3 * * *')) / 60_000) * 60_000
  expect(new Date(next).toISOString()).toContain('T03:30:00')
  expect(msToNext(false)).toBeGreaterThan(365 * 86_400_000)
})
