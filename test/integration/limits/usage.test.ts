import { afterAll, beforeAll, expect, test } from 'vitest'
import { usageDimensions } from '../../../src/limits/usage/readUsage.js'
import { type Api, startApi } from '../api/helpers/startApi.js'

let api: Api

const price = { promptUsd: 2, cachedUsd: 0.5, completionUsd: 8, flexFactor: 0.5 }

beforeAll(async () => {
  api = await startApi({
    options: {
      model: {
        providers: [{ name: 'Acme', baseURL: 'http://127.0.0.1:9/v1', complex: 'big', prices: { big: price } }],
      },
    },
  })
  await add({ day: '2026-11-02', calls: 3, promptTokens: 1_000_000, cachedTokens: 200_000, completionTokens: 500_000 })
  await add({ day: '2026-11-02', serviceTier: 'flex', calls: 1, promptTokens: 1_000_000 })
  await add({ day: '2026-11-03', userKey: '7', role: 'student', calls: 2, untoldCalls: 1, untoldMicroUsd: 250_000 })
  await add({ day: '2026-11-03', userKey: 'system', role: 'system', model: '=cmd|calc', calls: 1, promptTokens: 10 })
  await add({ day: '2026-12-01', calls: 100 })
})
afterAll(() => api?.stop())

const add = (row: Record<string, unknown>) => {
  const data = {
    userKey: '5',
    role: 'editor',
    kind: 'lessons',
    section: 'standard',
    provider: 'Acme',
    model: 'big',
    ...row,
  }
  const named = ['day', 'userKey', 'role', 'kind', 'section', 'provider', 'model', 'serviceTier'].map((name) =>
    Reflect.get({ serviceTier: 'normal', ...data }, name),
  )
  return api.payload.create({
    collection: 'generation-usage',
    data: { ...data, outcomes: { ok: row.calls }, key: JSON.stringify(named) } as never,
  })
}

const november = 'from=2026-11-01&to=2026-11-30'
const ask = async (query: string) => (await api.as.teacher.get(`/generation/usage?${query}`)).body

test('usage is added up by what is asked for, money by each model and tier', async () => {
  const { by, from, to, rows } = await ask(`${november}&by=day,role`)
  expect({ by, from, to }).toEqual({ by: ['day', 'role'], from: '2026-11-01', to: '2026-11-30' })
  expect(rows).toMatchObject([
    {
      of: { day: '2026-11-02', role: 'editor' },
      ...{ calls: 4, outcomes: { ok: 4 }, promptTokens: 2_000_000, completionTokens: 500_000, untoldCost: 0 },
      // 0.8 × 2 + 0.2 × 0.5 + 0.5 × 8, and half of 2 at the flex tier.
      cost: 1.6 + 0.1 + 4 + 1,
    },
    { of: { day: '2026-11-03', role: 'student' }, calls: 2, untoldCalls: 1, cost: 0.25, untoldCost: 0.25 },
    { of: { day: '2026-11-03', role: 'system' }, calls: 1, cost: null },
  ])
  expect((await ask(november)).rows).toMatchObject([{ of: {}, calls: 7, cost: null }])
})

test.each(usageDimensions)('usage by %s names it, and loses no call', async (by) => {
  const { rows } = await ask(`${november}&by=${by}`)
  expect(rows.reduce((sum: number, { calls }: { calls: number }) => sum + calls, 0)).toBe(7)
  for (const { of } of rows) expect(Object.keys(of)).toEqual([by])
})

test('without days the last 30 are added up, and days without calls have no rows', async () => {
  const { from, to, rows } = await ask('by=day')
  const today = new Date().toISOString().slice(0, 10)
  expect(to).toBe(today)
  expect(Date.parse(to) - Date.parse(from)).toBe(29 * 24 * 60 * 60 * 1000)
  expect(rows.every(({ of }: { of: { day: string } }) => of.day >= from && of.day <= to)).toBe(true)
  expect((await ask('from=2020-01-01&to=2020-01-31')).rows).toEqual([])
})

test('a document of the collection has its cost, and what nobody told of is in it', async () => {
  const { body } = await api.as.editor.get('/generation-usage?sort=id&limit=3')
  expect(body.docs.map(({ cost }: { cost: number }) => cost)).toEqual([1.6 + 0.1 + 4, 1, 0.25])
})

test('the same comes as a file, whose cells no spreadsheet takes for formulas', async () => {
  const response = await api.as.admin.request(`/generation/usage.csv?${november}&by=model,user`)
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="usage-2026-11-01-2026-11-30.csv"')
  const [head, ...lines] = (await response.text()).trim().split('\n')
  expect(head?.split(',').slice(0, 6)).toEqual(['model', 'user', 'calls', 'items', 'drafts', 'promptTokens'])
  const cells = lines.map((line) => line.split(','))
  expect(cells.map(([model, user, calls]) => [model, user, calls])).toEqual([
    ["'=cmd|calc", 'system', '1'],
    ['big', '5', '4'],
    ['big', '7', '2'],
  ])
  const cost = head?.split(',').indexOf('cost') ?? -1
  expect(cells.map((row) => row[cost])).toEqual(['', String(1.6 + 0.1 + 4 + 1), '0.25'])
})

