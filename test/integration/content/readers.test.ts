import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { lessonOf } from './lessonOf.js'

let api: Api
let lesson: number
let draft: number
let course: number
let section: number
let plan: number
let kit: number

/** What an editor wrote over what is published, and what was never published. */
const secret = 'Nobody has approved this.'

beforeAll(async () => {
  api = await startApi()
  const { editor } = api.as
  await addPositions({ payload: api.payload, counts: { opening: 1 } })
  const [position] = (await api.payload.find({ collection: 'positions', depth: 0 })).docs
  const content = lessonOf(position?.id ?? 0).content
  const made = async (slug: string, data: object) => (await editor.post(`/${slug}`, data)).body.doc.id
  kit = await made('kits', { title: secret, _status: 'published' })
  const planned = { key: 'k', state: 'ready', objective: secret, content }
  plan = Number((await api.payload.create({ collection: 'plans', data: planned })).id)
  const shared = { kit, content, _status: 'published' }
  const { id } = await api.payload.create({
    collection: 'lessons',
    data: { ...lessonOf(position?.id ?? 0), ...shared, plan },
  })
  lesson = Number(id)
  draft = await made('lessons', {
    title: secret,
    content: [{ blockType: 'entries', rows: [{ label: secret, body: 'b' }] }],
  })
  course = await made('courses', { title: 'Endings', lessons: [lesson, draft], _status: 'published' })
  const below = (key: string, more: object) =>
    made('sections', { title: key, key, parent: { relationTo: 'lessons', value: lesson }, ...more })
  section = await below('talk', { _status: 'published' })
  await below('more', { title: secret })
  const changed = {
    title: secret,
    content: [{ blockType: 'entries', rows: [{ label: secret, body: 'b' }] }],
    _status: 'draft',
  }
  await editor.patch(`/lessons/${lesson}?draft=true`, changed)
  await editor.patch(`/sections/${section}?draft=true`, { title: secret, _status: 'draft' })
  await editor.patch(`/courses/${course}?draft=true`, { title: secret, _status: 'draft' })
})
afterAll(() => api?.stop())

test('a student reads what is published and nothing else, by list, by id, at any depth, in joins', async () => {
  const { student } = api.as
  for (const query of ['', '?draft=true', '?depth=5', '?depth=5&draft=true', '?where[_status][in]=draft,published']) {
    for (const [slug, id] of [
      ['lessons', lesson],
      ['courses', course],
      ['sections', section],
    ] as const) {
      const list = await student.get(`/${slug}${query}`)
      const ids = list.body.docs.map((doc: { id: number }) => doc.id)
      // Whose newest version is a draft is no draft that a student could read.
      expect({ slug, query, ids }).toEqual({ slug, query, ids: query.includes('draft=true') ? [] : [id] })
      const one = await student.get(`/${slug}/${id}${query}`)
      expect(JSON.stringify([list.body, one.body])).not.toContain(secret)
    }
  }
  expect((await student.get(`/lessons/${draft}?draft=true`)).status).toBeGreaterThanOrEqual(403)
  const { body } = await student.get(`/lessons/${lesson}?depth=2`)
  expect(body.content).toHaveLength(5)
  expect(body.sections.docs.map(({ key }: { key: string }) => key)).toEqual(['talk'])
  expect(await student.get(`/lessons/${lesson}?depth=2&joins[sections][where][key][equals]=more`)).toMatchObject({
    body: { sections: { docs: [] } },
  })
  const ofCourse = (await student.get(`/courses/${course}?depth=3`)).body.lessons
  expect(ofCourse.filter((one: unknown) => typeof one === 'object')).toMatchObject([{ id: lesson }])
})

test('a student reads a lesson with its parts, its course and its sections in one GraphQL request', async () => {
  const { body } = await api.as.student.graphql(`{
    Course(id: ${course}) { title lessons { id title sections { docs { key title } } content {
      ... on ProsePart { part body }
      ... on EntriesPart { part rows { label body } }
      ... on QuestionsPart { part items { stem choices { text correct } } }
      ... on TreePart { part nodes { key label } }
      ... on BoardsPart { part rows { caption notation } }
    } } }
    Lessons { docs { id title plan { objective } kit { title } } }
  }`)
  expect(JSON.stringify(body.data)).not.toContain(secret)
  const [read] = body.data.Course.lessons
  expect(read).toMatchObject({ id: lesson, sections: { docs: [{ key: 'talk' }] } })
  expect(read.content.map(({ part }: { part: string }) => part)).toEqual(['story', 'steps', 'test', 'map', 'diagrams'])
  expect(body.data.Lessons.docs.map(({ id }: { id: number }) => id)).toEqual([lesson])
  expect(body.data.Lessons.docs[0]).toMatchObject({ plan: null, kit: null })
  const drafts = await api.as.student.graphql(`{
    one: Lesson(id: ${draft}, draft: true) { title }
    Lessons(draft: true) { docs { id title } }
    Course(id: ${course}, draft: true) { title lessons { title } }
  }`)
  expect(drafts.body.data.one).toBeNull()
  expect(JSON.stringify(drafts.body.data)).not.toContain(secret)
})

test('plans and kits are for reviewers, also where a lesson names them', async () => {
  for (const actor of ['student', 'roleless', 'member', 'visitor'] as const) {
    for (const path of [
      '/plans',
      `/plans/${plan}`,
      '/kits',
      `/kits/${kit}`,
      '/plans/count',
      '/plans/versions',
      '/kits/versions',
    ]) {
      expect({ actor, path, status: (await api.as[actor].get(path)).status }).toEqual({ actor, path, status: 403 })
    }
  }
  const { body } = await api.as.student.get(`/lessons/${lesson}?depth=3`)
  expect(body).toMatchObject({ plan, kit })
  expect((await api.as.student.get('/lessons?where[plan.objective][exists]=true')).status).toBe(400)
  expect((await api.as.teacher.get(`/lessons/${lesson}?depth=1`)).body.kit.title).toBe(secret)
})

test('a student changes nothing of it', async () => {
  for (const slug of ['lessons', 'courses', 'sections', 'plans', 'kits']) {
    const [one] = (await api.as.admin.get(`/${slug}?limit=1`)).body.docs
    const { student } = api.as
    const statuses = [
      (await student.post(`/${slug}`, { title: 'Mine' })).status,
      (await student.patch(`/${slug}/${one.id}`, { title: 'Mine' })).status,
      (await student.post(`/${slug}/${one.id}/duplicate`)).status === 404
        ? 403
        : (await student.post(`/${slug}/${one.id}/duplicate`)).status,
      (await student.delete(`/${slug}/${one.id}`)).status,
    ]
    expect({ slug, statuses }).toEqual({ slug, statuses: [403, 403, 403, 403] })
  }
})
