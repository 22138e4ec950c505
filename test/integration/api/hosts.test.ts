import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionConfig } from 'payload'
import { expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { inTransaction } from '../../../src/database/transactions.js'
import { rewriteDraft } from '../../../src/drafts/rewriteDraft.js'
import type { Slugs } from '../../../src/options/CoursewrightOptions.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { addPositions } from '../helpers/addPositions.js'
import { finishRun } from './helpers/finishRun.js'
import { readEvents } from './helpers/readEvents.js'
import { smallInput } from './helpers/requestRun.js'
import { type Api, startApi } from './helpers/startApi.js'

const slugs: Slugs = {
  positions: 'chess-positions',
  curricula: 'syllabi',
  profiles: 'learners',
  drillSeries: 'exerciseSets',
  drills: 'exercises',
  lessons: 'readings',
  sections: 'pieces',
  plans: 'outlines',
  kits: 'source-kits',
  courses: 'classes',
  reviews: 'verdicts',
  proposals: 'suggestions',
  generationRuns: 'gen-runs',
  generationSteps: 'gen-steps',
  generationLogs: 'gen-logs',
  generationBreakers: 'gen-breakers',
  generationAdmissions: 'gen-admissions',
  generationUsage: 'gen-usage',
  generationBudgets: 'gen-budgets',
  generationMaintenance: 'gen-maintenance',
  generationWorkers: 'gen-workers',
}

interface WalkThrough {
  api: Api
  positions: string
  drills: string
  /** The drills in GraphQL; like all of Payload's names it follows the slug. */
  query: string
  runs: string
  series: string
}

/** From a request to what a student reads. */
const walkThrough = async ({ api, positions, drills, query, runs, series }: WalkThrough) => {
  const { student, teacher, otherStudent } = api.as
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 }, slug: positions })
  const created = await student.post(`/${runs}`, { kind: 'drillSeries', input: smallInput, idempotencyKey: 'once' })
  expect(created.status).toBe(201)
  const { id } = created.body.doc
  const again = await student.post(`/${runs}`, { kind: 'drillSeries', input: smallInput, idempotencyKey: 'once' })
  expect(again).toMatchObject({ status: 409, body: { errors: [{ data: { run: id } }] } })

  for (const action of ['pause', 'resume', 'cancel', 'retry']) {
    expect((await student.post(`/${runs}/${id}/${action}`)).status).toBe(200)
  }
  expect((await otherStudent.post(`/${runs}/${id}/cancel`)).status).toBe(404)
  const done = await finishRun(api, id, `/${runs}`)
  expect(done).toMatchObject({ status: 'completed', progress: { requested: 4, generated: 4, failed: 0 } })
  const [event] = await readEvents(await student.request(`/${runs}/${id}/events`))
  expect(event?.data).toMatchObject({ status: 'completed' })

  const { docs } = (await teacher.get(`/${drills}?where[series][equals]=${done.target.value}&depth=0`)).body
  expect(docs).toHaveLength(4)
  for (const drill of docs) {
    expect((await teacher.patch(`/${drills}/${drill.id}`, { _status: 'published' })).status).toBe(200)
  }
  await teacher.patch(`/${series}/${done.target.value}`, { _status: 'published' })
  const read = await student.get(`/${series}/${done.target.value}`)
  expect(read.body.artifact.drills).toHaveLength(4)
  const overGraphQL = await student.graphql(`{ ${query}(sort: "order") { docs { id prompt position { id } } } }`)
  expect(overGraphQL.body.data[query].docs.map((drill: { id: unknown }) => drill.id)).toEqual(
    docs.map((drill: { id: unknown }) => drill.id),
  )
  expect((await teacher.get(`/${positions}?where[drillCount][equals]=1`)).body.totalDocs).toBe(4)
  for (const odd of ['abc', '1', '999999', '%00', '6f9619ff-8b86-d011-b42d-00cf4fc964ff']) {
    if (docs.some((drill: { id: unknown }) => String(drill.id) === odd)) continue
    expect((await teacher.get(`/${drills}/${odd}`)).status).toBe(404)
    expect((await teacher.get(`/${drills}?where[series][equals]=${odd}`)).status).toBeLessThan(500)
  }
  return { run: done, drill: docs[0] }
}

