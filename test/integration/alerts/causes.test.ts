import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { checkAlerts } from '../../../src/alerts/checkAlerts.js'
import { noteRefusal } from '../../../src/alerts/noteRefusal.js'
import { readCalls } from '../../../src/alerts/watchCalls.js'
import type { CoursewrightOptions } from '../../../src/index.js'
import { type Settings, settingsOf } from '../../../src/options/Settings.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { waitFor } from '../../shared/waitFor.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { addPositions } from '../helpers/addPositions.js'
import { generousLimits } from '../helpers/startTestPayload.js'
import { type Alerts, startAlerts } from './startAlerts.js'

let host: Alerts

beforeAll(async () => {
  host = await startAlerts({ limits: { roles: { ...generousLimits.roles, student: { perHour: 1 } } } })
  await addPositions({ payload: host.payload, counts: { opening: 12, endgame: 12 } })
})
afterAll(() => host?.stop())
beforeEach(async () => {
  vi.restoreAllMocks()
  await host.payload.delete({ collection: 'generation-runs', where: { id: { exists: true } } })
  for (const table of ['reviews', 'generation_workers']) await host.execute(sql`delete from ${sql.raw(table)}`)
  await host.clear()
})

const settingsWith = (change: (settings: Settings) => Partial<Settings> = () => ({})): Settings => {
  const settings = settingsOf(host.payload)
  return { ...settings, ...change(settings) }
}
/** The causes that a look finds now. */
const found = async (settings = settingsWith()) => {
  await host.execute(sql`delete from generation_logs where type = 'alert'`)
  await checkAlerts(host.payload, settings)
  return (await host.list()).map(({ cause, message }) => ({ cause, message }))
}
const causes = async (settings?: Settings) => (await found(settings)).map(({ cause }) => cause)

const attempts = (count: number, outcome: string, { provider = 'main', minutesAgo = 5 } = {}) =>
  host.execute(sql`
    insert into generation_logs (type, outcome, provider, created_at)
    select 'attempt', ${outcome}, ${provider}, now() - ${minutesAgo} * interval '1 minute'
    from generate_series(1, ${count})`)

test('nothing is told of a host where nothing happens', async () => {
  expect(await causes()).toEqual([])
})

test.each([
  ['timeouts', 'timeout'],
  ['validation', 'invalid'],
])('%s: too many calls of the last hour end so', async (cause, outcome) => {
  await attempts(47, 'ok')
  await attempts(2, outcome)
  // Long ago, and what we stopped ourselves, say nothing.
  await attempts(100, outcome, { minutesAgo: 61 })
  await attempts(100, 'aborted')
  expect(await causes()).toEqual([])
  await attempts(1, outcome)
  expect(await found()).toEqual([{ cause, message: expect.stringMatching(/^(6 %|Only 94 %) of 50 /) }])
})

test('fallbacks: too many calls of the last hour go to another provider than the first', async () => {
  const settings = settingsWith(({ model }) => {
    const [first] = model.providers
    return {
      model: {
        ...model,
        providers: [
          { ...first, name: 'main' },
          { ...first, name: 'spare' },
        ],
      },
    }
  })
  await attempts(45, 'ok')
  await attempts(5, 'ok', { provider: 'spare' })
  // Of a provider that is not in the options any more.
  await attempts(10, 'ok', { provider: 'former' })
  expect(await causes(settings)).toEqual([])
  await attempts(3, 'ok', { provider: 'spare' })
  expect(await causes(settings)).toEqual(['fallbacks'])
  expect(await causes()).toEqual([])
})

test('a look at the calls of the hour goes by the index, and does not read what is older', async () => {
  await attempts(20_000, 'ok', { minutesAgo: 6000 })
  await attempts(100, 'ok')
  await host.execute(sql`analyze generation_logs`)
  const plans: unknown[] = []
  const db = {
    execute: async (query: SQL) => {
      plans.push(await host.execute(sql`explain ${query}`))
      return { rows: [] }
    },
  }
  await readCalls({ ...poolStore(host.payload, settingsOf(host.payload)), db }, { minutes: [60], others: ['spare'] })
  expect(JSON.stringify(plans)).toMatch(/Index Scan using \w*created_at\w*_idx on generation_logs/)
})

const step = (change: SQL, run: unknown) =>
  host.execute(sql`update generation_steps set ${change} where run_id = ${run}`)
const worker = (secondsAgo = 1) =>
  host.execute(sql`
    insert into generation_workers (key, host, pid, slots, started_at, seen_at)
    values ('w', 'h', 1, 3, now(), now() - ${secondsAgo} * interval '1 second')`)

