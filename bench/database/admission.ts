/**
 * What limits cost a request, and whether they hold.
 *
 * Cost: what they add to a request, which is all that is done for them in its transaction (its lock, what its user has
 * requested by minute, hour and day, of all kinds and of its own, how many runs he has under way, the row that counts it),
 * against a bare `payload.create` of the same document: in a collection with the same fields and no hooks. In an empty database,
 * and in one with 1,000,000 log rows, 100,000 runs and as many requests, 900 of them by each user within the last day. Both
 * take turns; medians count. Targets: at most half of a bare create, and no more than 1.1 times as long with history.
 *
 * Hold: 200 requests of one user at once, from four processes, where two a minute may be; two must be let in, each time.
 * Then a thousand users at once, each in all four processes, where one a minute may be: a thousand must be let in.
 *
 *   node --conditions=production --import tsx bench/database/admission.ts [--json] [--requests 300] [--history 1] [--rounds 50] [--users 1000]
 */
import { sql } from '@payloadcms/db-postgres/drizzle'
import { type CollectionConfig, createLocalReq, type Payload, type TypedUser } from 'payload'
import { GenerationRuns } from '../../src/collections/generation/GenerationRuns.js'
import { poolOf } from '../../src/database/adapter.js'
import type { LimitOptions } from '../../src/index.js'
import { checkRequest } from '../../src/limits/checkLimits.js'
import { userKeyOf } from '../../src/limits/limitStore.js'
import { addAdmission } from '../../src/limits/windows.js'
import { type Settings, settingsOf } from '../../src/options/Settings.js'
import { lockRequester } from '../../src/runs/sql/runs.js'
import { storeIn } from '../../src/runs/sql/store.js'
import { RequesterTeam } from '../../test/chaos/processes/RequesterTeam.js'
import { addPositions } from '../../test/integration/helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { addHistory } from '../queue/harness/fillQueue.js'
import { bench, median } from '../report.js'

const targets = { added: 0.5, withHistory: 1.1 }
const most = 1_000_000
const all = { perMinute: most, perHour: most, perDay: most, running: most }
const limits: LimitOptions = {
  roles: { teacher: { ...all, kinds: { drillSeries: all, lessons: all } } },
  of: () => ({ perDay: most - 1 }),
}
const [userCount, requestsOfDay] = [20, 900]

/** The collection of runs without what makes a request of a document. */
const bareRuns = (settings: Settings): CollectionConfig[] => {
  const { fields } = GenerationRuns(settings, [])
  const stored = fields.filter((field) => !('name' in field && ['progressCard', 'target'].includes(field.name)))
  return [{ slug: 'bare-runs', fields: stored, indexes: GenerationRuns(settings, []).indexes?.slice(0, 4) }]
}

interface Site extends TestPayload {
  users: TypedUser[]
}

const startSite = async (history: number): Promise<Site> => {
  const host = await startTestPayload({
    options: {
      limits,
      budgets: {
        run: { tokens: 100_000 },
        user: { teacher: { day: { tokens: most } } },
        role: { teacher: { month: { tokens: most } } },
        site: { month: { tokens: most } },
      },
    },
    collections: bareRuns,
  })
  const { payload } = host
  await addPositions({ payload, counts: { opening: 30 } })
  // Without passwords, each of which would take as long to hash as all requests of a small round.
  await poolOf(payload).execute(sql`
    insert into users (email, role, created_at, updated_at)
    select 'user' || i || '@host.test', 'teacher', now(), now() from generate_series(1, ${userCount}::int) i`)
  const { docs } = await payload.find({ collection: 'users', pagination: false, sort: 'id' })
  const users = docs.map((user): TypedUser => ({ ...user, collection: 'users' }))
  if (history > 0) await addPast(payload, history)
  return { ...host, users }
}

