import { type CollectionConfig, createLocalReq, type PayloadRequest, type Where } from 'payload'
import type { ReactNode } from 'react'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { BacklogWidget } from '../../../src/admin/dashboard/BacklogWidget.js'
import { HealthWidget } from '../../../src/admin/dashboard/HealthWidget.js'
import { SpendWidget } from '../../../src/admin/dashboard/SpendWidget.js'
import { inTransaction } from '../../../src/database/transactions.js'
import { rewriteDraft } from '../../../src/drafts/rewriteDraft.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { raiseAlert } from '../../../src/runs/alerts.js'
import { finishRun } from '../api/helpers/finishRun.js'
import { requestRun, smallInput } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { textsOf } from './textsOf.js'

// What the browser would load: styles, which Node cannot.
vi.mock('@payloadcms/ui', () => ({ Link: 'a' }))

type Override = (args: { defaultCollection: CollectionConfig }) => CollectionConfig
type Access = (args: { req: PayloadRequest }) => boolean | Where

/** Two schools on one site: a teacher has the documents of school A, an admin all. */
const ofSchool: Access = ({ req }) => req.user?.role === 'admin' || { school: { equals: 'A' } }

const bySchool: Override = ({ defaultCollection }) => ({
  ...defaultCollection,
  fields: [...defaultCollection.fields, { name: 'school', type: 'text' }],
  access: { ...defaultCollection.access, read: ofSchool, update: ofSchool },
})

const forAdmins: Override = ({ defaultCollection }) => ({
  ...defaultCollection,
  access: { ...defaultCollection.access, read: ({ req }) => req.user?.role === 'admin' },
})

const ofSchoolA: Override = ({ defaultCollection }) => ({
  ...defaultCollection,
  access: { ...defaultCollection.access, read: ({ req }) => req.user?.role === 'admin' || { cause: { equals: 'A' } } },
})

/** Reviews that the teacher may read; `undefined`: all. */
let readable: number[] | undefined
/** Whether the teacher may change what they may read of plans, and what of them they may delete. */
let mayChangePlans = true
let deletable: boolean | Where = true
const plansOfSchools: Override = (args) => {
  const collection = bySchool(args)
  const update: Access = ({ req }) => mayChangePlans && ofSchool({ req })
  return { ...collection, access: { ...collection.access, update, delete: () => deletable } }
}
const someReviews: Override = ({ defaultCollection }) => ({
  ...defaultCollection,
  access: {
    ...defaultCollection.access,
    read: ({ req }) => req.user?.role === 'admin' || readable === undefined || { id: { in: readable } },
  },
})

let api: Api
let run: number
/** Reviews of a drill of each school. */
let ours: { id: number; drill: number }
let theirs: { id: number; drill: number }

beforeAll(async () => {
  api = await startApi({
    options: {
      collectionOverrides: {
        ...{ drills: bySchool, lessons: bySchool, plans: plansOfSchools, reviews: someReviews },
        ...{ generationUsage: forAdmins, generationLogs: ofSchoolA },
      },
    },
  })
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
  run = (await requestRun(api.as.admin)).id
  await finishRun(api, run)
  const { rows } = (await api.as.admin.get('/reviews/queue')).body
  const made = await Promise.all(
    rows.slice(0, 2).map(async ({ id }: { id: number }) => {
      const { document } = (await api.as.admin.get(`/reviews/${id}/draft`)).body
      return { id, drill: document.id }
    }),
  )
  ;[ours, theirs] = made as [typeof ours, typeof theirs]
  const give = (drill: number, school: string) =>
    api.payload.update({ collection: 'drills', id: drill, data: { school, _status: 'draft' } as never })
  await give(ours.drill, 'A')
  await give(theirs.drill, 'B')
})
afterAll(() => api?.stop())

const codeOf = ({ status, body }: { status: number; body: { errors?: { data?: { code?: string } }[] } }) => [
  status,
  body.errors?.[0]?.data?.code,
]
const stateOf = async (id: number) => (await api.as.admin.get(`/reviews/${id}?depth=0`)).body.state