test('queue: steps are due for minutes, and no worker is there or none moves', async () => {
  const { id } = await requestRun(host.as.teacher)
  await step(sql`run_after = now() - interval '4 minutes', updated_at = now() - interval '4 minutes'`, id)
  expect(await causes()).toEqual([])
  await step(sql`run_after = now() - interval '7 minutes', updated_at = now() - interval '7 minutes'`, id)
  await worker(120)
  expect(await found()).toEqual([
    {
      cause: 'queue',
      message:
        'The queue stands still: 1 step is due, the oldest for 7 minutes, and none was begun or ended. No worker was seen within the last minute: start one.',
    },
  ])
  await host.execute(sql`update generation_workers set seen_at = now()`)
  expect((await found())[0]?.message).toContain('1 worker is there: look at the log of the workers')
})

test.each([
  ['another step is being worked on', sql`status = 'running', lease_until = now() + interval '1 minute'`],
  ['another step has ended meanwhile', sql`status = 'done', updated_at = now() - interval '1 minute'`],
])('queue: it moves while %s', async (_, change) => {
  const waiting = await requestRun(host.as.teacher)
  await step(sql`run_after = now() - interval '7 minutes', updated_at = now() - interval '7 minutes'`, waiting.id)
  const other = await requestRun(host.as.teacher)
  await step(change, other.id)
  expect(await causes()).toEqual([])
})

test('queue: runs that wait for a place are meant to wait, while those that have them wait for a provider', async () => {
  const longAgo = sql`run_after = now() - interval '7 minutes', updated_at = now() - interval '7 minutes'`
  const waiting = await requestRun(host.as.teacher)
  await step(longAgo, waiting.id)
  const working = await requestRun(host.as.teacher)
  await step(sql`run_after = now() + interval '1 minute'`, working.id)
  await host.execute(sql`update generation_runs set status = 'running' where id = ${working.id}`)
  const settings = settingsWith(({ limits }) => ({ limits: { ...limits, maxRunning: 1 } }))
  expect(await causes(settings)).toEqual(['ceiling'])
  // What has a place and is due is waited for in vain.
  await step(longAgo, working.id)
  expect(await causes(settings)).toEqual(['queue', 'ceiling'])
  await host.execute(sql`update generation_runs set status = 'queued' where id = ${working.id}`)
  expect(await causes(settings)).toEqual(['queue'])
})

test('queue: steps of a paused run, and all while generating is switched off, are meant to wait', async () => {
  const { id } = await requestRun(host.as.teacher)
  await step(sql`run_after = now() - interval '7 minutes', updated_at = now() - interval '7 minutes'`, id)
  expect(await causes(settingsWith(() => ({ enabled: false })))).toEqual([])
  await host.as.teacher.post(`/generation-runs/${id}/pause`)
  expect(await causes()).toEqual([])
})

test('ceiling: as many runs as may are worked on, and others wait', async () => {
  const settings = settingsWith(({ limits }) => ({ limits: { ...limits, maxRunning: 2 } }))
  const runs = []
  for (let number = 0; number < 3; number += 1) runs.push((await requestRun(host.as.admin)).id)
  const set = (status: string, id: unknown) =>
    host.execute(sql`update generation_runs set status = ${status} where id = ${id}`)
  await set('running', runs[0])
  expect(await causes(settings)).toEqual([])
  await set('planning', runs[1])
  expect(await found(settings)).toEqual([
    { cause: 'ceiling', message: expect.stringMatching(/^2 runs are worked on, .* and 1 waits: /) },
  ])
  await set('paused', runs[2])
  expect(await causes(settings)).toEqual([])
})

/** Drafts that were put up for review with this score. */
const drafts = (kind: string, count: number, score: number | null, daysAgo = 0) =>
  host.execute(sql`
    insert into reviews (kind, document_key, state, score, created_at)
    select ${kind}, gen_random_uuid()::text, 'waiting', ${score}, now() - ${daysAgo} * interval '1 day'
    from generate_series(1, ${count})`)

test('score: the drafts of a kind fail more checks within a day, on the average, than they may', async () => {
  await drafts('drill', 30, 0.95)
  await drafts('drill', 10, 0.75)
  // Long ago, of another kind, or never scored: they say nothing of these.
  await drafts('drill', 100, 0.1, 2)
  await drafts('plan', 100, null)
  // A few say nothing.
  await drafts('lesson', 19, 0.5)
  expect(await causes()).toEqual([])
  await drafts('drill', 1, 0.75)
  expect(await found()).toEqual([
    {
      cause: 'score:drill',
      message: expect.stringMatching(/^The 41 drafts of the kind "drill" .* mean score of 0\.896, below 0\.9: /),
    },
  ])
  await drafts('lesson', 1, 0.5)
  expect(await causes()).toEqual(['score:drill', 'score:lesson'])
})