test.each([
  ['from=2026-02-30', 'from'],
  ['from=yesterday', 'from'],
  ['to=2026-11-01T00:00:00Z', 'to'],
  ['from=2026-11-02&to=2026-11-01', 'from'],
  ['by=day,colour', 'by'],
  ['by=key', 'by'],
  ['by=day&by=role', 'by'],
  ['since=2026-11-01', 'since'],
  ['by=day;drop table users', 'by'],
])('?%s is refused, naming %s and what is allowed', async (query, name) => {
  for (const path of ['/generation/usage', '/generation/usage.csv']) {
    const { status, body } = await api.as.teacher.get(`${path}?${query}`)
    expect({ status, data: body.errors[0].data }).toMatchObject({
      status: 400,
      data: { code: 'invalid_query', path: name },
    })
  }
})

test.each([
  ['visitor', 401, 'unauthorized'],
  ['roleless', 401, 'unauthorized'],
  ['student', 403, 'forbidden'],
] as const)('a %s gets %i %s', async (actor, status, code) => {
  for (const path of ['/generation/usage', '/generation/usage.csv']) {
    const { status: got, body } = await api.as[actor].get(path)
    expect({ got, code: body.errors[0].data.code }).toEqual({ got: status, code })
  }
})

test('over GraphQL usage is read as any collection, with its cost', async () => {
  const { body } = await api.as.teacher.graphql(
    '{ GenerationUsages(where: { day: { equals: "2026-11-02" } }, sort: "id") { docs { role calls cost } } }',
  )
  expect(body).toEqual({
    data: {
      GenerationUsages: {
        docs: [
          { role: 'editor', calls: 3, cost: 1.6 + 0.1 + 4 },
          { role: 'editor', calls: 1, cost: 1 },
        ],
      },
    },
  })
})

test('a cost is the same, whatever else a request selects, and is not told where what it is made of is left out', async () => {
  const firstOf = async (query: string) =>
    (await api.as.teacher.get(`/generation-usage?where[day][equals]=2026-11-02&sort=id&limit=1${query}`)).body.docs[0]
  // 0.8 × 2 + 0.2 × 0.5 + 0.5 × 8.
  expect(await firstOf('')).toMatchObject({ cost: 5.7 })
  expect(await firstOf('&select[cost]=true')).toMatchObject({ cost: 5.7 })
  expect(await firstOf('&select[model]=true&select[promptTokens]=true&select[cost]=true')).toMatchObject({ cost: 5.7 })
  expect(await firstOf('&select[day]=true')).toEqual({ id: expect.anything(), day: '2026-11-02' })
  expect(await firstOf('&select[completionTokens]=false')).not.toHaveProperty('cost')

  const run = await api.payload.db.create({
    collection: 'generation-runs',
    data: {
      ...{ kind: 'lessons', input: {}, status: 'completed', title: 'Priced' },
      usage: {
        ...{ calls: 1, promptTokens: 1_000_000, cachedTokens: 0, completionTokens: 500_000 },
        byModel: { Acme: { big: { promptTokens: 1_000_000, completionTokens: 500_000 } } },
      },
    },
  })
  const runOf = async (query: string) => (await api.as.teacher.get(`/generation-runs/${run.id}?depth=0${query}`)).body
  for (const query of ['', '&select[status]=true&select[cost]=true', '&select[usage][calls]=true&select[cost]=true']) {
    expect(await runOf(query)).toMatchObject({ cost: 6 })
  }
  for (const query of ['&select[usage]=false', '&select[usage][byModel]=false']) {
    expect(await runOf(query)).not.toHaveProperty('cost')
  }
  const { body } = await api.as.teacher.graphql(`{ GenerationRun(id: ${run.id}, select: true) { cost } }`)
  expect(body).toEqual({ data: { GenerationRun: { cost: 6 } } })

  const log = await api.payload.db.create({
    collection: 'generation-logs',
    data: {
      ...{ type: 'attempt', provider: 'Acme', model: 'big', serviceTier: 'normal' },
      ...{ promptTokens: 1_000_000, completionTokens: 500_000 },
    },
  })
  const { cost } = (
    await api.as.teacher.get(
      `/generation-logs/${log.id}?select[model]=true&select[promptTokens]=true&select[cost]=true`,
    )
  ).body
  expect(cost).toBe(6)
})
