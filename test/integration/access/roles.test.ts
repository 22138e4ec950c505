import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, actors } from '../api/helpers/startApi.js'
import { type Classroom, startClassroom } from './startClassroom.js'

let room: Classroom

beforeAll(async () => {
  room = await startClassroom()
})
afterAll(() => room?.stop())

type Verb = 'create' | 'read' | 'update' | 'delete'

const reviewers: readonly Actor[] = ['teacher', 'editor', 'admin']
const signedIn: readonly Actor[] = ['student', 'otherStudent', ...reviewers]
const admins: readonly Actor[] = ['admin']
const nobody: readonly Actor[] = []

const byReviewers = { create: reviewers, update: reviewers, delete: reviewers }

/** Who may do what at all; which documents they see is told further below. */
const allowed: Readonly<Record<string, Readonly<Record<Verb, readonly Actor[]>>>> = {
  positions: { ...byReviewers, read: reviewers },
  curricula: { ...byReviewers, read: signedIn },
  profiles: { ...byReviewers, read: signedIn },
  'drill-series': { ...byReviewers, read: signedIn },
  drills: { ...byReviewers, read: signedIn },
  'generation-runs': { create: signedIn, read: signedIn, update: nobody, delete: admins },
  'generation-steps': { create: nobody, read: reviewers, update: nobody, delete: nobody },
  'generation-logs': { create: nobody, read: reviewers, update: nobody, delete: admins },
}

const table = Object.keys(allowed).flatMap((slug) => actors.map((actor) => ({ slug, actor })))

/** Nothing valid: whoever may create gets to the validation of fields, and no further. */
const invalid: Readonly<Record<string, object>> = {
  drills: { _status: 'published' },
  'drill-series': { _status: 'published' },
  'generation-runs': { kind: 'drillSeries', input: { targetDrillCount: 0 } },
}

test.each(table)('$actor on $slug', async ({ slug, actor }) => {
  const client = room.as[actor]
  const may = (verb: Verb) => allowed[slug]?.[verb].includes(actor)
  const before = await room.traces()
  const created = await client.post(`/${slug}`, invalid[slug] ?? {})
  expect({ verb: 'create', status: created.status }).toEqual({ verb: 'create', status: may('create') ? 400 : 403 })
  const read = await client.get(`/${slug}?limit=1`)
  expect({ verb: 'read', status: read.status }).toEqual({ verb: 'read', status: may('read') ? 200 : 403 })
  // An id nobody has: who may not is told so, who may is told that there is none.
  const updated = await client.patch(`/${slug}/999999`, {})
  expect({ verb: 'update', status: updated.status }).toEqual({ verb: 'update', status: may('update') ? 404 : 403 })
  const deleted = await client.delete(`/${slug}/999999`)
  expect({ verb: 'delete', status: deleted.status }).toEqual({ verb: 'delete', status: may('delete') ? 404 : 403 })
  expect(await room.traces()).toEqual(before)
})

test.each(['visitor', 'member', 'roleless'] as const)('a %s gets nothing over GraphQL either', async (actor) => {
  const { body } = await room.as[actor].graphql(`{
    Drills { docs { id } } AllDrillSeries { docs { id } } Positions { docs { id } } Curricula { docs { id } }
    Profiles { docs { id } } GenerationRuns { docs { id } } GenerationSteps { docs { id } } GenerationLogs { docs { id } }
  }`)
  expect(Object.values(body.data ?? {}).filter(Boolean)).toEqual([])
  expect(body.errors).toHaveLength(8)
})

test('a member with the id of a student does not see the runs of that student', async () => {
  expect(room.as.member.id).toBeDefined()
  const { status } = await room.as.member.get(`/generation-runs/${room.run}`)
  expect(status).toBe(403)
})

test('students see their own runs and no others', async () => {
  const own = await room.as.student.get('/generation-runs')
  expect(own.body.docs.map(({ id }: { id: number }) => id)).toEqual([room.run])
  expect((await room.as.otherStudent.get('/generation-runs')).body.docs).toEqual([])
  expect((await room.as.otherStudent.get(`/generation-runs/${room.run}`)).status).toBe(404)
  expect((await room.as.otherStudent.get('/generation-runs/count')).body).toEqual({ totalDocs: 0 })
  expect((await room.as.teacher.get('/generation-runs')).body.totalDocs).toBe(1)
})
