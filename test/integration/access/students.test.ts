import { afterAll, beforeAll, expect, test } from 'vitest'
import { ourCollections } from '../input/ourCollections.js'
import { type Classroom, startClassroom, unpublishedPrompt } from './startClassroom.js'

let room: Classroom

beforeAll(async () => {
  room = await startClassroom()
})
afterAll(() => room?.stop())

const idsOf = (docs: { id: number }[]) => docs.map(({ id }) => id).sort((a, b) => a - b)

test('students read published drills and series, whatever they ask for', async () => {
  for (const query of ['', '?draft=true', '?draft=true&depth=3', '?where[_status][in]=draft,published']) {
    const { body } = await room.as.student.get(`/drills${query}`)
    expect(idsOf(body.docs).every((id) => room.published.includes(id))).toBe(true)
    expect(JSON.stringify(body)).not.toContain(unpublishedPrompt)
  }
  expect(idsOf((await room.as.student.get('/drills')).body.docs)).toEqual(room.published)
  expect((await room.as.student.get('/drills?where[_status][equals]=draft')).body.docs).toEqual([])
  expect((await room.as.student.get('/drills/count')).body).toEqual({ totalDocs: 2 })
  expect((await room.as.student.get('/drill-series')).body.totalDocs).toBe(1)
})

test('a draft is not there for a student, by id, as a version or over GraphQL', async () => {
  const [draft] = room.drafts
  const [edited] = room.published
  for (const query of ['', '?draft=true']) {
    expect((await room.as.student.get(`/drills/${draft}${query}`)).status).toBeGreaterThanOrEqual(403)
    const { body } = await room.as.student.get(`/drills/${edited}${query}`)
    expect(JSON.stringify(body)).not.toContain(unpublishedPrompt)
  }
  const { body } = await room.as.student.graphql(`{
    Drill(id: ${draft}, draft: true) { prompt }
    Drills(draft: true) { docs { id prompt } }
  }`)
  expect(body.data.Drill).toBeNull()
  expect(JSON.stringify(body.data)).not.toContain(unpublishedPrompt)
  expect(body.data.Drills.docs.every(({ id }: { id: number }) => room.published.includes(id))).toBe(true)
})

/** What GraphQL calls one version, and all. */
const versionQueries = {
  courses: ['versionCourse', 'versionsCourses'],
  'drill-series': ['versionDrillSeries', 'versionsAllDrillSeries'],
  drills: ['versionDrill', 'versionsDrills'],
  kits: ['versionKit', 'versionsKits'],
  lessons: ['versionLesson', 'versionsLessons'],
  plans: ['versionPlan', 'versionsPlans'],
  sections: ['versionSection', 'versionsSections'],
}

test('no version is there for a student, in any collection of ours that has them, over REST or GraphQL', async () => {
  const { collections } = room.payload
  const versioned = ourCollections(room.payload).filter((slug) => collections[slug]?.config.versions)
  expect(versioned.sort()).toEqual(Object.keys(versionQueries).sort())
  for (const [slug, [one, all]] of Object.entries(versionQueries)) {
    const { docs } = (await room.as.editor.get(`/${slug}/versions?limit=1`)).body
    const version = `/${slug}/versions/${docs[0].id}`
    for (const actor of ['student', 'otherStudent', 'roleless', 'member', 'visitor'] as const) {
      const { get, post } = room.as[actor]
      const statuses = [
        (await get(`/${slug}/versions`)).status,
        (await get(version)).status,
        (await post(version)).status,
      ]
      expect({ slug, actor, statuses }).toEqual({ slug, actor, statuses: [403, 403, 403] })
    }
    const query = `{ one: ${one}(id: ${docs[0].id}) { id } all: ${all} { docs { id } } }`
    expect((await room.as.student.graphql(query)).body.data).toEqual({ one: null, all: null })
    expect((await room.as.editor.graphql(query)).body.data.one).toEqual({ id: docs[0].id })
  }
})

