import path from 'node:path'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { poolOf } from '../../src/database/adapter.js'
import { userKeyOf } from '../../src/limits/limitStore.js'
import { addPositions } from '../integration/helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../integration/helpers/startTestPayload.js'
import { RequesterTeam } from './processes/RequesterTeam.js'

/** As the plugin has them by default. */
const limits = {
  student: { minute: 2, hour: 10, day: 50, running: 1 },
  teacher: { minute: 5, hour: 30, day: 200, running: 3 },
  editor: { minute: 5, hour: 30, day: 200, running: 3 },
  admin: { minute: 10, hour: 100, day: 1000, running: 10 },
} as const
type Role = keyof typeof limits
type Window = keyof (typeof limits)[Role]

/** Long enough ago to count in this window alone, or in longer ones too. */
const ages: Readonly<Record<Exclude<Window, 'running'>, number>> = { minute: 10, hour: 600, day: 7200 }
/** So that a case is about one limit alone. */
const others: Readonly<Record<Window, object>> = {
  minute: { running: false },
  hour: { running: false },
  day: { running: false },
  running: { perMinute: false, perHour: false, perDay: false },
}

const minutes = 60_000
let host: TestPayload
let team: RequesterTeam

beforeAll(async () => {
  host = await startTestPayload()
  await addPositions({ payload: host.payload, counts: { opening: 6 } })
  const shifted = { NODE_OPTIONS: `--import=${path.resolve('test/chaos/faults/shiftClock.mjs')}` }
  // One of the four hosts is ten minutes ahead, another behind.
  team = new RequesterTeam(host, [
    {},
    { ...shifted, CLOCK_SHIFT_MS: String(10 * minutes) },
    { ...shifted, CLOCK_SHIFT_MS: String(-10 * minutes) },
    {},
  ])
  await team.start()
})
afterAll(async () => {
  await team?.stop()
  await host?.stop()
})
beforeEach(() => team.reset())

const db = () => poolOf(host.payload)
let made = 0

const addUser = async (role: Role, name?: object) => {
  made += 1
  const credentials = { email: `user${made}@host.test`, password: 'coursewright' }
  const { id } = await host.payload.create({
    collection: 'users',
    data: { ...credentials, role, name: name && JSON.stringify(name) },
  })
  const { token } = await host.payload.login({ collection: 'users', data: credentials })
  return { id, token }
}

/** What this user has requested before. */
const addRequests = async (user: number | string, count: number, ageSeconds: number) => {
  const key = userKeyOf(user)
  await db().execute(sql`
    insert into generation_admissions (user_key, number, role, kind, run, created_at, updated_at)
    select ${key}, i, 'student', 'drillSeries', '0', now() - ${ageSeconds}::int * interval '1 second', now()
    from generate_series(1, ${count}::int) i`)
}
const addRunning = async (user: number | string, count: number) => {
  await db().execute(sql`
    insert into generation_runs (kind, input, status, requester_id, created_at, updated_at)
    select 'drillSeries', '{}', 'running', ${user}, now(), now() from generate_series(1, ${count}::int) i`)
}
const countOf = async (table: string) =>
  Number((await db().execute(sql`select count(*) as count from ${sql.identifier(table)}`)).rows[0]?.count)

describe.each(Object.keys(limits) as Role[])('of a %s', (role) => {
  describe.each(Object.keys(others) as Window[])('the limit by %s', (window) => {
    let user: { id: number | string; token: string | undefined }
    beforeAll(async () => {
      user = await addUser(role, others[window])
    })

    test.each(['rest', 'graphql', 'local'] as const)(
      'lets exactly as many in as it says, by the door %s',
      async (door) => {
        const limit = limits[role][window]
        const left = Math.min(2, limit)
        if (window === 'running') await addRunning(user.id, limit - left)
        else await addRequests(user.id, limit - left, ages[window])
        const before = await countOf('generation_admissions')

        const answers = await team.request({ door, by: [user], times: 2 })
        const refused = answers.filter(({ status }) => status !== 201)
        expect(answers.length - refused.length).toBe(left)
        for (const { status, data, retryAfter } of refused) {
          expect(status).toBe(429)
          const code = window === 'running' ? 'too_many_running' : 'rate_limited'
          expect(data).toMatchObject({ code, used: limit, limit, ...(window === 'running' ? {} : { window }) })
          expect(retryAfter).toBe(door === 'rest' ? String(data?.retryAfterSeconds) : undefined)
        }
        // What was refused has left nothing behind.
        expect((await countOf('generation_admissions')) - before).toBe(left)
        expect(await countOf('generation_steps')).toBe(left)
        expect(await countOf('drill_series')).toBe(left)
      },
    )
  })
})

test('of 200 requests of one user at once two are let in, each time', async () => {
  const user = await addUser('student', { running: false })
  for (let round = 0; round < 3; round += 1) {
    const answers = await team.request({ door: 'local', by: [user], times: 50 })
    expect(answers).toHaveLength(200)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
    expect(answers.filter(({ data }) => data?.code === 'rate_limited')).toHaveLength(198)
    expect(await countOf('generation_admissions')).toBe(2)
    await team.reset()
  }
})

/** `npm run bench -- admission` has a thousand. */
const users = 200

test('hundreds of users at once are each counted, and none of them waits for ever', async () => {
  const { rows } = await db().execute(sql`
    insert into users (email, role, name, created_at, updated_at)
    select 'many' || i || '@host.test', 'student', '{"perMinute":1,"running":false}', now(), now()
    from generate_series(1, ${users}::int) i returning id`)
  const by = rows.map(({ id }) => ({ id: Number(id) }))
  const answers = await team.request({ door: 'local', by, times: 1 })
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(users)
  expect(answers.filter(({ data }) => data?.code === 'rate_limited')).toHaveLength(3 * users)
  const { rows: counted } = await db().execute(sql`
    select count(*)::int as requests, count(distinct user_key)::int as users from generation_admissions`)
  expect(counted).toEqual([{ requests: users, users }])
})
