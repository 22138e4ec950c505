import { afterEach, expect, test, vi } from 'vitest'
import {
  type Budget,
  type Limits,
  leftFor,
  limitsIn,
  nearlyUsed,
  tightest,
} from '../../../../src/admin/limits/limits.js'
import { countOf, isMoving, needsPerson, openRunPhrases } from '../../../../src/admin/limits/openRuns.js'
import { limitRefusal, opensAt } from '../../../../src/admin/limits/refusals.js'
import { createStatusStore, delayOf, type Status } from '../../../../src/admin/limits/statusStore.js'
import { messageOf, RequestRefused } from '../../../../src/admin/shared/api.js'
import { formatMoment } from '../../../../src/admin/shared/format.js'
import { openRuns } from '../../../../src/figures/readStatus.js'
import { englishWords } from '../englishWords.js'

/** In the time zone of whoever runs the tests, as in that of a reader. */
const now = new Date(2026, 10, 28, 14, 0, 0)
const at = (hours: number, minutes: number, seconds = 0, day = 28) =>
  new Date(2026, 10, day, hours, minutes, seconds).toISOString()
/** `Intl` writes a narrow space before AM and PM. */
const plain = (text: string | undefined) => text?.replaceAll('\u202f', ' ')

const nothing: Limits = limitsIn({})
const minute = { window: 'minute', limit: 5, used: 1, left: 4, opensAt: null } as const
const hour = { window: 'hour', limit: 30, used: 18, left: 12, opensAt: null } as const
const amount = (left: number, limit = 10) => ({ limit, used: limit - left, reserved: 0, left })
const mine: Budget = { scope: 'user', window: 'day', opensAt: at(1, 0, 0, 29), costUsd: amount(1.2) }

test('what is left is said for each window, for runs at once, and of the budget', () => {
  const limits: Limits = {
    ...nothing,
    windows: [minute, hour],
    running: { limit: 3, used: 1, left: 2 },
    budgets: [mine],
  }
  expect(leftFor(englishWords, limits, 'drillSeries', now)).toEqual([
    '4 of 5 requests a minute',
    '12 of 30 an hour',
    '2 of 3 runs at once',
    'budget: $1.20 left today',
  ])
  expect(leftFor(englishWords, nothing, 'drillSeries', now)).toEqual([])
})

test('a window without a limit is not spoken of', () => {
  const answer = { windows: [{ ...minute, limit: null, left: null }, hour], site: { limit: 100, running: 3 } }
  expect(limitsIn(answer)).toEqual({ ...nothing, windows: [hour], site: { limit: 100, running: 3 } })
})

test('of a window for all kinds and one for this kind the stricter is said, and other kinds’ never', () => {
  const lessons = { ...minute, kind: 'lessons', left: 1, limit: 2 }
  const limits = { ...nothing, windows: [minute, lessons] }
  expect(leftFor(englishWords, limits, 'lessons', now)).toEqual(['1 of 2 requests a minute'])
  expect(leftFor(englishWords, limits, 'drillSeries', now)).toEqual(['4 of 5 requests a minute'])
})

test('a window that is used up says when it opens', () => {
  const full = { ...hour, used: 30, left: 0, opensAt: at(14, 31, 20) }
  const [phrase] = leftFor(englishWords, { ...nothing, windows: [full] }, 'drillSeries', now)
  expect(plain(phrase)).toBe('0 of 30 an hour (more at 2:32 PM)')
})

