import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Alerts, startAlerts } from './startAlerts.js'

let host: Alerts
let ids: number[]

beforeAll(async () => {
  host = await startAlerts()
})
afterAll(() => host?.stop())
beforeEach(async () => {
  await host.clear()
  for (const cause of ['one', 'two', 'three']) await host.raise({ cause })
  ids = (await host.list()).map(({ id }) => id)
})

const path = '/generation/alerts/acknowledge'
const open = async () => {
  const query = 'where[type][equals]=alert&where[acknowledgedAt][exists]=false&sort=createdAt&depth=0'
  const { body } = await host.as.teacher.get(`/generation-logs?${query}`)
  return body.docs.map(({ cause }: { cause: string }) => cause)
}

test.each(['teacher', 'editor', 'admin'] as const)(
  'a %s acknowledges alerts, and is kept with the time',
  async (actor) => {
    const { status, body } = await host.as[actor].post(path, { ids: ids.slice(0, 2) })
    expect({ status, body }).toEqual({
      status: 200,
      body: { acknowledged: ids.slice(0, 2), message: '2 alerts were acknowledged.' },
    })
    expect(await open()).toEqual(['three'])
    expect(await host.list()).toMatchObject([
      { acknowledgedBy: host.as[actor].id, acknowledgedAt: expect.any(String) },
      { acknowledgedBy: host.as[actor].id },
      { acknowledgedBy: null, acknowledgedAt: null },
    ])
  },
)

test('a second time is fine, and who was first stays', async () => {
  await host.as.teacher.post(path, { ids: [ids[0]] })
  const before = await host.list()
  const { status, body } = await host.as.admin.post(path, { ids: [ids[0], ids[0], ids[1]] })
  expect({ status, body }).toMatchObject({ status: 200, body: { acknowledged: [ids[1]] } })
  expect((await host.list())[0]).toMatchObject({
    acknowledgedBy: host.as.teacher.id,
    acknowledgedAt: before[0]?.acknowledgedAt,
  })
})

test('two who acknowledge at once: one of them is kept', async () => {
  const answers = await Promise.all(
    (['teacher', 'editor', 'admin'] as const).map((actor) => host.as[actor].post(path, { ids })),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(answers.flatMap(({ body }) => body.acknowledged).toSorted()).toEqual(ids.toSorted())
})

test.each([
  ['nothing', {}],
  ['no list', { ids: 4 }],
  ['an empty list', { ids: [] }],
  ['what can be no id', { ids: [{ id: 1 }] }],
  ['null', { ids: null }],
  ['more than a page', { ids: Array.from({ length: 501 }, (_, index) => index + 1) }],
])('%s in place of ids is refused with what to give', async (_, body) => {
  const answer = await host.as.teacher.post(path, body)
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ data: { code: 'invalid_ids', max: 500 } }] } })
  expect(await open()).toHaveLength(3)
})

test('what is no JSON is refused', async () => {
  expect((await host.as.teacher.post(path, '{"ids": [')).status).toBe(400)
})

test.each([
  ['one that is not there', 999_999],
  ['one that can be no id', 'none'],
  ['half a number', 1.5],
])('with %s among them none is acknowledged', async (_, id) => {
  const { status, body } = await host.as.teacher.post(path, { ids: [ids[0], id] })
  expect({ status, body }).toMatchObject({
    status: 404,
    body: { errors: [{ data: { code: 'not_found', ids: [id] } }] },
  })
  expect(await open()).toHaveLength(3)
})

test('a row that is no alert is none', async () => {
  const event = await host.payload.create({ collection: 'generation-logs', data: { type: 'event', message: 'x' } })
  expect((await host.as.teacher.post(path, { ids: [event.id] })).status).toBe(404)
})

test('students and visitors may not', async () => {
  expect(await host.as.student.post(path, { ids })).toMatchObject({
    status: 403,
    body: { errors: [{ data: { code: 'forbidden' } }] },
  })
  for (const actor of ['visitor', 'member', 'roleless'] as const)
    expect((await host.as[actor].post(path, { ids })).status).toBe(401)
  expect(await open()).toHaveLength(3)
})

test('GraphQL does the same', async () => {
  const query = 'mutation ($ids: [String!]!) { acknowledgeGenerationAlerts(ids: $ids) }'
  const asText = ids.map(String)
  expect((await host.as.teacher.graphql(query, { ids: asText })).body.data).toEqual({ acknowledgeGenerationAlerts: 3 })
  expect((await host.as.teacher.graphql(query, { ids: asText })).body.data).toEqual({ acknowledgeGenerationAlerts: 0 })
  const { body } = await host.as.student.graphql(query, { ids: asText })
  expect(body.errors[0].extensions).toMatchObject({ statusCode: 403, data: { code: 'forbidden' } })
})
