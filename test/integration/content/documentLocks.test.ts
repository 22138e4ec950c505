import type { CollectionSlug } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestRun } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { onOneConnection } from '../helpers/onOneConnection.js'

let api: Api

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 20 } })
})
afterAll(() => api?.stop())

const created = async (collection: string, data: object): Promise<number> => {
  const { body } = await api.as.editor.post(`/${collection}?draft=true&depth=0`, { language: 'en', ...data })
  if (!body.doc) throw new Error(JSON.stringify(body.errors))
  return body.doc.id
}
const lesson = () => created('lessons', { title: 'Bread', topic: 'Bread' })
const course = (more: object = {}) => created('courses', { title: 'Baking', ...more })
/** With a drill, whose marks follow it. */
const position = async (): Promise<number> => {
  const { docs } = await api.payload.find({ collection: 'positions', where: { drillCount: { equals: 0 } }, limit: 1 })
  await created('drills', { prompt: 'What now?', position: docs[0]?.id })
  return Number(docs[0]?.id)
}
const run = async (): Promise<number> => (await requestRun(api.as.admin)).id
const titleOf = async (id: number) => (await api.as.editor.get(`/lessons/${id}?draft=true`)).body.title

/** As the form of a document keeps it from its first change on. */
const lockedBy = (actor: 'teacher' | 'editor', collection: CollectionSlug, value: number, updatedAt = new Date()) =>
  api.payload.create({
    collection: 'payload-locked-documents',
    data: {
      ...{ document: { relationTo: collection, value }, updatedAt: updatedAt.toISOString() },
      user: { relationTo: 'users', value: Number(api.as[actor].id) },
    },
  })

const changes: [string, () => Promise<{ status: number }>][] = [
  ['saved', async () => api.as.editor.patch(`/lessons/${await lesson()}?draft=true`, { title: 'Loaves' })],
  ['published', async () => api.as.editor.patch(`/lessons/${await lesson()}`, { _status: 'published' })],
  [
    'saved with others',
    async () =>
      api.as.editor.patch(`/lessons?where[id][in]=${await lesson()},${await lesson()}&draft=true`, { title: 'Loaves' }),
  ],
  ['deleted', async () => api.as.editor.delete(`/lessons/${await lesson()}`)],
  [
    'deleted with others',
    async () => api.as.editor.delete(`/lessons?where[id][in]=${await lesson()},${await lesson()}`),
  ],
  ['saved as a position', async () => api.as.editor.patch(`/positions/${await position()}`, { notes: 'Sharp.' })],
  [
    'saved with other positions',
    async () =>
      api.as.editor.patch(`/positions?where[id][in]=${await position()},${await position()}`, { notes: 'Sharp.' }),
  ],
  ['deleted as a position', async () => api.as.editor.delete(`/positions/${await position()}`)],
  [
    'deleted with other positions',
    async () => api.as.editor.delete(`/positions?where[id][in]=${await position()},${await position()}`),
  ],
  ['deleted as a run', async () => api.as.admin.delete(`/generation-runs/${await run()}`)],
  [
    'deleted with other runs',
    async () => api.as.admin.delete(`/generation-runs?where[id][in]=${await run()},${await run()}`),
  ],
  [
    'imported',
    async () => {
      const id = await lesson()
      return api.as.editor.request(`/lessons/${id}/import`, {
        ...{
          method: 'POST',
          headers: { 'Content-Type': 'text/markdown' },
          body: '# Loaves\n\n## Story\n\nBread is baked.\n',
        },
      })
    },
  ],
  [
    'put in order',
    async () => {
      const lessons = [await lesson(), await lesson()]
      const id = await course({ lessons })
      const { order } = (await api.as.editor.get(`/courses/${id}/outline`)).body
      return api.as.editor.patch(`/courses/${id}/outline`, { order, lessons: lessons.toReversed() })
    },
  ],
]

test.each(changes)('what is %s asks on its own connection whether somebody has it open', async (_, change) => {
  expect((await onOneConnection(api.payload, change)).status).toBe(200)
})

test('what is published as a course asks so, too', async () => {
  const id = await course({ lessons: [await lesson()] })
  const about = { document: { relationTo: 'courses', value: id }, documentKey: `courses:${id}`, kind: 'course' }
  await api.payload.create({ collection: 'reviews', data: { ...about, title: 'Baking', state: 'approved' } })
  const published = await onOneConnection(api.payload, () => api.as.editor.post(`/courses/${id}/publish`, {}))
  expect(published).toMatchObject({ status: 200, body: { isPublished: true, publishes: [{ id }] } })
})

