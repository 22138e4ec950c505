import { randomUUID } from 'node:crypto'
import { type CollectionConfig, createLocalReq, type Plugin, type TypedUser } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mayChange } from '../../../src/access/access.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

/** As of a service that signs users in. Its own collection: Payload fills in that of other tests, whose process this may be. */
const Users = (): CollectionConfig => ({
  slug: 'users',
  auth: true,
  fields: [
    { name: 'id', type: 'text', required: true, defaultValue: () => `user_${randomUUID()}` },
    { name: 'role', type: 'select', saveToJWT: true, options: ['student', 'teacher', 'editor', 'admin'] },
  ],
})
const usersOfService: Plugin = (config) => ({
  ...config,
  collections: config.collections?.map((collection) => (collection.slug === 'users' ? Users() : collection)),
})

const Schools: CollectionConfig = {
  slug: 'schools',
  access: { read: () => true },
  fields: [{ name: 'id', type: 'text', required: true }],
}
const Shelves: CollectionConfig = {
  slug: 'shelves',
  access: { read: () => true },
  fields: [{ name: 'id', type: 'number', required: true }],
}

/** Lessons of schools, which teachers of that school alone may change. */
const ofSchools = ({ defaultCollection }: { defaultCollection: CollectionConfig }): CollectionConfig => ({
  ...defaultCollection,
  access: {
    ...defaultCollection.access,
    update: ({ req }) => (req.user?.role === 'teacher' ? { school: { equals: 'acme' } } : Boolean(req.user)),
  },
  fields: [
    ...defaultCollection.fields,
    { name: 'school', type: 'relationship', relationTo: 'schools' },
    { name: 'place', type: 'relationship', relationTo: ['schools', 'shelves', 'curricula'] },
  ],
})

let api: Api

beforeAll(async () => {
  api = await startApi({
    config: { plugins: [usersOfService], collections: [Schools, Shelves] },
    options: { collectionOverrides: { lessons: ofSchools } },
  })
  await addPositions({ payload: api.payload, counts: { opening: 4, endgame: 4 } })
  await api.payload.create({ collection: 'schools', data: { id: 'acme' } })
  await api.payload.create({ collection: 'shelves', data: { id: 7 } })
})
afterAll(() => api?.stop())

const lesson = { title: 'Bread', topic: 'Bread', language: 'en' }
const idsOf = async (query: string): Promise<unknown[]> => {
  const { body } = await api.as.editor.get(`/lessons?draft=true&depth=0&${query}`)
  return body.docs?.map(({ id }: { id: unknown }) => id) ?? body.errors
}

test('users whose ids are text see what is theirs', async () => {
  const { student, editor } = api.as
  expect(student.id).toMatch(/^user_/)
  expect((await student.get('/generation/status')).body).toMatchObject({ runs: { running: 0, waiting: 0 } })
  const { id, requester } = await requestRun(student)
  expect(requester.id ?? requester).toBe(student.id)
  expect((await student.get('/generation/status')).body).toMatchObject({ runs: { running: 0, waiting: 1 } })
  const { body } = await editor.get(`/generation-runs?where[requester][equals]=${student.id}`)
  expect(body.docs).toMatchObject([{ id }])
  expect((await editor.get('/generation-runs?where[requester][equals]=user_nobody')).body.docs).toEqual([])
})

test('a document of a host is named, looked for and asked for by its own id', async () => {
  const { editor } = api.as
  const place = { relationTo: 'shelves', value: 7 }
  const made = await editor.post('/lessons?draft=true&depth=0', { ...lesson, school: 'acme', place })
  expect(made).toMatchObject({ status: 201, body: { doc: { school: 'acme', place } } })
  const { id } = made.body.doc
  expect(await idsOf('where[school][equals]=acme')).toEqual([id])
  expect(await idsOf('where[school][in]=acme,other')).toEqual([id])
  expect(await idsOf('where[school.id][equals]=acme')).toEqual([id])
  expect(await idsOf('where[place][equals][relationTo]=shelves&where[place][equals][value]=7')).toEqual([id])
  expect(await idsOf('where[place.value][equals]=7')).toEqual([id])
  const other = await editor.post('/lessons?draft=true', { ...lesson, place: { relationTo: 'schools', value: 'acme' } })
  expect(await idsOf('where[place.value][equals]=acme')).toEqual([other.body.doc.id])
})

test('ids that are none are still refused', async () => {
  const { editor } = api.as
  const codes: Record<string, unknown> = {}
  for (const query of [
    'where[id][equals]=acme',
    'where[curriculum][equals]=acme',
    'where[place][equals][relationTo]=shelves&where[place][equals][value]=acme',
    'where[place][equals][relationTo]=curricula&where[place][equals][value]=acme',
  ]) {
    const { status, body } = await editor.get(`/lessons?${query}`)
    codes[query] = [status, body.errors?.[0].data.code]
  }
  expect(new Set(Object.values(codes).map(String)), JSON.stringify(codes)).toEqual(new Set(['400,invalid_query']))
  const { status, body } = await editor.post('/lessons?draft=true', { ...lesson, school: 'nobody' })
  expect([status, body.errors[0].data.errors]).toMatchObject([400, [{ path: 'school' }]])
  const wrong = { ...lesson, place: { relationTo: 'shelves', value: 'acme' } }
  expect((await editor.post('/lessons?draft=true', wrong)).body.errors[0].data.errors).toMatchObject([
    { path: 'place' },
  ])
})

test('access of a host by such an id says who may change what', async () => {
  const { docs } = await api.payload.find({ collection: 'users', where: { role: { equals: 'teacher' } } })
  const user = { ...docs[0], collection: 'users' } as unknown as TypedUser
  const made = async (school: string | null) =>
    (await api.as.editor.post('/lessons?draft=true', { ...lesson, school })).body.doc.id
  const own = await made('acme')
  const others = await made(null)
  for (const [id, may] of [
    [own, true],
    [others, false],
  ] as const) {
    const req = await createLocalReq({ user }, api.payload)
    expect(await mayChange(req, { collection: 'lessons', id })).toBe(may)
  }
})
