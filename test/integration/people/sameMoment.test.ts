import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionBeforeDeleteHook, CollectionSlug, PayloadRequest } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction, transactionOf } from '../../../src/database/transactions.js'
import { lockDocuments } from '../../../src/drafts/documentLocks.js'
import { openProposal, supersede } from '../../../src/drafts/proposals/openProposal.js'
import { hashOf } from '../../../src/generators/content/hash.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { waitFor } from '../../shared/waitFor.js'
import type { Answer } from '../api/helpers/ApiClient.js'
import { isWaitedFor } from '../helpers/isWaitedFor.js'
import { type Doc, type People, startPeople } from './startPeople.js'

let host: People

beforeAll(async () => {
  host = await startPeople()
})
afterAll(() => host?.stop())

const created = async (collection: CollectionSlug, data: object): Promise<Doc> => {
  const { body } = await host.as.editor.post(`/${collection}?draft=true&depth=0`, data)
  if (!body.doc) throw new Error(JSON.stringify(body.errors))
  return body.doc
}
const drill = (more: object = {}) =>
  created('drills', {
    ...{ prompt: 'What now?', solution: 'x', choices: [{ text: 'x', correct: true }, { text: 'y' }], ...more },
  })

interface Meanwhile {
  /** What another transaction has done before. */
  holds: (req: PayloadRequest) => Promise<unknown>
  /** What somebody asks for then, who has to wait for it. */
  asks: () => Promise<Answer>
  /** What that transaction does while he waits. */
  goesOn?: (req: PayloadRequest) => Promise<unknown>
}

/** What is answered to him when the other transaction is over. */
const meanwhile = async ({ holds, asks, goesOn }: Meanwhile): Promise<Answer> => {
  let answer: Promise<Answer> | undefined
  await inTransaction(host.payload, async (req) => {
    await holds(req)
    answer = asks()
    await waitFor('him to wait', () => isWaitedFor(host.payload))
    await goesOn?.(req)
  })
  if (!answer) throw new Error('Nothing was asked for.')
  return answer
}

const lock = (collection: CollectionSlug, id: number) => (req: PayloadRequest) =>
  lockDocuments(req, { collection, ids: [id] })
const save = (collection: CollectionSlug, id: number, data: object) => (req: PayloadRequest) =>
  host.payload.update({ collection, id, data, draft: true, depth: 0, req })

const documents: [CollectionSlug, object, object][] = [
  ['courses', { title: 'Bread', language: 'en' }, { title: 'Loaves' }],
  ['lessons', { title: 'Bread', topic: 'Bread', language: 'en' }, { title: 'Loaves' }],
  ['sections', { title: 'Bread', key: 'summary' }, { title: 'Loaves' }],
  ['drills', { prompt: 'What now?', solution: 'x', choices: [{ text: 'x', correct: true }] }, { prompt: 'And now?' }],
  ['drill-series', { title: 'Bread', game: 'chess' }, { title: 'Loaves' }],
  ['kits', { title: 'Bread', language: 'en' }, { title: 'Loaves' }],
]

test.each(documents)(
  'one of the %s that somebody is about to save is deleted when it is saved',
  async (slug, data, other) => {
    for (const query of ['by id', 'by query']) {
      const { id } = await created(slug, data)
      const path = query === 'by id' ? `/${slug}/${id}` : `/${slug}?where[id][equals]=${id}&drills=delete`
      const { status, body } = await meanwhile({
        holds: lock(slug, id),
        asks: () => host.as.editor.delete(path),
        goesOn: save(slug, id, other),
      })
      expect({ query, status, errors: body.errors ?? [] }).toEqual({ query, status: 200, errors: [] })
      expect((await host.as.editor.get(`/${slug}/${id}?draft=true`)).status).toBe(404)
    }
  },
)

test.each([
  ['delete', 404],
  ['keep', 200],
])('a series of which somebody saves a drill is deleted afterwards: drills=%s', async (drills, status) => {
  const { id: series } = await created('drill-series', { title: 'Rooks', game: 'chess' })
  const { id } = await drill({ series })
  const deleted = await meanwhile({
    holds: lock('drills', id),
    asks: () => host.as.editor.delete(`/drill-series/${series}?drills=${drills}`),
    goesOn: save('drills', id, { prompt: 'And now?' }),
  })
  expect(deleted.status).toBe(200)
  expect((await host.as.editor.get(`/drills/${id}?draft=true`)).status).toBe(status)
})

test('a run of which somebody saves the plan is deleted afterwards', async () => {
  const { body } = await host.request('course', { topic: 'Rooks', lessons: 1, planFirst: true })
  const worker = host.work({ graceMs: 100 })
  const plan = await waitFor('the plan', async () => {
    const [found] = await host.listed('plans', `where[run][equals]=${body.doc.id}&where[state][equals]=awaiting`)
    return found?.id
  })
  await worker.stop()
  const { content } = await host.read('plans', plan)
  const { status } = await meanwhile({
    holds: lock('plans', plan),
    asks: () => host.as.admin.delete(`/generation-runs/${body.doc.id}`),
    goesOn: save('plans', plan, { content: (content as unknown[]).slice(1) }),
  })
  expect(status).toBe(200)
  expect(await host.read('plans', plan)).toMatchObject({ run: null, state: 'purged' })
})