/** What a widget of the dashboard says to a user of that role. */
const widgetOf = async (widget: (props: { req: PayloadRequest }) => Promise<ReactNode>, role: string) => {
  const { docs } = await api.payload.find({ collection: 'users', where: { role: { equals: role } } })
  const user = { ...docs[0], collection: 'users' } as unknown as PayloadRequest['user']
  return textsOf(await widget({ req: await createLocalReq({ user: user ?? undefined }, api.payload) }))
}

/** Ids of the queue's rows, page by page, as the teacher reads them. */
const pagesOf = async (query: string): Promise<number[][]> => {
  const pages: number[][] = []
  for (let after = ''; ; ) {
    const { status, body } = await api.as.teacher.get(`/reviews/queue?${query}${after}`)
    expect(status).toBe(200)
    pages.push(body.rows.map(({ id }: { id: number }) => id))
    if (body.next === null) return pages
    after = `&after=${body.next}`
  }
}

test('the desk opens drafts that its reader may read, and no others', async () => {
  for (const page of ['draft', 'changes', 'background', 'stale']) {
    expect((await api.as.teacher.get(`/reviews/${ours.id}/${page}`)).status).toBe(200)
    expect(codeOf(await api.as.teacher.get(`/reviews/${theirs.id}/${page}`))).toEqual([404, 'not_found'])
    expect((await api.as.admin.get(`/reviews/${theirs.id}/${page}`)).status).toBe(200)
  }
  const { results } = (
    await api.as.teacher.post('/reviews/preview', { ids: [ours.id, theirs.id], decision: 'approved' })
  ).body
  expect(results).toMatchObject([{ outcome: 'ready' }, { title: '', outcome: 'gone' }])
})

test('of decisions those are refused that are about what a user may not change', async () => {
  const { status, body } = await api.as.teacher.post('/reviews/decide', [
    { id: theirs.id, decision: 'changesRequested', note: 'Shorter.' },
    { id: ours.id, decision: 'approved' },
  ])
  expect([status, body.results]).toMatchObject([
    200,
    [
      {
        id: theirs.id,
        isDecided: false,
        error: { data: { code: 'forbidden', relationTo: 'drills', value: theirs.drill } },
      },
      { id: ours.id, isDecided: true, state: 'approved' },
    ],
  ])
  expect(await stateOf(theirs.id)).toBe('waiting')
})

test('a review that a user may not read is none to decide on, also where its document is gone', async () => {
  const data = { kind: 'drill', state: 'waiting', title: 'Gone', documentKey: 'drills:1000000' }
  const gone = Number((await api.payload.create({ collection: 'reviews', data: data as never })).id)
  const decide = async (id: number) =>
    (await api.as.teacher.post('/reviews/decide', [{ id, decision: 'rejected' }])).body.results
  readable = []
  for (const id of [gone, ours.id]) {
    expect(await decide(id)).toMatchObject([{ id, isDecided: false, error: { data: { code: 'not_found' } } }])
  }
  expect(await stateOf(gone)).toBe('waiting')
  readable = [gone]
  expect(await decide(gone)).toMatchObject([{ isDecided: true }])
  readable = undefined
})

const addPlan = async (school: string, key: string, more: object = {}): Promise<number> => {
  const data = { key, sharedKey: `shared ${key}`, state: 'ready', objective: 'o', school, ...more }
  return Number((await api.payload.create({ collection: 'plans', data: data as never })).id)
}

test('plans that a user may not read are none to purge or share, and those that they may not change stay', async () => {
  const keyOf = async (id: number) => (await api.payload.findByID({ collection: 'plans', id })).key
  const [own, other] = [await addPlan('A', 'own'), await addPlan('B', 'other')]
  const { teacher } = api.as
  for (const action of ['purge', 'share']) {
    expect(codeOf(await teacher.post(`/plans/${other}/${action}`))).toEqual([404, 'not_found'])
    mayChangePlans = false
    expect(codeOf(await teacher.post(`/plans/${own}/${action}`))).toEqual([403, 'forbidden'])
    mayChangePlans = true
  }
  const { body } = await teacher.graphql(`mutation { purgePlan(id: "${other}") sharePlan(id: "${other}") { id } }`)
  expect(body.data).toEqual({ purgePlan: null, sharePlan: null })
  expect([await keyOf(own), await keyOf(other)]).toEqual(['own', 'other'])
  expect(await teacher.post(`/plans/${own}/share`)).toMatchObject({ status: 200, body: { doc: { id: own } } })
  expect(await teacher.post(`/plans/${own}/purge`)).toMatchObject({ status: 200, body: { purged: 'deleted' } })
})

