import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishRun } from '../api/helpers/finishRun.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { ourCollections } from './ourCollections.js'

let api: Api

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 4, endgame: 4 } })
  await finishRun(api, (await requestRun(api.as.student)).id)
})
afterAll(() => api?.stop())

const operators = [
  'equals',
  'not_equals',
  'in',
  'all',
  'greater_than',
  'like',
  'contains',
  'exists',
  'near',
  'within',
  'bogus',
]
const values = ['abc', '%00', '99999999999999999999', '1e400', '']

/** Paths of a collection's own fields, one level into groups and arrays. */
const pathsOf = (slug: string): string[] => {
  const fields = api.payload.collections[slug]?.config.flattenedFields ?? []
  const own = fields.map((field) => {
    const [inner] = 'flattenedFields' in field ? field.flattenedFields : []
    return inner ? `${field.name}.${inner.name}` : field.name
  })
  return ['id', 'nope', ...own]
}

test('no comparison of any field of ours with anything is a server error', { timeout: 300_000 }, async () => {
  const answered = new Set<number>()
  for (const slug of ourCollections(api.payload)) {
    for (const path of pathsOf(slug)) {
      for (const [index, operator] of operators.entries()) {
        // Every operator meets every value, though not on each field.
        const value = values[(index + path.length) % values.length]
        const { status } = await api.as.admin.get(`/${slug}?where[${path}][${operator}]=${value}&limit=1&depth=0`)
        answered.add(status)
      }
    }
  }
  expect([...answered].sort()).toEqual([200, 400])
})

const oddQueries = [
  'limit=-1',
  'limit=abc',
  'limit=1e9',
  'limit=0',
  'limit=99999999999999999999',
  'page=-1',
  'page=abc',
  'page=1e30',
  'page=0',
  'page=99999999999',
  'depth=-1',
  'depth=abc',
  'depth=1e9',
  'sort=nope',
  'sort=-',
  'sort=%00',
  'sort=series.title',
  'sort=id;drop',
  'sort[]=a&sort[]=b',
  'sort[a]=b',
  'select=abc',
  'select[nope]=true',
  'select[%00]=true',
  'populate=abc',
  'populate[drills]=x',
  'joins=abc',
  'joins[drills]=abc',
  'joins[drills][limit]=abc',
  'joins[drills][limit]=-1',
  'joins[drills][page]=-1',
  'joins[drills][where][id][equals]=abc',
  'joins[drills][where][series][equals]=abc',
  'joins[nope][limit]=1',
  'where=abc',
  'where[id]=abc',
  'where[and]=abc',
  'where[and][0]=abc',
  'where[or][0][and][0][id][equals]=abc',
  'where[series][equals]=abc',
  'where[series.id][equals]=abc',
  'where[id][in]=1,abc',
  'where[id][equals][a]=b',
  'where[__proto__][equals]=1',
  'where[constructor][equals]=1',
  'where[id][like]=1',
  'where[id][like]=99999999999',
  'where[version.series][equals]=abc',
  'where[parent][equals]=abc',
  'where[createdAt][greater_than]=zzz',
  'locale=xx',
  'draft=abc',
  'trash=true',
  'pagination=abc',
  'fallback-locale=zz',
]

const places = [
  ['admin', ''],
  ['admin', '/versions'],
  ['admin', '/1'],
  ['student', ''],
  ['student', '/count'],
] as const

test.each(oddQueries)('?%s is answered or refused, never a server error', async (query) => {
  for (const slug of ourCollections(api.payload)) {
    for (const [actor, path] of places) {
      const { status, body } = await api.as[actor].get(`/${slug}${path}?${query}`)
      if (status >= 400)
        expect(body.errors[0]).toMatchObject({ message: expect.any(String), data: { code: expect.any(String) } })
    }
  }
})

test.each([
  ['drills', 'where[id][equals]=abc', '"id" is compared with "abc", which is no id.'],
  ['drills', 'where[series][in]=1,abc', '"series" is compared with "abc", which is no id.'],
  ['drills', 'where[_status][equals]=done', '"_status" is compared with "done": use draft, published.'],
  ['drills', 'where[prompt][near]=1,2', '"prompt" cannot be queried with "near": use equals'],
  ['generation-runs', 'where[status][equals]=lost', 'use queued, planning'],
  ['generation-runs', 'where[createdAt][greater_than]=soon', 'which is no date'],
  ['generation-runs', 'where[requester][equals]=x', 'which is no id'],
  ['positions', 'page=-1', 'page is -1: give a whole number from 0'],
])('GET /%s?%s says what was wrong', async (slug, query, message) => {
  expect(await api.as.admin.get(`/${slug}?${query}`)).toMatchObject({
    status: 400,
    body: { errors: [{ message: expect.stringContaining(message), data: { code: 'invalid_query' } }] },
  })
})

test('ordinary queries still find what they should', async () => {
  const total = async (path: string) => (await api.as.admin.get(path)).body.totalDocs
  const { docs } = (await api.as.admin.get('/drills?depth=0&limit=1')).body
  const [drill] = docs
  expect(await total(`/drills?where[series][equals]=${drill.series}`)).toBe(4)
  expect(await total(`/drills?where[id][in]=${drill.id},999999`)).toBe(1)
  expect(await total('/drills?where[series][equals]=null')).toBe(0)
  expect(await total('/drills?where[_status][in]=draft,published')).toBe(4)
  expect(await total('/drills?where[provenance.run.status][equals]=completed')).toBe(4)
  expect(await total('/drills/versions?where[version._status][equals]=draft')).toBe(4)
  expect(await total(`/drills/versions?where[parent][equals]=${drill.id}`)).toBe(1)
  // Of versions `parent` is the document, also where the document has a field of that name.
  const { doc: lesson } = (await api.as.admin.post('/lessons?draft=true', { title: 'Pins' })).body
  const parent = { relationTo: 'lessons', value: lesson.id }
  const { doc: section } = (await api.as.admin.post('/sections?draft=true', { title: 'One', key: 'one', parent })).body
  expect(await total(`/sections/versions?where[parent][equals]=${section.id}`)).toBe(1)
  expect(await total(`/sections/versions?where[and][0][parent][equals]=${section.id}&sort=-parent`)).toBe(1)
  expect((await api.as.admin.get(`/sections?where[parent][equals]=${lesson.id}`)).status).toBe(400)
  expect(await total('/drills?where[createdAt][less_than]=2999-01-01')).toBe(4)
  expect(await total('/drills?where[or][0][prompt][like]=the&where[or][1][prompt][exists]=true')).toBe(4)
  expect(await total('/positions?where[drillCount][greater_than_equal]=1')).toBe(4)
  expect(await total('/positions?where[themes][equals]=test')).toBe(8)
  // What the admin panel's search box sends where a list has no other title.
  expect(await total('/generation-logs?where[or][0][id][like]=abc')).toBe(0)
})

test('a bad query over GraphQL is a 400 too', async () => {
  const { body } = await api.as.admin.graphql('{ Drills(where: { series: { equals: "abc" } }) { totalDocs } }')
  expect(body.errors).toMatchObject([
    { extensions: { statusCode: 400, data: { code: 'invalid_query', path: 'series' } } },
  ])
})