test('what somebody else has open is refused as by Payload itself, on one connection', async () => {
  const { editor, student, teacher } = api.as
  const id = await lesson()
  await lockedBy('teacher', 'lessons', id)
  const { id: other } = await api.payload.create({
    collection: 'users',
    data: { email: 'locked@example.com', password: 'test', role: 'student' },
  })
  await lockedBy('teacher', 'users', Number(other))
  const asks = {
    patch: (path: string) => api.as.admin.patch(path, {}),
    delete: (path: string) => api.as.admin.delete(path),
  }
  for (const ask of [asks.patch, asks.delete]) {
    const ours = await onOneConnection(api.payload, () => ask(`/lessons/${id}`))
    const payloads = await ask(`/users/${other}`)
    expect([ours.status, payloads.status]).toEqual([423, 423])
    expect(JSON.stringify(ours.body)).toBe(JSON.stringify(payloads.body).replace(`ID ${other} `, `ID ${id} `))
  }
  expect((await student.patch(`/lessons/${id}`, { title: 'Loaves' })).status).toBe(403)
  expect((await student.delete(`/lessons/${id}`)).status).toBe(403)
  expect(await titleOf(id)).toBe('Bread')
  expect((await teacher.patch(`/lessons/${id}?draft=true`, { title: 'Loaves' })).status).toBe(200)
  await lockedBy('teacher', 'lessons', id)
  expect((await editor.patch(`/lessons/${id}?draft=true&overrideLock=true`, { title: 'Rolls' })).status).toBe(200)
  expect(await titleOf(id)).toBe('Rolls')
})

test('of several documents those are saved that nobody else has open', async () => {
  const [free, open] = [await lesson(), await lesson()]
  await lockedBy('teacher', 'lessons', open)
  const { body } = await api.as.editor.patch(`/lessons?where[id][in]=${free},${open}&draft=true`, { title: 'Loaves' })
  expect(body.docs).toMatchObject([{ id: free }])
  expect(body.errors).toMatchObject([{ id: open, message: expect.stringContaining('currently locked') }])
  expect([await titleOf(free), await titleOf(open)]).toEqual(['Loaves', 'Bread'])
})

test('what somebody else has open of a collection without versions is refused, too', async () => {
  const [free, open] = [await position(), await position()]
  await lockedBy('teacher', 'positions', open)
  expect((await onOneConnection(api.payload, () => api.as.editor.patch(`/positions/${open}`, {}))).status).toBe(423)
  expect((await onOneConnection(api.payload, () => api.as.editor.delete(`/positions/${open}`))).status).toBe(423)
  const { body } = await api.as.editor.delete(`/positions?where[id][in]=${free},${open}`)
  expect(body).toMatchObject({ docs: [{ id: free }], errors: [{ id: open }] })
})

test('what a user may change, but not read, is saved and deleted with others', async () => {
  const { access } = api.payload.collections.lessons?.config ?? {}
  if (!access) throw new Error('There are no lessons.')
  const [kept, other] = [await lesson(), await lesson()]
  const { read, update } = access
  access.read = () => false
  access.update = () => ({ id: { equals: kept } })
  try {
    const where = `where[id][in]=${kept},${other}`
    const saved = await onOneConnection(api.payload, () =>
      api.as.editor.patch(`/lessons?${where}&draft=true`, { title: 'Loaves' }),
    )
    expect(saved).toMatchObject({ status: 200, body: { docs: [{ id: kept }], errors: [] } })
    access.update = () => false
    expect((await api.as.editor.patch(`/lessons?${where}&draft=true`, { title: 'Rolls' })).status).toBe(403)
    const deleted = await api.as.editor.delete(`/lessons?${where}`)
    expect(deleted).toMatchObject({ status: 200, body: { docs: [{ id: other }, { id: kept }], errors: [] } })
  } finally {
    Object.assign(access, { read, update })
  }
})

test('a lock that has lapsed holds nobody up, and of two the newer one counts', async () => {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000)
  const lapsed = await lesson()
  await lockedBy('teacher', 'lessons', lapsed, ago(600))
  expect((await api.as.editor.patch(`/lessons/${lapsed}?draft=true`, { title: 'Loaves' })).status).toBe(200)
  const taken = await lesson()
  await lockedBy('teacher', 'lessons', taken, ago(60))
  await lockedBy('editor', 'lessons', taken, ago(30))
  expect((await api.as.teacher.patch(`/lessons/${taken}?draft=true`, { title: 'Loaves' })).status).toBe(423)
  expect((await api.as.editor.patch(`/lessons/${taken}?draft=true`, { title: 'Loaves' })).status).toBe(200)
})
