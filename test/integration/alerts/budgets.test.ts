import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkAlerts } from '../../../src/alerts/checkAlerts.js'
import type { CoursewrightOptions } from '../../../src/index.js'
import { type Settings, settingsOf } from '../../../src/options/Settings.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { addPositions } from '../helpers/addPositions.js'
import { type Alerts, startAlerts } from './startAlerts.js'

let host: Alerts
let user: unknown

beforeAll(async () => {
  host = await startAlerts()
  user = host.as.teacher.id
  await addPositions({ payload: host.payload, counts: { opening: 12, endgame: 12 } })
})
afterAll(() => host?.stop())
beforeEach(async () => {
  await host.payload.delete({ collection: 'generation-runs', where: { id: { exists: true } } })
  for (const table of ['generation_budgets', 'generation_usage']) await host.execute(sql`delete from ${sql.raw(table)}`)
  await host.clear()
})

type Budgets = Partial<Settings['budgets']>

/** What a look says, with these budgets. */
const found = async (budgets: Budgets, alerts: CoursewrightOptions['alerts'] = {}) => {
  const settings = settingsOf(host.payload)
  await checkAlerts(host.payload, {
    ...settings,
    alerts: { ...settings.alerts, ...(alerts as object) },
    budgets: { ...settings.budgets, ...budgets },
  })
  return (await host.list()).map(({ message }) => message)
}
const today = sql`to_char(now() at time zone 'utc', 'YYYY-MM-DD')`
/** As calls have it counted, so many minutes ago. */
const spend = (prefix: string, window: 'day' | 'month', tokens: number, microUsd = 0, minutesAgo = 0) =>
  host.execute(sql`
    insert into generation_budgets (key, spent_tokens, spent_micro_usd, updated_at)
    values (${prefix} || ${`:${window}:`} || left(${today}, ${window === 'day' ? 10 : 7}), ${tokens}, ${microUsd},
      now() - ${minutesAgo} * interval '1 minute')
    on conflict (key) do update set spent_tokens = excluded.spent_tokens, spent_micro_usd = excluded.spent_micro_usd,
      updated_at = excluded.updated_at`)
const used = (userKey: unknown, role: string) =>
  host.execute(sql`
    insert into generation_usage (key, day, user_key, role, kind, section, provider, model)
    values (${`${userKey}`}, ${today}, ${`${userKey}`}, ${role}, 'drillSeries', 'drills', 'p', 'm')`)

test('the site is told of at 80 % and at 100 %, each once, and not before', async () => {
  const site = { month: { tokens: 1000 } }
  await spend('site', 'month', 799)
  expect(await found({ site })).toEqual([])
  await spend('site', 'month', 800)
  const nearly = 'The budget of the site for this month (UTC) is used to 80 %: 800 tokens of 1,000 tokens.'
  expect(await found({ site })).toEqual([nearly])
  await spend('site', 'month', 990)
  expect(await found({ site })).toEqual([nearly])
  await spend('site', 'month', 1000)
  const all =
    'The budget of the site for this month (UTC) is used up: 1,000 tokens of 1,000 tokens. Runs that need it wait until the window opens, or somebody raises it.'
  expect(await found({ site })).toEqual([nearly, all])
  expect((await host.list()).map(({ level }) => level)).toEqual(['warn', 'error'])
  // Not each hour again for the rest of the month.
  await host.pass(300)
  expect(await found({ site })).toEqual([nearly, all])
})

test('one that was raised is another: it is told of when it, too, is nearly used up', async () => {
  await spend('site', 'day', 80)
  expect(await found({ site: { day: { tokens: 100 } } })).toHaveLength(1)
  expect(await found({ site: { day: { tokens: 200 } } })).toHaveLength(1)
  await spend('site', 'day', 160)
  expect(await found({ site: { day: { tokens: 200 } } })).toHaveLength(2)
})