test('of several budgets the one that is used up first is said, in each unit', () => {
  const role: Budget = { ...mine, scope: 'role', window: 'month', costUsd: amount(0.5, 100), tokens: amount(900, 1000) }
  const site: Budget = { ...mine, scope: 'site', tokens: amount(2000, 5000) }
  expect(tightest([mine, role, site]).map(({ scope, unit }) => `${scope} ${unit}`)).toEqual([
    'role costUsd',
    'role tokens',
  ])
  expect(leftFor(englishWords, { ...nothing, budgets: [mine, role] }, 'drillSeries', now)).toEqual([
    'budget: $0.500 left this month for your role',
    'budget: 900 tokens left this month for your role',
  ])
  const used = { ...mine, costUsd: amount(-0.1) }
  expect(plain(leftFor(englishWords, { ...nothing, budgets: [used] }, '', now)[0])).toBe(
    'budget used up until Nov 29, 2026, 1:00 AM',
  )
})

test('the header is silent until something is nearly used up', () => {
  const say = (limits: Partial<Limits>) => plain(nearlyUsed(englishWords, { ...nothing, ...limits }, now))
  expect(say({ windows: [minute, hour], budgets: [mine, { ...mine, costUsd: amount(2.1) }] })).toBe(
    'budget: $1.20 left today',
  )
  expect(say({ windows: [minute, hour], budgets: [{ ...mine, costUsd: amount(2.1) }] })).toBeUndefined()
  expect(say({ windows: [{ ...hour, left: 6 }] })).toBe('6 requests left')
  expect(say({ windows: [{ ...hour, left: 7 }] })).toBeUndefined()
  expect(say({ windows: [{ ...minute, left: 1 }] })).toBeUndefined()
  const full = { ...minute, left: 0, opensAt: at(14, 0, 40) }
  const later = { ...hour, left: 0, opensAt: at(14, 30) }
  expect(say({ windows: [full] })).toBe('no requests until 2:00:40 PM')
  expect(say({ windows: [full, later] })).toBe('no requests until 2:30 PM')
  expect(say({ windows: [{ ...later, kind: 'lessons' }] })).toBeUndefined()
})

const quiet = openRuns([])

test('the header counts what is written, what waits, and what waits for a person', () => {
  const runs = openRuns([
    { status: 'running' },
    { status: 'planning' },
    { status: 'queued' },
    { status: 'paused', pausedFor: 'approval' },
    { status: 'paused', pausedFor: 'budget' },
    { status: 'paused', pausedFor: 'user' },
    { status: 'completed' },
  ])
  expect(openRunPhrases(englishWords, runs)).toEqual(['2 running', '1 waits', '1 to approve', '1 without budget'])
  expect(countOf(runs)).toBe(5)
  expect(openRunPhrases(englishWords, openRuns([{ status: 'paused', pausedFor: 'user' }]))).toEqual([])
  expect([needsPerson(runs), isMoving(runs)]).toEqual([true, true])
  expect([needsPerson({ ...quiet, waiting: 1 }), isMoving({ ...quiet, budget: 1 })]).toEqual([false, false])
})

test('the status is asked for sooner while a run goes on, and later each time that it fails', () => {
  expect([delayOf(quiet, 0), delayOf({ ...quiet, running: 1 }, 0)]).toEqual([60_000, 10_000])
  expect([1, 2, 9].map((failures) => delayOf({ ...quiet, running: 1 }, failures))).toEqual([20_000, 40_000, 300_000])
})

afterEach(() => void vi.useRealTimers())