test('a series shows a student its published drills alone, in its join and in its artifact', async () => {
  for (const query of ['?depth=2', '?depth=2&draft=true', '?joins[drills][where][_status][equals]=draft&depth=2']) {
    const { body } = await room.as.student.get(`/drill-series/${room.series}${query}`)
    const shown = (body.drills?.docs ?? []).map((drill: { id: number } | number) =>
      typeof drill === 'number' ? drill : drill.id,
    )
    expect(shown.every((id: number) => room.published.includes(id))).toBe(true)
    expect(body.artifact?.drills.length).toBeLessThanOrEqual(2)
    expect(JSON.stringify(body)).not.toContain(unpublishedPrompt)
  }
  const { body } = await room.as.student.get(`/drill-series/${room.series}`)
  expect(body.artifact.drills).toHaveLength(2)
  expect((await room.as.teacher.get(`/drill-series/${room.series}?draft=true`)).body.artifact.drills).toHaveLength(4)
})

test('a series shows a student no run of someone else', async () => {
  const runs = (body: { runs?: { docs: unknown[] } }) => body.runs?.docs ?? []
  const path = `/drill-series/${room.series}?depth=2`
  expect(runs((await room.as.otherStudent.get(path)).body)).toEqual([])
  expect(runs((await room.as.student.get(path)).body)).toHaveLength(1)
  const { body } = await room.as.otherStudent.graphql(
    `{ DrillSeries(id: ${room.series}) { runs { docs { id error } } drills { docs { id } } artifact } }`,
  )
  expect(body.errors).toBeUndefined()
  expect(body.data.DrillSeries.runs.docs).toEqual([])
  expect(idsOf(body.data.DrillSeries.drills.docs)).toEqual(room.published)
})

test('what students may not read is not populated for them', async () => {
  const [id] = room.published
  const { body } = await room.as.otherStudent.get(`/drills/${id}?depth=5`)
  expect(body.position).toEqual(room.position)
  expect(typeof body.provenance.run).not.toBe('object')
  expect(typeof body.provenance.step).not.toBe('object')
  const answer = await room.as.otherStudent.graphql(
    `{ Drill(id: ${id}) { prompt position { id notation } provenance { run { id input } step { id input } } } }`,
  )
  expect(answer.body.data.Drill).toMatchObject({ position: null, provenance: { run: null, step: null } })
})

test('students cannot read the library, nor guess at it through queries', async () => {
  expect((await room.as.student.get(`/positions/${room.position}`)).status).toBe(403)
  expect((await room.as.student.get('/positions/count')).status).toBe(403)
  for (const path of ['hash', 'salt', 'password', 'resetPasswordToken']) {
    const { status } = await room.as.student.get(`/generation-runs?where[requester.${path}][exists]=true`)
    expect({ path, status }).toEqual({ path, status: 400 })
  }
})

test('students cannot publish, change or delete', async () => {
  const [draft] = room.drafts
  for (const id of [draft, ...room.published]) {
    expect((await room.as.student.patch(`/drills/${id}`, { _status: 'published' })).status).toBe(403)
    expect((await room.as.student.delete(`/drills/${id}`)).status).toBe(403)
    expect((await room.as.student.post(`/drills/${id}/duplicate`)).status).toBe(403)
  }
  expect((await room.as.student.patch('/drills?where[id][exists]=true', { prompt: 'x' })).status).toBe(403)
  expect((await room.as.student.delete('/drills?where[id][exists]=true')).status).toBe(403)
  expect((await room.as.student.delete(`/generation-runs/${room.run}`)).status).toBe(403)
})

test('the artifact is the same for a student over REST and GraphQL', async () => {
  const rest = await room.as.student.get(`/drill-series/${room.series}`)
  const { body } = await room.as.student.graphql(`{ DrillSeries(id: ${room.series}) { artifact } }`)
  expect(body.data.DrillSeries.artifact).toEqual(rest.body.artifact)
})