/** A year of requests by all users in turns, as many of each within the last day as an admin may make. */
const addPast = async (payload: Payload, history: number): Promise<void> => {
  const db = poolOf(payload)
  await addHistory({ payload, requesters: userCount, jobs: 1000, steps: 5000, logs: Math.round(1_000_000 * history) })
  const runs = Math.max(userCount, Math.round(100_000 * history))
  const recent = Math.min(requestsOfDay * userCount, Math.floor(runs / 2))
  await db.execute(sql`
    with past as (
      select i, case when i <= ${recent}::int then now() - interval '23 hours' * i / ${recent}::int
        else now() - interval '1 day' - interval '364 days' * i / ${runs}::int end as at,
        (select min(id) from users) + i % ${userCount}::int as requester
      from generate_series(1, ${runs}::int) i
    ),
    added as (
      insert into generation_runs (kind, input, status, requester_id, role, version, created_at, updated_at)
      select 'drillSeries', '{}', 'completed', requester, 'teacher', 9, at, at from past
    )
    insert into generation_admissions (user_key, number, role, kind, run, created_at, updated_at)
    select requester::text, row_number() over (partition by requester order by at), 'teacher', 'drillSeries', i::text, at, at
    from past`)
  for (const table of ['generation_runs', 'generation_admissions']) {
    await db.execute(sql`vacuum analyze ${sql.identifier(table)}`)
  }
}

/** All that is done for limits in a request, in a transaction as it has one. Milliseconds. */
const timeAdded = async ({ payload, users }: Site, turn: number): Promise<number> => {
  const user = users[turn % users.length] as TypedUser
  const settings = settingsOf(payload)
  const req = await createLocalReq({ user }, payload)
  const transactionID = await payload.db.beginTransaction()
  if (transactionID === null) throw new Error('There is no transaction.')
  req.transactionID = transactionID
  const store = await storeIn(req, settings)
  const startedAt = performance.now()
  await lockRequester(store, user.id)
  await checkRequest({
    ...{ payload, settings, store, kinds: ['drillSeries', 'lessons'], kind: 'drillSeries' },
    who: { user, role: 'teacher' },
  })
  await addAdmission(store, { userKey: userKeyOf(user.id), role: 'teacher', kind: 'drillSeries', run: turn })
  const ms = performance.now() - startedAt
  await payload.db.rollbackTransaction(transactionID)
  return ms
}

const data = { kind: 'drillSeries', input: { targetDrillCount: 10, phases: ['opening'] } }

const timeRequest = async ({ payload, users }: Site, turn: number): Promise<number> => {
  const user = users[turn % users.length] as TypedUser
  const startedAt = performance.now()
  await payload.create({ collection: 'generation-runs', data, user, overrideAccess: false, depth: 0 })
  return performance.now() - startedAt
}

/** The same document where creating it is nothing but that. */
const timeBare = async ({ payload, users }: Site, turn: number): Promise<number> => {
  const user = users[turn % users.length] as TypedUser
  const startedAt = performance.now()
  await payload.create({
    collection: 'bare-runs',
    data: {
      ...data,
      title: 'Chess: 10 drills (opening)',
      requester: user.id,
      role: 'teacher',
      progress: { requested: 10 },
    },
    depth: 0,
  })
  return performance.now() - startedAt
}

const works = { added: timeAdded, request: timeRequest, bare: timeBare }
type Work = keyof typeof works

const measureCost = async (requests: number, history: number) => {
  const sites = { empty: await startSite(0), full: await startSite(history) }
  const times = { empty: { added: [], request: [], bare: [] }, full: { added: [], request: [], bare: [] } } as Record<
    keyof typeof sites,
    Record<Work, number[]>
  >
  try {
    // The first of each pays for what is done only once.
    for (let turn = -5; turn < requests; turn += 1) {
      const order = turn % 2 === 0 ? (['empty', 'full'] as const) : (['full', 'empty'] as const)
      for (const work of Object.keys(works) as Work[]) {
        for (const site of order) {
          const ms = await works[work](sites[site], turn + 5)
          if (turn >= 0) times[site][work].push(ms)
        }
      }
    }
  } finally {
    await sites.empty.stop()
    await sites.full.stop()
  }
  const msOf = (site: keyof typeof sites) => ({
    added: median(times[site].added),
    request: median(times[site].request),
    bare: median(times[site].bare),
  })
  const [empty, full] = [msOf('empty'), msOf('full')]
  return {
    ...{ empty, full },
    addedShare: { empty: empty.added / empty.bare, full: full.added / full.bare },
    withHistory: { added: full.added / empty.added, request: full.request / empty.request },
  }
}

