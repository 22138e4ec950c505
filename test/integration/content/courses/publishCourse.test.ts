import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Worker } from '../../../../src/index.js'
import { type Api, startApi } from '../../api/helpers/startApi.js'
import { addPositions } from '../../helpers/addPositions.js'
import { type Courses, startCourses } from './startCourses.js'

let host: Courses
let worker: Worker
/** Rules of a host's own, for a test to turn on: whom it lets change few lessons, and what it refuses to publish. */
let narrowed: unknown
let first: { title: string } | undefined
let refused: string | undefined

beforeAll(async () => {
  host = await startCourses({
    collectionOverrides: {
      lessons: ({ defaultCollection }) => ({
        ...defaultCollection,
        access: {
          ...defaultCollection.access,
          update: ({ req }) =>
            req.user?.id === narrowed ? { title: { equals: first?.title ?? '' } } : Boolean(req.user),
        },
        hooks: {
          ...defaultCollection.hooks,
          beforeChange: [
            ...(defaultCollection.hooks?.beforeChange ?? []),
            ({ data }) => {
              if (data._status === 'published' && data.title === refused) throw new Error('A rule of the host.')
              return data
            },
          ],
        },
      }),
    },
  })
  worker = host.work({ graceMs: 100 })
  await addPositions({ payload: host.payload, counts: { opening: 12, middlegame: 12, endgame: 12 } })
})
afterEach(() => {
  refused = undefined
  narrowed = undefined
})
afterAll(async () => {
  await worker?.stop()
  await host?.stop()
})

type Named = { collection: string; id: number; title: string; reasons?: string[] }
type Made = Awaited<ReturnType<Courses['made']>>

const decide = async (documents: readonly { collection: string; id: number }[]) => {
  const keys = documents.map(({ collection, id }) => `${collection}:${id}`).join(',')
  const { body } = await host.as.editor.get(`/reviews?where[documentKey][in]=${keys}&limit=500`)
  const decisions = body.docs.map(({ id }: { id: number }) => ({ id, decision: 'approved', how: 'bulk' }))
  const { body: decided } = await host.as.editor.post('/reviews/decide', decisions)
  expect(decided.results.every(({ isDecided }: { isDecided: boolean }) => isDecided)).toBe(true)
}
const publish = (id: number, body: object = {}, as = host.as.editor) => as.post(`/courses/${id}/publish`, body)
const preview = async (id: number, as = host.as.editor) => {
  const { status, body } = await publish(id, { preview: true }, as)
  expect(status).toBe(200)
  return body as { publishes: Named[]; leaves: Named[]; already: number; hash: string }
}
const keysOf = (named: readonly Named[]) => named.map(({ collection, id }) => `${collection}:${id}`).toSorted()
const reasonsOf = (named: readonly Named[]) =>
  Object.fromEntries(named.map(({ collection, id, reasons }) => [`${collection}:${id}`, reasons]))
const piecesOf = ({ id, lessons, sections, drills }: Made) => [
  { collection: 'courses', id },
  ...lessons.map((doc: { id: number }) => ({ collection: 'lessons', id: doc.id })),
  ...sections.map((doc: { id: number }) => ({ collection: 'sections', id: doc.id })),
  ...drills.map((doc: { id: number }) => ({ collection: 'drills', id: doc.id })),
]
const isPublic = async (collection: string, id: number) =>
  (await host.as.student.get(`/${collection}/${id}?depth=0`)).status === 200