test('a plan is deleted by purging only where its user may delete it, and expired ones where they may delete all', async () => {
  const { teacher } = api.as
  const stateOfPlan = async (id: number) =>
    (await api.payload.findByID({ collection: 'plans', id, disableErrors: true }))?.state
  const [own, expired] = [
    await addPlan('A', 'undeletable'),
    await addPlan('B', 'expired', { expiresAt: '2020-01-01T00:00:00.000Z' }),
  ]
  for (const narrowed of [false, { school: { equals: 'B' } }]) {
    deletable = narrowed
    expect(await teacher.post(`/plans/${own}/purge`)).toMatchObject({ status: 200, body: { purged: 'kept' } })
    expect(codeOf(await teacher.post('/plans/purge'))).toEqual([403, 'forbidden'])
    expect((await teacher.graphql('mutation { purgeExpiredPlans }')).body.data).toEqual({ purgeExpiredPlans: null })
    expect([await stateOfPlan(own), await stateOfPlan(expired)]).toEqual(['purged', 'ready'])
  }
  deletable = { school: { equals: 'A' } }
  expect(await teacher.post(`/plans/${own}/purge`)).toMatchObject({ status: 200, body: { purged: 'deleted' } })
  deletable = true
  expect((await teacher.post('/plans/purge')).body).toMatchObject({ deleted: 1 })
  expect([await stateOfPlan(own), await stateOfPlan(expired)]).toEqual([undefined, undefined])
})

test('alerts that a user may not read are none to acknowledge', async () => {
  const settings = settingsOf(api.payload)
  for (const cause of ['A', 'B']) {
    await raiseAlert(api.payload, settings, { cause, level: 'warn', message: 'Look at this.' })
  }
  const { docs } = await api.payload.find({ collection: 'generation-logs', where: { cause: { in: ['A', 'B'] } } })
  const idOf = (cause: string) => docs.find((alert) => Reflect.get(alert, 'cause') === cause)?.id
  const acknowledge = (ids: unknown[]) => api.as.teacher.post('/generation/alerts/acknowledge', { ids })
  const refused = await acknowledge([idOf('A'), idOf('B')])
  expect(codeOf(refused)).toEqual([404, 'not_found'])
  expect(refused.body.errors[0].data.ids).toEqual([idOf('B')])
  expect((await acknowledge([idOf('A')])).body).toMatchObject({ acknowledged: [idOf('A')] })
})

test('what is proposed for a document of others is neither shown nor decided on', async () => {
  const propose = async (drill: number) => {
    const rewritten = await inTransaction(api.payload, (req) =>
      rewriteDraft({
        ...{ settings: settingsOf(api.payload), req, name: 'drills', id: drill, run, promptVersion: 'test' },
        ...{ made: { model: 'm', provider: 'p' }, propose: true, valuesOf: () => ({ prompt: 'Words of a run.' }) },
      }),
    )
    return Number(rewritten?.proposal)
  }
  const [own, other] = [await propose(ours.drill), await propose(theirs.drill)]
  expect((await api.as.teacher.get(`/proposals/${own}/diff`)).body.diff).toMatchObject([{ part: 'prompt' }])
  expect(codeOf(await api.as.teacher.get(`/proposals/${other}/diff`))).toEqual([404, 'not_found'])
  for (const decision of ['accept', 'reject']) {
    expect(codeOf(await api.as.teacher.post(`/proposals/${other}/${decision}`))).toEqual([403, 'forbidden'])
  }
  expect((await api.as.teacher.post(`/proposals/${own}/reject`)).status).toBe(200)
  expect((await api.as.admin.get(`/proposals/${other}?depth=0`)).body.status).toBe('open')
})

test('the queue and its news have the reviews that their reader may read, page by page', async () => {
  const all = (await api.as.admin.get('/reviews/queue?kind=drill')).body
  const ids: number[] = all.rows.map(({ id }: { id: number }) => id)
  const news = async () =>
    (await api.as.teacher.get(`/reviews/news?ids=${ids.join(',')}`)).body.rows.map(({ id }: { id: number }) => id)
  expect((await news()).toSorted()).toEqual(ids.toSorted())
  readable = ids.slice(1, 2)
  expect((await pagesOf('kind=drill&limit=1')).flat()).toEqual(readable)
  expect(await news()).toEqual(readable)
  readable = []
  expect((await api.as.teacher.get('/reviews/queue')).body).toMatchObject({ rows: [], groups: {} })
  readable = undefined
})