const standard = {
  positions: 'positions',
  drills: 'drills',
  query: 'Drills',
  runs: 'generation-runs',
  series: 'drill-series',
}

test('everything works with uuid ids', async () => {
  const api = await startApi({ idType: 'uuid' })
  try {
    const { run, drill } = await walkThrough({ api, ...standard })
    for (const id of [run.id, run.target.value, drill.id, drill.position]) expect(id).toMatch(/^[0-9a-f-]{36}$/)

    // A section that is written from another one, anew.
    const { editor } = api.as
    const input = { topic: 'At the station', format: 'language' }
    const lesson = await editor.post('/generation-runs', { kind: 'lessons', input })
    expect(await finishRun(api, lesson.body.doc.id)).toMatchObject({ status: 'completed' })
    const [section] = (await editor.get('/sections?where[key][equals]=comprehension&draft=true&depth=0')).body.docs
    const anew = { kind: 'regenerate', input: { targets: [{ relationTo: 'sections', value: section.id }] } }
    const { status, body } = await editor.post('/generation-runs/estimate', anew)
    expect([status, body.estimate?.requested]).toEqual([200, 1])
    const again = await editor.post('/generation-runs', anew)
    expect(await finishRun(api, again.body.doc.id)).toMatchObject({ status: 'completed' })
  } finally {
    await api.stop()
  }
})

test('everything works under other slugs', async () => {
  const api = await startApi({ options: { slugs } })
  try {
    await walkThrough({
      api,
      positions: slugs.positions,
      drills: slugs.drills,
      query: 'Exercises',
      runs: slugs.generationRuns,
      series: slugs.drillSeries,
    })
    expect((await api.as.admin.get('/drills')).status).toBe(404)
  } finally {
    await api.stop()
  }
})

test('everything works in another schema of the database', async () => {
  const api = await startApi({ schemaName: 'content' })
  try {
    await walkThrough({ api, ...standard })
    const { rows } = await poolOf(api.payload).execute(
      sql`select distinct table_schema from information_schema.tables where table_name in ('drills', 'generation_steps')`,
    )
    expect(rows).toEqual([{ table_schema: 'content' }])
  } finally {
    await api.stop()
  }
})

test('everything works with fields and hooks of the host in our collections', async () => {
  const seen: string[] = []
  const sees =
    (what: string): NonNullable<NonNullable<CollectionConfig['hooks']>['afterChange']>[number] =>
    ({ doc, operation }) => {
      seen.push(`${what} ${operation}`)
      return doc
    }
  const adding =
    (name: string, field: CollectionConfig['fields'][number]) =>
    ({ defaultCollection }: { defaultCollection: CollectionConfig }): CollectionConfig => ({
      ...defaultCollection,
      fields: [...defaultCollection.fields, field],
      hooks: {
        ...defaultCollection.hooks,
        afterChange: [...(defaultCollection.hooks?.afterChange ?? []), sees(name)],
      },
    })
  const api = await startApi({
    options: {
      collectionOverrides: {
        plans: adding('plan', { name: 'note', type: 'text' }),
        drills: adding('drill', { name: 'rating', type: 'number', defaultValue: 1200 }),
        generationRuns: adding('run', { name: 'ticket', type: 'text' }),
        generationLogs: adding('log', { name: 'reviewed', type: 'checkbox', required: true, defaultValue: false }),
      },
    },
  })
  try {
    const { run, drill } = await walkThrough({ api, ...standard })
    expect(seen.filter((what) => what === 'drill create')).toHaveLength(4)
    expect(seen).toContain('run create')
    expect(drill).toMatchObject({ rating: 1200, provenance: { run: run.id } })
    expect((await api.as.teacher.patch(`/drills/${drill.id}`, { rating: 1400 })).body.doc.rating).toBe(1400)
    const asked = { kind: 'drillSeries', input: smallInput, ticket: 'T-7', status: 'completed', openSteps: 9 }
    const created = await api.as.student.post('/generation-runs', asked)
    expect(created.body.doc).toMatchObject({ ticket: 'T-7', status: 'queued' })
    const logs = await api.as.teacher.get(`/generation-logs?where[run][equals]=${run.id}`)
    expect(logs.body.docs[0]).toMatchObject({ type: 'attempt', reviewed: false })
    const plan = await api.payload.create({ collection: 'plans', data: { key: 'k', state: 'ready', objective: 'o' } })
    for (const note of ['first', 'second']) {
      const { doc } = (await api.as.teacher.patch(`/plans/${plan.id}`, { note, objective: 'forged' })).body
      expect(doc).toMatchObject({ note, objective: 'o', state: 'ready' })
    }
  } finally {
    await api.stop()
  }
})