describe('a course of the model', () => {
  let made: Made
  beforeAll(async () => {
    made = await host.made({
      topic: 'Rooks',
      game: 'chess',
      lessons: 2,
      drillsPerLesson: 2,
      sections: ['summary'],
      seed: 1,
    })
    first = made.lessons[0]
  }, 60_000)

  test('has nothing to publish before anything is approved, and says so of each', async () => {
    const { publishes, leaves, already } = await preview(made.id)
    expect([publishes, already]).toEqual([[], 0])
    const reasons = reasonsOf(leaves)
    for (const { collection, id } of piecesOf(made)) expect(reasons[`${collection}:${id}`]).toEqual(['not_approved'])
    for (const id of made.course.series) expect(reasons[`drill-series:${id}`]).toEqual(['no_drills'])
    const { body } = await publish(made.id)
    expect(body).toMatchObject({ isPublished: true, publishes: [] })
    expect(await isPublic('courses', made.id)).toBe(false)
  })

  test('leaves what has an open proposal, what somebody is changing, and what fails its checks', async () => {
    await decide(piecesOf(made))
    const [first, second] = made.lessons
    const [drill] = made.drills
    const { id: proposal } = await host.payload.create({
      collection: 'proposals',
      data: {
        ...{ title: 'Other words', status: 'open', changes: [], targetKey: `lessons:${first.id}` },
        target: { relationTo: 'lessons', value: first.id },
      },
    })
    const lock = await host.payload.create({
      collection: 'payload-locked-documents',
      data: {
        document: { relationTo: 'lessons', value: second.id },
        user: { relationTo: 'users', value: Number(host.as.teacher.id) },
      },
    })
    await host.as.editor.patch(`/drills/${drill.id}?draft=true`, {
      choices: drill.choices.map((choice: object) => ({ ...choice, correct: true })),
    })
    await decide([{ collection: 'drills', id: drill.id }])
    const reasons = reasonsOf((await preview(made.id)).leaves)
    expect(reasons).toEqual({
      [`lessons:${first.id}`]: ['open_proposal'],
      [`lessons:${second.id}`]: ['being_edited'],
      [`drills:${drill.id}`]: ['failed_checks'],
    })
    expect(reasonsOf((await preview(made.id, host.as.teacher)).leaves)).not.toHaveProperty(`lessons:${second.id}`)
    await host.payload.delete({ collection: 'proposals', id: proposal })
    await host.payload.delete({ collection: 'payload-locked-documents', id: lock.id })
    await host.as.editor.patch(`/drills/${drill.id}?draft=true`, { choices: drill.choices })
    await decide([{ collection: 'drills', id: drill.id }])
  })

  test('leaves what the access of a host forbids', async () => {
    narrowed = host.as.teacher.id
    const { leaves, publishes } = await preview(made.id, host.as.teacher)
    const [, second] = made.lessons
    expect(reasonsOf(leaves)).toEqual({ [`lessons:${second.id}`]: ['not_allowed'] })
    expect(publishes.map(({ title }) => title)).toContain(first?.title)
    expect((await preview(made.id)).leaves).toEqual([])
  })

  test('is published whole or not at all, and the document that could not be is named', async () => {
    const [, second] = made.lessons
    refused = second.title
    const { status, body } = await publish(made.id)
    expect([status, body.errors[0].data]).toEqual([
      409,
      {
        ...{ code: 'not_published', title: second.title, reason: 'Something went wrong.' },
        document: { relationTo: 'lessons', value: second.id, title: second.title },
        errors: [],
      },
    ])
    expect(body.errors[0].message).not.toContain('rule of the host')
    for (const { collection, id } of piecesOf(made)) expect(await isPublic(collection, id)).toBe(false)
  })

  test('is not published by the hash of a preview that does not hold any more', async () => {
    const { hash } = await preview(made.id)
    await host.as.editor.patch(`/lessons/${made.lessons[0].id}?draft=true`, { title: 'Not approved', _status: 'draft' })
    const { status, body } = await publish(made.id, { hash })
    expect([status, body.errors[0].data.code]).toEqual([409, 'changed_since'])
    const now = await preview(made.id)
    expect(body.errors[0].data.preview).toMatchObject({ hash: now.hash, publishes: now.publishes })
    await decide([{ collection: 'lessons', id: made.lessons[0].id }])
    // Approved again, but with other words than the preview had.
    expect((await publish(made.id, { hash })).status).toBe(409)
  })

  test('is published with all that is approved, by two at once only once, and read in one request', async () => {
    const { publishes, leaves, hash } = await preview(made.id)
    expect(leaves).toEqual([])
    const all = [...piecesOf(made), ...made.course.series.map((id: number) => ({ collection: 'drill-series', id }))]
    expect(keysOf(publishes)).toEqual(keysOf(all))
    const both = await Promise.all([publish(made.id, { hash }), publish(made.id, { hash }, host.as.teacher)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await preview(made.id)).toMatchObject({ publishes: [], leaves: [], already: all.length })
    const populate = 'populate[lessons][title]=true&populate[sections][title]=true&populate[drill-series][drills]=true'
    const { body: read } = await host.as.student.get(`/courses/${made.id}?depth=3&${populate}`)
    expect(read.lessons).toHaveLength(2)
    expect(read.sections.docs).toHaveLength(1)
    expect(read.series.flatMap((one: { drills: { docs: object[] } }) => one.drills.docs)).toHaveLength(4)
    // Approved in bulk: nobody has opened it.
    const { body: section } = await host.as.student.get(`/sections/${made.sections[0].id}?depth=0`)
    expect(section.aiDisclosure).toBe('ai-generated')
  })

  test('is published over GraphQL, without a lesson that was deleted', async () => {
    const other = await host.made({ topic: 'Bread', lessons: 2, sections: ['summary'] })
    await host.as.editor.delete(`/lessons/${other.lessons[0].id}`)
    await decide(piecesOf({ ...other, lessons: other.lessons.slice(1) }))
    const query = `mutation ($hash: String, $preview: Boolean) { publishCourse(id: "${other.id}", preview: $preview, hash: $hash) {
      isPublished already hash publishes { collection id title } leaves { collection id reasons problems { path message } } } }`
    const first = await host.as.editor.graphql(query, { preview: true })
    const { hash, ...planned } = first.body.data.publishCourse
    expect(planned).toMatchObject({ isPublished: false, already: 0, leaves: [] })
    expect(planned.publishes).toHaveLength(3)
    const stale = await host.as.editor.graphql(query, { hash: 'a'.repeat(64) })
    expect(stale.body.errors[0].extensions).toMatchObject({ statusCode: 409, data: { code: 'changed_since' } })
    const student = await host.as.student.graphql(query)
    expect(student.body.errors[0].extensions).toMatchObject({ statusCode: 403 })
    const done = await host.as.editor.graphql(query, { hash })
    expect(done.body.data.publishCourse).toMatchObject({ isPublished: true, publishes: planned.publishes })
    expect(await isPublic('courses', other.id)).toBe(true)
  })

  test('is refused to those who may not, where there is none, and with a body that is none', async () => {
    const asked = [host.as.visitor, host.as.roleless, host.as.student].map((user) => publish(made.id, {}, user))
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([401, 401, 403])
    for (const id of [999_999, 'abc'] as number[]) expect((await publish(id)).status).toBe(404)
    for (const body of [{ preview: 'yes' }, { hash: 'x' }, { all: true }]) {
      const { status, body: answer } = await publish(made.id, body)
      expect([status, answer.errors[0].data.code]).toEqual([400, 'invalid_input'])
    }
  })
})

describe('a host with slugs and ids of its own', () => {
  let api: Api
  beforeAll(async () => {
    api = await startApi({
      idType: 'uuid',
      options: {
        slugs: { courses: 'trainings', lessons: 'units', sections: 'chapters', drillSeries: 'sets', drills: 'tasks' },
      },
    })
  })
  afterAll(() => api?.stop())

  test('has outline, order and publication of its courses, too', async () => {
    const create = async (slug: string, data: object) =>
      (await api.as.editor.post(`/${slug}?draft=true`, data)).body.doc.id
    const units = [await create('units', { title: 'One' }), await create('units', { title: 'Two' })]
    const set = await create('sets', { title: 'Set' })
    const training = await create('trainings', { title: 'Training', lessons: units, series: [set] })
    const parent = { relationTo: 'trainings', value: training }
    const content = [{ blockType: 'entries', rows: [{ label: '', body: 'says something' }] }]
    for (const key of ['b', 'a']) await create('chapters', { title: key, key, parent, content })
    const path = `/trainings/${training}`
    const { body: outline } = await api.as.editor.get(`${path}/outline`)
    const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)
    const body = {
      order: outline.order,
      lessons: idsOf(outline.lessons).toReversed(),
      sections: idsOf(outline.sections).toReversed(),
    }
    const { status, body: ordered } = await api.as.editor.patch(`${path}/outline`, body)
    expect(status).toBe(200)
    expect(idsOf(ordered.lessons)).toEqual(body.lessons)
    expect(idsOf(ordered.sections)).toEqual(body.sections)
    const { body: planned } = await api.as.editor.post(`${path}/publish`, { preview: true })
    expect(planned.publishes).toEqual([])
    expect(planned.leaves.map(({ title, reasons }: { title: string; reasons: string[] }) => [title, reasons])).toEqual([
      ['Training', ['no_review']],
      ['Two', ['no_review']],
      ['One', ['no_review']],
      ['a', ['no_review', 'failed_checks']],
      ['b', ['no_review', 'failed_checks']],
      ['Set', ['no_drills']],
    ])
  })
})