test('a role and a user are told of by their own limits, in tokens and in money', async () => {
  const budgets: Budgets = {
    role: { teacher: { day: { costUsd: 2 } }, student: { day: { costUsd: 2 } } },
    user: { teacher: { month: { tokens: 100 } }, student: { month: { tokens: 1_000_000 } } },
  }
  await used(user, 'teacher')
  await spend('role:teacher', 'day', 999_999, 1_700_000)
  await spend('role:student', 'day', 999_999, 1_500_000)
  await spend(`user:${user}`, 'month', 85)
  expect((await found(budgets)).toSorted()).toEqual([
    'The budget of role teacher for this day (UTC) is used to 80 %: $1.7 of $2.',
    `The budget of user ${user} for this month (UTC) is used to 80 %: 85 tokens of 100 tokens.`,
  ])
})

test('what the host says of one user counts in place of his role', async () => {
  await used(user, 'teacher')
  await spend(`user:${user}`, 'day', 85)
  const of: Budgets['of'] = ({ user: { id } }) => (id === user ? { day: { tokens: 1000 } } : undefined)
  const ofRole = { teacher: { day: { tokens: 100 } } }
  expect(await found({ user: ofRole, of })).toEqual([])
  expect(await found({ user: ofRole })).toHaveLength(1)
})

test('a budget without a limit, of another window or long unmoved is no reason', async () => {
  const site = { day: { tokens: 100 } }
  await spend('site', 'month', 1_000_000)
  await spend('run', 'day', 1_000_000)
  await spend('site', 'day', 100, 0, 16)
  await host.execute(sql`insert into generation_budgets (key, spent_tokens) values ('site:day:2026-01-01', 100)`)
  expect(await found({ site })).toEqual([])
  expect(await found({})).toEqual([])
})

test('alerts.maxBudgetShare says from when on', async () => {
  await spend('site', 'day', 60)
  expect(await found({ site: { day: { tokens: 100 } } }, { maxBudgetShare: 0.5 })).toEqual([
    expect.stringContaining('is used to 50 %'),
  ])
})

/** A run that waits for a budget, as `by` says. */
const pausedRun = async () => {
  const { id } = await requestRun(host.as.teacher)
  const pause = (by: object) =>
    host.execute(sql`update generation_runs set status = 'paused', paused_for = 'budget',
      paused_by = ${JSON.stringify(by)}::jsonb where id = ${id}`)
  return { id, pause }
}

test('a budget is used up when a run waits for it, though the next call alone did not fit', async () => {
  const { id, pause } = await pausedRun()
  const [now] = await host.execute(sql`select ${today} as day`)
  const pausedBy = {
    ...{ scope: 'site', window: 'day', unit: 'costUsd', key: `site:day:${now?.day}` },
    ...{ limit: 5, used: 3.5, reserved: 0, needed: 2 },
  }
  await pause({ ...pausedBy, scope: 'run', key: `run:${id}`, window: 'run' })
  expect(await found({})).toEqual([])
  // Of a window that is over; a sweep lets it go on.
  await pause({ ...pausedBy, key: 'site:day:2026-01-01' })
  expect(await found({})).toEqual([])
  await pause(pausedBy)
  expect(await found({})).toEqual([
    'The budget of the site for this day (UTC) is used up: $3.5 of $5. Runs that need it wait until the window opens, or somebody raises it.',
  ])
  await pause({ said: 'by a kind of the host' })
  expect(await found({})).toHaveLength(1)
})

test('a budget that is less than one call is told of as what it is, once, however long its runs wait', async () => {
  const pausedBy = {
    ...{ scope: 'user', window: 'day', unit: 'tokens', key: 'user:5:day:2026-01-01' },
    ...{ limit: 10_000, used: 0, reserved: 0, needed: 20_000 },
  }
  const [first, second] = [await pausedRun(), await pausedRun()]
  await first.pause(pausedBy)
  await second.pause({ ...pausedBy, key: 'user:5:day:2026-01-02' })
  const told = [
    'The budget of user 5 for a day (UTC) is too small: a call may take up to 20,000 tokens, and the limit is 10,000 tokens. Runs that wait for it go on when somebody raises it.',
  ]
  expect(await found({})).toEqual(told)
  await host.pass(25 * 60)
  expect(await found({})).toEqual(told)
  // When the limit was raised, but not by enough, it is another.
  await second.pause({ ...pausedBy, limit: 15_000 })
  expect(await found({})).toHaveLength(2)
})