test('score: what a day has brought is told once a day', async () => {
  await drafts('drill', 30, 0.5)
  for (const minutes of [61, 61, 22 * 60]) {
    await checkAlerts(host.payload, settingsWith())
    await host.pass(minutes)
  }
  expect(await host.list()).toMatchObject([{ cause: 'score:drill', count: 3 }])
  await checkAlerts(host.payload, settingsWith())
  expect(await host.list()).toHaveLength(2)
})

const refuse = (times: number, user: 'student' | 'otherStudent' = 'student', code = 'rate_limited') =>
  Promise.all(
    Array.from({ length: times }, () =>
      noteRefusal(host.payload, settingsOf(host.payload), { user: host.as[user].id ?? 0, role: 'student', code }),
    ),
  )
const refusals = () => host.execute(sql`select user_id, error_class from generation_logs where type = 'event'`)

test('refusals: a user is refused more than ten times within an hour', async () => {
  for (let times = 0; times < 10; times += 1) await refuse(1)
  await refuse(1, 'otherStudent')
  expect(await host.list()).toEqual([])
  await refuse(1, 'student', 'too_many_running')
  const user = host.as.student.id
  expect(await host.list()).toMatchObject([
    { cause: `refusals:${user}`, user, role: 'student', level: 'warn', errorClass: 'too_many_running', count: 1 },
  ])
  // He goes on and on: counted, and the table does not grow with it.
  for (let times = 0; times < 20; times += 1) await refuse(1)
  expect(await host.list()).toMatchObject([{ count: 21 }])
  expect(await refusals()).toHaveLength(12)
})

test('refusals: those of an hour ago are forgotten, however many they were', async () => {
  for (let times = 0; times < 10; times += 1) await refuse(1)
  await host.pass(61)
  for (let times = 0; times < 10; times += 1) await refuse(1)
  expect(await host.list()).toEqual([])
})

test('refusals: a hundred at once are one alert', async () => {
  await refuse(100)
  expect(await host.list()).toHaveLength(1)
})

test('refusals: those of the API count, and what is refused for another reason does not', async () => {
  await requestRun(host.as.student)
  const refused = async (times: number, input: object) => {
    for (let time = 0; time < times; time += 1)
      expect((await host.as.student.post('/generation-runs', { kind: 'drillSeries', input })).status).toBe(429)
  }
  await refused(10, {})
  for (let time = 0; time < 3; time += 1) await host.as.teacher.post('/generation-runs', { kind: 'none', input: {} })
  await waitFor('ten refusals', async () => (await refusals()).length === 10)
  expect(await host.list()).toEqual([])
  await refused(1, {})
  const [alert] = await waitFor('the alert', async () => (await host.list()).length > 0 && host.list())
  expect(alert).toMatchObject({ cause: `refusals:${host.as.student.id}`, errorClass: 'rate_limited' })
  await refused(1, {})
  await waitFor('the count', async () => (await host.list())[0]?.count === 2)
  // Nothing that was refused is among the runs.
  expect(await host.execute(sql`select id from generation_runs`)).toHaveLength(1)
})

test('one look that fails keeps no other from being taken', async () => {
  const logged = vi.spyOn(host.payload.logger, 'error').mockImplementation(() => undefined)
  await attempts(25, 'timeout')
  await drafts('lesson', 25, 0.5)
  await host.execute(sql`alter table generation_workers rename to workers_away`)
  try {
    const { id } = await requestRun(host.as.teacher)
    await step(sql`run_after = now() - interval '7 minutes'`, id)
    expect(await causes()).toEqual(['timeouts', 'score:lesson'])
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ msg: 'whether there is reason for an alert could not be told' }),
    )
  } finally {
    await host.execute(sql`alter table workers_away rename to generation_workers`)
  }
})

test.each([
  ['maxTimeoutShare', { maxTimeoutShare: 1 }],
  ['minCalls', { minCalls: 1000 }],
] satisfies [string, CoursewrightOptions['alerts']][])(
  '%s says from when on it is worth a look',
  async (_, options) => {
    await attempts(100, 'timeout')
    expect(await causes()).toEqual(['timeouts'])
    expect(await causes(settingsWith(({ alerts }) => ({ alerts: { ...alerts, ...options } })))).toEqual([])
  },
)