test('what the host lets a user not change, no run and no proposal changes for this user', async () => {
  const api = await startApi({
    options: {
      collectionOverrides: {
        drills: ({ defaultCollection }) => ({
          ...defaultCollection,
          // A condition, as hosts write one; admins may change all.
          access: {
            ...defaultCollection.access,
            update: ({ req: { user } }) => user?.role === 'admin' || { principle: { equals: 'Open' } },
          },
        }),
      },
    },
  })
  const { admin, editor } = api.as
  try {
    await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
    const { doc: run } = (await editor.post('/generation-runs', { kind: 'drillSeries', input: smallInput })).body
    await finishRun(api, run.id)
    const [shut, open] = (await editor.get(`/drills?where[provenance.run][equals]=${run.id}&depth=0&sort=id`)).body.docs
    await admin.patch(`/drills/${open.id}`, { principle: 'Open', _status: 'draft' })
    const anew = (as: typeof editor, ids: number[]) => {
      const targets = ids.map((value) => ({ relationTo: 'drills', value, parts: ['prompt'] }))
      return as.post('/generation-runs', { kind: 'regenerate', input: { targets, propose: true } })
    }
    expect((await editor.patch(`/drills/${shut.id}`, { prompt: 'Mine' })).status).toBe(403)
    const refused = { status: 403, body: { errors: [{ data: { code: 'forbidden', value: shut.id } }] } }
    expect(await anew(editor, [open.id, shut.id])).toMatchObject(refused)
    expect((await anew(editor, [open.id])).status).toBe(201)

    const made = await inTransaction(api.payload, (req) =>
      rewriteDraft({
        ...{ settings: settingsOf(api.payload), req, name: 'drills', id: shut.id, run: run.id, promptVersion: 'test' },
        ...{ made: { model: 'm', provider: 'p' }, propose: true, valuesOf: () => ({ prompt: 'Words of a run.' }) },
      }),
    )
    expect(await editor.post(`/proposals/${made?.proposal}/accept`)).toMatchObject(refused)
    expect((await admin.post(`/proposals/${made?.proposal}/accept`)).status).toBe(200)

    // What was asked for and may not be sent keeps nothing else from being sent.
    const review = async (id: number) =>
      (await editor.get(`/reviews?where[documentKey][equals]=drills:${id}`)).body.docs[0].id
    const asked = await Promise.all([shut, open].map(async ({ id }) => review(id)))
    const decide = async () => {
      const decisions = asked.map((id) => ({ id, decision: 'changesRequested', note: 'Plainer, please.' }))
      return (await editor.post('/reviews/decide', decisions)).body.results
    }
    expect(await decide()).toMatchObject([
      { isDecided: false, error: { data: { code: 'forbidden' } } },
      { isDecided: true },
    ])
    await admin.patch(`/drills/${shut.id}`, { principle: 'Open', _status: 'draft' })
    await decide()
    await admin.patch(`/drills/${shut.id}`, { principle: 'Shut', _status: 'draft' })
    expect((await editor.post('/reviews/send-requests')).body).toMatchObject({ sent: 1, left: 1 })
  } finally {
    await api.stop()
  }
})
