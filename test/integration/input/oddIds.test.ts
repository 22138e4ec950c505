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
  await api.as.editor.post('/curricula', { subject: 'Rooks', game: 'chess' })
  await api.as.editor.post('/profiles', { name: 'Beginners', level: 'beginner', language: 'en' })
  await finishRun(api, (await requestRun(api.as.student)).id)
})
afterAll(() => api?.stop())

const oddIds = [
  'abc',
  // Payload itself reads these as 1, 1000 and 6.
  '1abc',
  '1e3',
  '6f9619ff-8b86-d011-b42d-00cf4fc964ff',
  '1.5',
  '-1',
  '0',
  '99999999999',
  '%00',
  'null',
  'NaN',
  "1'%20or%201=1",
  'x'.repeat(3000),
  '999999',
]

const countAll = async (): Promise<number[]> =>
  Promise.all(
    ourCollections(api.payload).map(async (collection) => (await api.payload.count({ collection })).totalDocs),
  )

test.each(oddIds)('the id %s is a 404 for every collection and verb, and touches nothing', async (id) => {
  const before = await countAll()
  const wrong: string[] = []
  for (const slug of ourCollections(api.payload)) {
    const answers = {
      get: await api.as.admin.get(`/${slug}/${id}`),
      patch: await api.as.admin.patch(`/${slug}/${id}`, {}),
      delete: await api.as.admin.delete(`/${slug}/${id}`),
      duplicate: await api.as.admin.post(`/${slug}/${id}/duplicate`),
      version: await api.as.admin.get(`/${slug}/versions/${id}`),
      restore: await api.as.admin.post(`/${slug}/versions/${id}`),
    }
    for (const [verb, { status, body }] of Object.entries(answers)) {
      // What nobody may do is refused before anyone looks whether the document exists.
      const isForbidden = status === 403 && id === '999999'
      // Where nothing can be duplicated there is no such route, and no error of ours.
      const isExplained = verb === 'duplicate' || Boolean(body.errors?.[0].message)
      if (!isForbidden && (status !== 404 || !isExplained)) wrong.push(`${verb} ${slug}: ${status}`)
    }
  }
  expect(wrong).toEqual([])
  expect(await countAll()).toEqual(before)
})

test.each(['student', 'visitor', 'admin'] as const)(
  'asking what a %s may do with an odd id is no server error',
  async (actor) => {
    for (const slug of ourCollections(api.payload)) {
      for (const id of oddIds) expect((await api.as[actor].post(`/${slug}/access/${id}`)).status).toBeLessThan(500)
    }
  },
)

test('GraphQL refuses odd ids in the shape of its errors', async () => {
  for (const id of ['0', '-1']) {
    const { body } = await api.as.admin.graphql(`{ Drill(id: ${id}) { id } }`)
    expect(body).toMatchObject({ errors: [{ extensions: { statusCode: 404, data: { code: 'not_found' } } }] })
  }
  for (const id of ['99999999999', '"abc"', '1.5']) {
    const { body } = await api.as.admin.graphql(`{ Drill(id: ${id}) { id } }`)
    expect(body.errors[0].message).toMatch(/Int cannot represent|invalid value/)
  }
})