/** How often what was let in was not what may be, and what came of requests that were neither let in nor refused. */
const measureHold = async (rounds: number, users: number) => {
  const host = await startTestPayload()
  const { payload } = host
  const team = new RequesterTeam(host)
  try {
    await addPositions({ payload, counts: { opening: 6 } })
    await team.start()
    const name = JSON.stringify({ running: false })
    const one = { email: 'one@host.test', password: 'coursewright', role: 'student' as const, name }
    const { id } = await payload.create({ collection: 'users', data: one })
    let wrongRounds = 0
    let lost = 0
    for (let round = 0; round < rounds; round += 1) {
      const answers = await team.request({ door: 'local', by: [{ id }], times: 50 })
      const letIn = answers.filter(({ status }) => status === 201).length
      lost += answers.filter(({ status }) => status !== 201 && status !== 429).length
      if (letIn !== 2 || answers.length !== 200) wrongRounds += 1
      await team.reset()
    }
    const { rows } = await poolOf(payload).execute(sql`
      insert into users (email, role, name, created_at, updated_at)
      select 'many' || i || '@host.test', 'student', '{"perMinute":1,"running":false}', now(), now()
      from generate_series(1, ${users}::int) i returning id`)
    const startedAt = performance.now()
    const answers = await team.request({ door: 'local', by: rows.map((row) => ({ id: Number(row.id) })), times: 1 })
    const seconds = (performance.now() - startedAt) / 1000
    const counted = await poolOf(payload).execute(sql`
      select count(*)::int as requests, count(distinct user_key)::int as users from generation_admissions`)
    return {
      ...{ rounds, wrongRounds, lost: lost + answers.filter(({ status }) => status !== 201 && status !== 429).length },
      many: { users, letIn: answers.filter(({ status }) => status === 201).length, counted: counted.rows[0], seconds },
    }
  } finally {
    await team.stop()
    await host.stop()
  }
}

await bench({ requests: 300, history: 1, rounds: 50, users: 1000 }, async ({ requests, history, rounds, users }) => {
  const cost = await measureCost(requests, history)
  const hold = await measureHold(rounds, users)
  const { many } = hold
  const doesHold =
    hold.wrongRounds === 0 &&
    hold.lost === 0 &&
    many.letIn === users &&
    many.counted?.requests === users &&
    many.counted.users === users
  const isMet =
    cost.addedShare.empty <= targets.added &&
    cost.addedShare.full <= targets.added &&
    cost.withHistory.added <= targets.withHistory &&
    cost.withHistory.request <= targets.withHistory &&
    doesHold
  const line = (what: string, { added, request, bare }: (typeof cost)['empty'], share: number) =>
    `${what.padEnd(13)} limits ${added.toFixed(2)} ms, ${share.toFixed(2)}x of a bare create (${bare.toFixed(2)} ms); a request ${request.toFixed(2)} ms`
  return {
    figures: { ...cost, hold, targets },
    isMet,
    text: [
      line('Empty:', cost.empty, cost.addedShare.empty),
      line('With history:', cost.full, cost.addedShare.full),
      `With history the limits take ${cost.withHistory.added.toFixed(2)}x as long, a request ${cost.withHistory.request.toFixed(2)}x.`,
      `200 at once by one user with two a minute: ${hold.wrongRounds} of ${rounds} rounds let in anything but two.`,
      `${users} users at once, four times each with one a minute: ${many.letIn} let in, in ${many.seconds.toFixed(1)} s; ${hold.lost} neither let in nor refused.`,
    ].join('\n'),
  }
})