test('a run of which somebody saves a draft is deleted afterwards; the draft stays', async () => {
  const { id: run } = await host.make('drillSeries', { targetDrillCount: 1, phases: ['opening'] })
  const [{ id = 0 } = {}] = await host.draftsOf('drills', run)
  const { status } = await meanwhile({
    holds: lock('drills', id),
    asks: () => host.as.admin.delete(`/generation-runs/${run}`),
    goesOn: save('drills', id, { prompt: 'And now?' }),
  })
  expect(status).toBe(200)
  expect(await host.read('drills', id)).toMatchObject({ prompt: 'And now?', provenance: { run: null } })
})

test('a run stays whole when a hook of the host keeps a step of it', async () => {
  const { id: run } = await host.make('drillSeries', { targetDrillCount: 1, phases: ['opening'] })
  const hooks = host.payload.collections['generation-steps']?.config.hooks.beforeDelete ?? []
  const refuse: CollectionBeforeDeleteHook = () => {
    throw new Error('The glossary plugin needs this step.')
  }
  hooks.push(refuse)
  const { status, body } = await host.as.admin.delete(`/generation-runs/${run}`)
  hooks.splice(hooks.indexOf(refuse), 1)
  expect(status).toBe(409)
  expect(body.errors[0].data).toEqual({ code: 'step_not_deleted', step: expect.any(Number) })
  expect(await host.listed('generation-steps', `where[run][equals]=${run}`)).not.toEqual([])
  expect((await host.as.admin.get(`/generation-runs/${run}`)).status).toBe(200)
})

test('a document that names what is deleted at the same moment is not saved, and the answer says so', async () => {
  const { id: course } = await created('courses', { title: 'Rooks', language: 'en' })
  const { id: lesson } = await created('lessons', { title: 'One', topic: 'One', language: 'en' })
  const expected = { code: 'changed_meanwhile' }
  const deleted = (id: number) => (req: PayloadRequest) => host.payload.delete({ collection: 'lessons', id, req })
  const overRest = await meanwhile({
    holds: deleted(lesson),
    asks: () => host.as.editor.patch(`/courses/${course}?draft=true`, { lessons: [lesson] }),
  })
  expect(overRest).toMatchObject({ status: 409, body: { errors: [{ data: expected }] } })
  const { id: other } = await created('lessons', { title: 'Two', topic: 'Two', language: 'en' })
  const overGraphQL = await meanwhile({
    holds: deleted(other),
    asks: () =>
      host.as.editor.graphql(
        `mutation { updateCourse(id: ${course}, draft: true, data: { lessons: [${other}] }) { id } }`,
      ),
  })
  expect(overGraphQL.body.errors).toMatchObject([{ extensions: { data: expected, statusCode: 409 } }])
  expect(await host.read('courses', course)).toMatchObject({ title: 'Rooks', lessons: [] })
})

test('of several documents none is saved when one cannot be, and the answer names none', async () => {
  const courses = [await created('courses', { title: 'One', language: 'en' })]
  courses.push(await created('courses', { title: 'Two', language: 'en' }))
  const { id: lesson } = await created('lessons', { title: 'One', topic: 'One', language: 'en' })
  const { status, body } = await meanwhile({
    holds: (req) => host.payload.delete({ collection: 'lessons', id: lesson, req }),
    asks: () =>
      host.as.editor.patch(`/courses?where[id][in]=${courses.map(({ id }) => id).join()}&draft=true`, {
        lessons: [lesson],
      }),
  })
  expect(status).toBe(409)
  expect(body).toMatchObject({ errors: [{ data: { code: 'changed_meanwhile' } }] })
  for (const { id } of courses) expect(await host.read('courses', id)).toMatchObject({ lessons: [] })
})

test.each([
  ['decided on', 'already_decided'],
  ['accepted', 'proposal_decided'],
])('a proposal is %s after whoever writes its document, and may end it: %s', async (how, code) => {
  const { id: value } = await drill()
  const settings = settingsOf(host.payload)
  const proposal = await inTransaction(host.payload, (req) =>
    openProposal(settings, req, {
      ...{ target: { relationTo: 'drills', value }, title: 'What now?', run: null },
      changes: [{ part: 'prompt', before: hashOf('What now?'), after: 'And now?' }],
      made: { model: 'm', provider: 'p', promptVersion: 'test' },
    }),
  )
  const [review] = await host.listed('reviews', `where[documentKey][equals]=proposals:${proposal}`)
  const { body } = await meanwhile({
    holds: lock('drills', value),
    asks: () =>
      how === 'accepted'
        ? host.as.editor.post(`/proposals/${proposal}/accept`)
        : host.as.editor.post('/reviews/decide', [{ id: review?.id, decision: 'approved' }]),
    goesOn: (req) => supersede(settings, req, { targetKey: `drills:${value}` }),
  })
  const refusal = how === 'accepted' ? body.errors[0] : body.results[0].error
  expect(refusal).toMatchObject({ data: { code } })
})

test('whoever Postgres ends so that another may go on is told to try again, and nothing is changed', async () => {
  const [first, second] = [await drill(), await drill()]
  const lockSecond = lock('drills', second.id)
  const { status, body } = await meanwhile({
    holds: async (req) => {
      // So that it is the other who finds out that both wait for each other.
      await (await transactionOf(req)).execute(sql`set local deadlock_timeout = '1h'`)
      await lockSecond(req)
    },
    asks: () =>
      host.as.editor.patch(`/drills?where[id][in]=${first.id},${second.id}&draft=true`, { prompt: 'And now?' }),
    goesOn: lock('drills', first.id),
  })
  expect(status).toBe(409)
  expect(body.errors).toEqual([
    {
      message: 'Somebody else was writing in the same documents, so nothing was changed. Try again.',
      data: { code: 'changed_meanwhile' },
    },
  ])
  expect(await host.read('drills', first.id)).toMatchObject({ prompt: 'What now?' })
})