test('the queue reads past pages of which its reader may read nothing, ten of them at once', async () => {
  await finishRun(api, (await requestRun(api.as.admin, { ...smallInput, targetDrillCount: 8, seed: 8 })).id)
  const ids = (await api.as.admin.get('/reviews/queue')).body.rows.map(({ id }: { id: number }) => id)
  expect(ids.length).toBeGreaterThan(11)
  readable = [ids[9], ids[10]]
  expect((await pagesOf('limit=1')).slice(0, 2)).toEqual([[ids[9]], [ids[10]]])
  readable = [ids[10]]
  expect((await pagesOf('limit=1')).slice(0, 2)).toEqual([[], [ids[10]]])
  readable = undefined
})

test('who may not read all usage is told none of it', async () => {
  for (const route of ['usage', 'usage.csv']) {
    expect((await api.as.teacher.request(`/generation/${route}`)).status).toBe(403)
    expect((await api.as.admin.request(`/generation/${route}`)).status).toBe(200)
  }
  expect(await widgetOf(SpendWidget, 'teacher')).toContain('You may not see this.')
  expect(await widgetOf(SpendWidget, 'admin')).not.toContain('You may not see this.')
  expect(await widgetOf(HealthWidget, 'teacher')).not.toContain('Tokens saved in 30 days')
  expect(await widgetOf(HealthWidget, 'admin')).toContain('Tokens saved in 30 days')
})

test('the dashboard counts what waits and open alerts as far as its reader may read them', async () => {
  const { rows } = (await api.as.admin.get('/reviews/queue?kind=drill')).body
  readable = [rows[0].id]
  expect((await widgetOf(BacklogWidget, 'teacher')).slice(0, 3)).toEqual(['1 draft waits', 'Drills', '1'])
  expect((await widgetOf(BacklogWidget, 'admin'))[0]).toMatch(/^\d+ drafts wait$/)
  readable = []
  expect(await widgetOf(BacklogWidget, 'teacher')).toContain('Nothing waits for review.')
  readable = undefined
  expect(await widgetOf(BacklogWidget, 'teacher')).toEqual(await widgetOf(BacklogWidget, 'admin'))
  const alerts = (texts: string[]) =>
    texts.filter((text) => text.endsWith('open alert') || text.endsWith('open alerts'))
  expect(alerts(await widgetOf(HealthWidget, 'teacher'))).toEqual([])
  expect(alerts(await widgetOf(HealthWidget, 'admin'))).toHaveLength(1)
})

test('quality leaves out collections that its reader may not read as a whole', async () => {
  const rowsOf = async (as: 'teacher' | 'admin') =>
    (await api.as[as].get('/generation/quality')).body.rows.map(({ collection }: { collection: string }) => collection)
  expect(await rowsOf('admin')).toEqual(['drills'])
  expect(await rowsOf('teacher')).toEqual([])
})

test('a course put in order by somebody who may not read all of its lessons keeps the others where they are', async () => {
  const add = async (title: string, school: string): Promise<number> =>
    (await api.as.admin.post('/lessons?draft=true', { title, language: 'en', school, _status: 'draft' })).body.doc.id
  const [first, hidden, last] = [await add('First', 'A'), await add('Of others', 'B'), await add('Last', 'A')]
  const { doc } = (
    await api.as.admin.post('/courses?draft=true', {
      title: 'A course',
      lessons: [first, hidden, last],
      _status: 'draft',
    })
  ).body
  const { order, lessons } = (await api.as.teacher.get(`/courses/${doc.id}/outline`)).body
  expect(lessons).toMatchObject([{ id: first }, { id: last }])
  const { status } = await api.as.teacher.patch(`/courses/${doc.id}/outline`, { order, lessons: [last, first] })
  expect(status).toBe(200)
  const { body } = await api.as.admin.get(`/courses/${doc.id}?draft=true&depth=0`)
  expect(body.lessons).toEqual([last, hidden, first])
})
