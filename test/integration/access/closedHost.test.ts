import type { CollectionConfig, Config, PayloadRequest } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishRun } from '../api/helpers/finishRun.js'
import { smallInput } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { lessonOf } from '../content/lessonOf.js'
import { addPositions } from '../helpers/addPositions.js'

type Override = (args: { defaultCollection: CollectionConfig }) => CollectionConfig

/** As most hosts write it: who may read a collection and who may not, and no condition. */
const closed =
  (...names: ('read' | 'readVersions')[]): Override =>
  ({ defaultCollection }) => ({
    ...defaultCollection,
    access: {
      ...defaultCollection.access,
      ...Object.fromEntries(
        names.map((name) => [name, ({ req }: { req: PayloadRequest }) => req.user?.role === 'admin']),
      ),
    },
  })

const notForStudents: Override = ({ defaultCollection }) => ({
  ...defaultCollection,
  access: { ...defaultCollection.access, read: ({ req }) => ['teacher', 'editor', 'admin'].includes(req.user?.role) },
})

const closedUsers = (config: Config): Config => ({
  ...config,
  collections: config.collections?.map((one) =>
    one.slug === 'users' ? closed('read')({ defaultCollection: one }) : one,
  ),
})

let api: Api
let series: number
let course: number
/** Reviews of the two drills that wait. */
let ids: number[]

beforeAll(async () => {
  api = await startApi({
    options: {
      collectionOverrides: {
        curricula: closed('read'),
        positions: closed('read'),
        generationLogs: closed('read'),
        generationRuns: closed('read'),
        proposals: closed('read'),
        sections: notForStudents,
        drills: (args) => closed('readVersions')({ defaultCollection: notForStudents(args) }),
        lessons: closed('readVersions'),
      },
    },
    pluginsAfter: [closedUsers],
  })
  const { admin } = api.as
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
  const curriculum = (await admin.post('/curricula', { subject: 'Kept from teachers', game: 'chess' })).body.doc.id
  const run = await admin.post('/generation-runs', { kind: 'drillSeries', input: { ...smallInput, curriculum } })
  series = (await finishRun(api, run.body.doc.id)).target.value
  const [{ id: position }] = (await admin.get('/positions?limit=1')).body.docs
  const lesson = await admin.post('/lessons', {
    ...lessonOf(position, { title: 'A lesson' }),
    _status: 'published',
  })
  course = (
    await admin.post('/courses', {
      title: 'A course',
      lessons: [lesson.body.doc.id],
      series: [series],
      _status: 'published',
    })
  ).body.doc.id
  const { docs } = (await admin.get(`/drills?where[series][equals]=${series}&draft=true&depth=0`)).body
  for (const { id } of docs.slice(0, 2)) await admin.patch(`/drills/${id}`, { _status: 'published' })
  await admin.patch(`/drill-series/${series}`, { _status: 'published' })
  const { rows } = (await admin.get('/reviews/queue?kind=drill')).body
  ids = rows.map(({ id }: { id: number }) => id)
})
afterAll(() => api?.stop())

test('a series is read without the drills that its reader may not read', async () => {
  const { status, body } = await api.as.student.get(`/drill-series/${series}`)
  expect([status, body.artifact]).toEqual([200, { series, drills: [] }])
  expect((await api.as.teacher.get(`/drill-series/${series}`)).body.artifact.drills).toHaveLength(4)
})

test('an export leaves out what its reader may not read', async () => {
  const where = `where[series][equals]=${series}&where[_status][equals]=published`
  const [drill] = (await api.as.teacher.get(`/drills?${where}&depth=0`)).body.docs
  const exported = async (as: 'teacher' | 'student') => {
    const response = await api.as[as].request(`/courses/${course}/export`)
    return { status: response.status, text: await response.text() }
  }
  expect((await exported('teacher')).text).toContain(drill.choices[0].rationale)
  const { status, text } = await exported('student')
  expect(status).toBe(200)
  expect(text).toContain('A lesson')
  expect(text).not.toContain(drill.choices[0].rationale)
  const { body } = await api.as.student.get(`/courses/${course}?select[jsonLd]=true`)
  expect(body.jsonLd['@type']).toBe('Course')
})

test('the page of a draft goes without versions, costs and position', async () => {
  const [id] = ids
  const { status, body } = await api.as.teacher.get(`/reviews/${id}/background`)
  expect([status, body]).toMatchObject([
    200,
    { history: [], cost: null, position: null, provenance: { offline: true } },
  ])
  const { document } = (await api.as.teacher.get(`/reviews/${id}/draft`)).body
  await api.as.teacher.patch(`/drills/${document.id}?draft=true`, { prompt: 'By a teacher.', _status: 'draft' })
  const since = (against: string) => api.as.teacher.get(`/reviews/${id}/changes?against=${against}`)
  expect((await since('written')).body).toEqual({
    changes: [{ part: 'prompt', before: null, now: 'By a teacher.' }],
    against: null,
  })
  for (const against of ['previous', 'proposal']) {
    expect(await since(against)).toMatchObject({ status: 200, body: { changes: [], against: null } })
  }
})

test('an outline has no run, and a new order is saved and answered', async () => {
  const { status, body } = await api.as.teacher.get(`/courses/${course}/outline`)
  expect([status, body.run, body.series]).toMatchObject([200, null, [{ id: series }]])
  const ordered = await api.as.teacher.patch(`/courses/${course}/outline`, { order: body.order, series: [series] })
  expect([ordered.status, ordered.body]).toMatchObject([200, { run: null }])
})

test('the queue and its news name nobody and nothing that is kept from the reader', async () => {
  const id = ids.at(-1)
  await api.as.admin.post('/reviews/decide', [{ id, decision: 'rejected' }])
  const news = await api.as.teacher.get(`/reviews/news?ids=${id}`)
  expect([news.status, news.body.rows]).toMatchObject([200, [{ id, state: 'rejected', by: null }]])
  const { status, body } = await api.as.teacher.get('/reviews/queue?group=curriculum')
  expect([status, Object.values(body.groups)]).toMatchObject([200, [{ title: '' }]])
})