test('all who show the status share one request, which is made while somebody is there and looks', async () => {
  vi.useFakeTimers()
  let asked = 0
  let isHidden = false
  const store = createStatusStore({
    ask: async (): Promise<Status> => {
      asked += 1
      if (asked === 2) throw new Error('not now')
      return { runs: { ...quiet, running: 1 }, drafts: asked, limits: undefined, at: new Date() }
    },
    isHidden: () => isHidden,
  })
  const told: (number | null | undefined)[] = []
  const leave = ['one', 'other'].map(() => store.subscribe(() => told.push(store.read()?.drafts)))
  await vi.advanceTimersByTimeAsync(0)
  expect([asked, told]).toEqual([1, [1, 1]])
  // The second fails, so the third comes after twice the time; what was known stays.
  await vi.advanceTimersByTimeAsync(10_000)
  expect([asked, store.read()?.drafts]).toEqual([2, 1])
  await vi.advanceTimersByTimeAsync(19_999)
  expect(asked).toBe(2)
  await vi.advanceTimersByTimeAsync(1)
  expect([asked, store.read()?.drafts]).toEqual([3, 3])

  isHidden = true
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toBe(3)
  isHidden = false
  store.refresh()
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toBe(4)

  for (const one of leave) one()
  await vi.advanceTimersByTimeAsync(600_000)
  store.refresh()
  expect(asked).toBe(4)
  // The header of the next page: what is known is old by now.
  store.subscribe(() => undefined)
  expect(asked).toBe(5)
  await vi.advanceTimersByTimeAsync(0)
  store.subscribe(() => undefined)
  expect(asked).toBe(5)
})

const rated = { code: 'rate_limited', window: 'hour', used: 30, limit: 30, opensAt: at(14, 31, 20) }

test('a request that a limit refuses says in the reader’s own clock when to come back', () => {
  const error = new RequestRefused(429, { message: '30 runs are allowed.' }, rated)
  expect(plain(messageOf(englishWords, error, now))).toBe(
    'You have made 30 of 30 requests within an hour. You can start the next one at 2:32 PM.',
  )
  expect(limitRefusal(englishWords, { ...rated, kind: 'lessons' }, now)).toMatch(/requests of this kind alone\.$/)
  expect(limitRefusal(englishWords, { code: 'too_many_running', used: 1, limit: 1 }, now)).toMatch(/^A run of yours/)
  expect(limitRefusal(englishWords, { code: 'too_many_running', used: 3, limit: 3 }, now)).toMatch(/^3 runs of yours/)
  expect(limitRefusal(englishWords, { code: 'limits_unavailable' }, now)).toMatch(/cannot be counted/)
  expect(limitRefusal(englishWords, { code: 'not_allowed' }, now)).toMatch(/may not request this/)
})

test('a run that cannot be resumed for lack of budget says what is used up', () => {
  const data = { code: 'budget_spent', scope: 'site', window: 'day', unit: 'tokens' }
  const facts = { ...data, limit: 5000, used: 4900, reserved: 0, needed: 300 }
  expect(limitRefusal(englishWords, facts, now)).toBe(
    'Paused: the budget of the site today is used up. 4,900 of 5,000 tokens are used. The next call may take up to ' +
      '300 tokens. It goes on when somebody raises the budget.',
  )
  expect(limitRefusal(englishWords, data, now)).toBeUndefined()
})

test('a refusal whose data is none of ours is said as the server says it', () => {
  for (const data of [{ ...rated, window: 'week' }, { ...rated, opensAt: 7 }, { code: 'disabled' }])
    expect(messageOf(englishWords, new RequestRefused(429, { message: 'Not now.' }, data), now)).toBe('Not now.')
})

test('when a refused request may be made again is told by its time, else by its seconds', () => {
  expect(opensAt(rated, now)?.toISOString()).toBe(at(14, 31, 20))
  expect(opensAt({ retryAfterSeconds: 30 }, now)?.toISOString()).toBe(at(14, 0, 30))
  expect(opensAt({ opensAt: 'soon' }, now)).toBeUndefined()
})

test('a moment is never told too early: to the second when it is near, to the minute when it is not', () => {
  const say = (time: Date) => plain(formatMoment(englishWords, time.toISOString(), now))
  expect(say(new Date(2026, 10, 28, 14, 0, 30, 200))).toBe('2:00:31 PM')
  expect(say(new Date(2026, 10, 28, 14, 40, 0, 1))).toBe('2:41 PM')
  expect(say(new Date(2026, 10, 28, 14, 40))).toBe('2:40 PM')
  expect(say(new Date(2026, 10, 29, 0, 0))).toBe('Nov 29, 2026, 12:00 AM')
})
