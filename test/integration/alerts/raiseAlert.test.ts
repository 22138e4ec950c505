import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { postgres } from '../../../src/database/adapter.js'
import { nodeArgs } from '../../setup/compile.js'
import { Child } from '../../shared/Child.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { addPositions } from '../helpers/addPositions.js'
import { type Alerts, startAlerts } from './startAlerts.js'

let host: Alerts

beforeAll(async () => {
  host = await startAlerts()
  await addPositions({ payload: host.payload, counts: { opening: 6, endgame: 6 } })
})
afterAll(() => host?.stop())
beforeEach(() => host.clear())

test('one cause is one alert an hour: what comes after it in the hour is counted there', async () => {
  await host.raise({ message: 'First.' })
  await host.raise({ message: 'Second.' })
  await host.raise({ cause: 'another' })
  expect(await host.list()).toMatchObject([
    { cause: 'test', count: 2, level: 'warn', message: 'First.' },
    { cause: 'another', count: 1 },
  ])
  await host.pass(61)
  await host.raise({ message: 'Third.' })
  await host.raise()
  expect((await host.list()).map(({ cause, count }) => [cause, count])).toEqual([
    ['test', 2],
    ['another', 1],
    ['test', 2],
  ])
})

test('an alert that was acknowledged stays quiet for the rest of its hour, and is a new one after it', async () => {
  await host.raise()
  const [alert] = await host.list()
  await host.as.teacher.post('/generation/alerts/acknowledge', { ids: [alert?.id] })
  await host.raise()
  expect(await host.list()).toMatchObject([{ count: 2, acknowledgedAt: expect.any(String) }])
  await host.pass(61)
  await host.raise()
  expect(await host.list()).toMatchObject([
    { acknowledgedAt: expect.any(String) },
    { count: 1, acknowledgedAt: null, acknowledgedBy: null },
  ])
})

test('what stays so for longer is told again when its own time is over', async () => {
  await host.raise({ quietHours: 24 })
  await host.pass(23 * 60)
  await host.raise({ quietHours: 24 })
  expect(await host.list()).toMatchObject([{ count: 2 }])
  await host.pass(61)
  await host.raise({ quietHours: 24 })
  expect(await host.list()).toHaveLength(2)
})

test('an alert about a run names who requested it, as what, and goes on when the run is gone', async () => {
  const { id } = await requestRun(host.as.student)
  await host.raise({ run: id, cause: 'of a run', errorClass: 'TypeError' })
  await host.raise({ run: 999_999, cause: 'of no run' })
  await host.raise({ user: 999_999, role: 'student', cause: 'of nobody' })
  expect(await host.list()).toMatchObject([
    { cause: 'of a run', run: id, user: host.as.student.id, role: 'student', errorClass: 'TypeError' },
    { cause: 'of no run', run: null, user: null, role: null },
    { cause: 'of nobody', user: null, role: 'student' },
  ])
})

test('processes that notice the same at once raise one alert, count it rightly, and deliver it once', async () => {
  const env = {
    ...process.env,
    DATABASE_URI: postgres(host.payload).poolOptions.connectionString,
    WEBHOOK_URL: host.receiver.url,
  }
  const processes = [1, 2].map(() => new Child({ args: nodeArgs('test/integration/alerts/raiser.ts'), env }))
  const all = async (order: string) => {
    for (const one of processes) one.tell(order)
    await Promise.all(processes.map((one) => one.line('done')))
  }
  try {
    await Promise.all(processes.map((one) => one.line('ready')))
    await all('raise')
    expect(await host.list()).toMatchObject([{ cause: 'storm', count: 10 }])
    await all('deliver')
    expect(host.receiver.received()).toHaveLength(1)
    expect(await host.list()).toMatchObject([{ deliverAfter: null, deliveries: { tries: 1 } }])
  } finally {
    await Promise.all(processes.map((one) => one.kill()))
  }
})

test('an alert that cannot be kept holds up nobody', async () => {
  const logged = vi.spyOn(host.payload.logger, 'error').mockImplementation(() => undefined)
  await host.execute(sql`alter table generation_logs rename column cause to cause_away`)
  try {
    await host.raise()
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ msg: 'an alert could not be kept: Look at this.' }))
  } finally {
    await host.execute(sql`alter table generation_logs rename column cause_away to cause`)
    vi.restoreAllMocks()
  }
})
