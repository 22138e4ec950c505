import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { smallInput } from '../api/helpers/requestRun.js'
import { lessonOf } from '../content/lessonOf.js'
import { type Classroom, startClassroom } from './startClassroom.js'

let room: Classroom

beforeAll(async () => {
  room = await startClassroom()
})
afterAll(() => room?.stop())

const forgedRun = () => ({
  title: 'Forged',
  status: 'completed',
  pausedFor: 'approval',
  requester: room.as.admin.id,
  role: 'admin',
  target: { relationTo: 'drill-series', value: room.series },
  targetKey: `drill-series:${room.series}`,
  progress: { requested: 1, generated: 99, failed: 5 },
  usage: { calls: 9, promptTokens: 9, cachedTokens: 9, completionTokens: 9 },
  facts: { positionsLoaded: 99 },
  cost: 0.01,
  notice: 'Forged',
  error: 'Forged',
  gaps: [{ forged: true }],
  startedAt: '2020-01-01T00:00:00.000Z',
  finishedAt: '2020-01-01T00:00:00.000Z',
  openSteps: 0,
  nextIndex: 99,
  isPlanned: true,
  version: 99,
  lastAction: 'retry',
})

const honestRun = (requester: unknown, role: string) => ({
  title: 'Chess: 4 drills (opening, endgame)',
  status: 'queued',
  pausedFor: null,
  requester,
  role,
  progress: { requested: 4, generated: 0, failed: 0 },
  usage: { calls: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 },
  facts: {},
  cost: 0,
  notice: null,
  error: null,
  gaps: null,
  startedAt: null,
  finishedAt: null,
  openSteps: 0,
  nextIndex: 0,
  isPlanned: false,
  version: 1,
  lastAction: null,
})

test.each(['student', 'admin'] as const)('a %s cannot forge a run', async (actor) => {
  const client = room.as[actor]
  const request = { ...forgedRun(), kind: 'drillSeries', input: smallInput }
  const { body } = await client.post('/generation-runs?depth=0', request)
  const { doc } =
    (await client.get(`/generation-runs/${body.doc.id}?depth=0`)).status === 200 ? { doc: body.doc } : { doc: {} }
  expect(doc).toMatchObject(honestRun(client.id, actor))
  expect(doc.target.value).not.toBe(room.series)
  expect(doc.targetKey).toBe(`drill-series:${doc.target.value}`)
  const stored = await room.payload.findByID({ collection: 'generation-runs', id: doc.id, depth: 0 })
  expect(stored).toMatchObject({ ...honestRun(client.id, actor), target: doc.target, openSteps: 1, nextIndex: 1 })
})

test('GraphQL cannot forge a run', async () => {
  const { body } = await room.as.student.graphql(
    `mutation ($input: JSON!) { createGenerationRun(data: {
      kind: "drillSeries", input: $input, status: completed, requester: ${room.as.admin.id}, role: "admin",
      targetKey: "drill-series:${room.series}", progress: { generated: 99 }, version: 99
    }) { id } }`,
    { input: smallInput },
  )
  const { id } = body.data.createGenerationRun
  const stored = await room.payload.findByID({ collection: 'generation-runs', id, depth: 0 })
  expect(stored).toMatchObject({ ...honestRun(room.as.student.id, 'student'), openSteps: 1, nextIndex: 1 })
})

test('nobody changes a run, a step or a log, one by one or many at once', async () => {
  const paths = ['/generation-runs', '/generation-steps', '/generation-logs']
  for (const path of paths) {
    const { docs } = (await room.as.admin.get(`${path}?limit=1&depth=0`)).body
    for (const [method, at] of [
      ['PATCH', `/${docs[0].id}`],
      ['PATCH', '?where[id][exists]=true'],
      ['POST', `/${docs[0].id}/duplicate`],
    ]) {
      const response = await room.as.admin.request(`${path}${at}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ status: 'failed', message: 'Forged' }),
      })
      expect({ path, method, at, status: response.status }).toMatchObject({
        status: expect.toSatisfy((status) => [400, 403, 404].includes(status)),
      })
    }
    expect((await room.as.admin.get(`${path}/${docs[0].id}?depth=0`)).body).toEqual(docs[0])
  }
  const { body } = await room.as.admin.graphql(
    `mutation { updateGenerationRun(id: ${room.run}, data: { status: failed }) { id } }`,
  )
  expect(body.errors[0].extensions?.statusCode ?? 400).toBeGreaterThanOrEqual(400)
  expect(body.data?.updateGenerationRun ?? null).toBeNull()
})

const forgedDrill = () => ({
  game: 'go',
  notation: 'forged',
  checks: ['forged'],
  provenance: {
    run: room.run,
    step: 1,
    item: 'd99',
    model: 'forged',
    provider: 'forged',
    promptVersion: '0',
    offline: true,
  },
})

test('nobody writes where a drill came from or what was checked', async () => {
  const data = { prompt: 'What now?', solution: 'e4', choices: [{ text: 'e4', correct: true }, { text: 'd4' }] }
  const { body } = await room.as.admin.post('/drills?depth=0', { ...data, ...forgedDrill(), _status: 'draft' })
  const isClean = (drill: {
    notation: unknown
    game: unknown
    checks: unknown
    provenance: Record<string, unknown>
  }) => {
    expect({ notation: drill.notation, game: drill.game }).toEqual({ notation: null, game: null })
    expect(drill.checks ?? []).toEqual([])
    expect(Object.values(drill.provenance ?? {}).filter(Boolean)).toEqual([])
  }
  isClean(body.doc)

  const [id] = room.drafts
  const before = (await room.as.admin.get(`/drills/${id}?depth=0`)).body
  expect(before).toMatchObject({ game: 'chess', provenance: { run: room.run, offline: true } })
  for (const query of ['?depth=0', '?depth=0&draft=true']) {
    const { doc } = (await room.as.admin.patch(`/drills/${id}${query}`, { principle: 'Mine', ...forgedDrill() })).body
    const { game, notation, provenance, checks } = before
    expect(doc).toMatchObject({ principle: 'Mine', game, notation, provenance, checks })
  }
  const answer = await room.as.admin.graphql(
    `mutation { updateDrill(id: ${id}, draft: true, data: { notation: "forged", checks: ["forged"], provenance: { item: "d99" } })
      { notation checks provenance { item } } }`,
  )
  expect(answer.body.data.updateDrill).toEqual({
    notation: before.notation,
    checks: before.checks,
    provenance: { item: before.provenance.item },
  })
})

test.each(['done', 'refused'])(
  'what follows a restore that is %s in the same GraphQL request is no restore',
  async (end) => {
    const { payload, drafts } = room
    const id = Number(drafts[1])
    const [lesson] = (await payload.findVersions({ collection: 'lessons', limit: 1 })).docs
    const empty = await payload.create({
      collection: 'drills',
      draft: true,
      data: { prompt: 'Empty', _status: 'draft' },
    })
    const [unfit] = (await payload.findVersions({ collection: 'drills', where: { parent: { equals: empty.id } } })).docs
    await poolOf(payload).execute(sql`update _drills_v set version__status = 'published' where id = ${unfit?.id}`)
    const restore =
      end === 'done' ? `restoreVersionLesson(id: ${lesson?.id}, draft: true)` : `restoreVersionDrill(id: ${unfit?.id})`
    const before = await payload.findByID({ collection: 'drills', id, depth: 0, draft: true })
    const { body } = await room.as.editor.graphql(
      `mutation { first: ${restore} { id } second: updateDrill(id: ${id}, draft: true, data: {
      principle: "Mine", aiDisclosure: "none", written: {}, notation: "forged", provenance: { item: "d99" }
    }) { id } }`,
    )
    expect(body.data).toMatchObject({ first: end === 'done' ? { id: lesson?.parent } : null, second: { id } })
    const after = await payload.findByID({ collection: 'drills', id, depth: 0, draft: true })
    expect({ ...after, updatedAt: before.updatedAt }).toEqual({ ...before, principle: 'Mine' })
  },
)

test('a duplicate is an editor’s work: it has no provenance, and only the checks that hold for it', async () => {
  const [id] = room.drafts
  const { status, body } = await room.as.editor.post(`/drills/${id}/duplicate?depth=0`, forgedDrill())
  const original = (await room.as.editor.get(`/drills/${id}?depth=0`)).body
  expect(status).toBe(200)
  expect(body.doc).toMatchObject({ prompt: original.prompt, solution: original.solution, _status: 'draft' })
  for (const doc of [
    body.doc,
    await room.payload.findByID({ collection: 'drills', id: body.doc.id, depth: 0, draft: true }),
  ]) {
    // Without a run nobody knows in which order the choices should be.
    expect(doc.checks).toEqual(original.checks.filter((check: string) => check !== 'choice-order'))
    expect(Object.values(doc.provenance ?? {}).filter(Boolean)).toEqual([])
    // The board still shows the position it is about.
    expect(doc).toMatchObject({ notation: original.notation, game: original.game, position: original.position })
  }
  const copied = await room.as.editor.graphql(
    `mutation { duplicateDrill(id: ${id}, data: { prompt: "And now?", solution: "e4" }) { checks provenance { item model } } }`,
  )
  const { checks, provenance } = copied.body.data.duplicateDrill
  expect(provenance).toEqual({ item: null, model: null })
  for (const check of ['forged', 'solution', 'one-correct-choice', 'choice-order']) expect(checks).not.toContain(check)
})

test('nobody writes what the library computes of a position', async () => {
  const forged = { contentHash: 'forged', sampleKey: 0.5, drillCount: -5 }
  const facts = {
    game: 'chess',
    notation: '8/8/8/8/8/4k3/4p3/4K3 b - - 0 1',
    phase: 'endgame',
    solution: { best: 'Kd3' },
  }
  const { status, body } = await room.as.admin.post('/positions', { ...facts, ...forged })
  expect({ status, doc: body.doc }).toMatchObject({ status: 201, doc: { drillCount: 0 } })
  expect(body.doc.contentHash).toMatch(/^[0-9a-f]{40,64}$/)
  expect(body.doc.sampleKey).not.toBe(0.5)
  const { doc } = (await room.as.admin.patch(`/positions/${body.doc.id}`, { source: 'Mine', ...forged })).body
  const { contentHash, sampleKey } = body.doc
  expect(doc).toMatchObject({ source: 'Mine', contentHash, sampleKey, drillCount: 0 })

  // The library holds a position once, so there is nothing to duplicate.
  expect((await room.as.admin.post(`/positions/${body.doc.id}/duplicate`, {})).status).toBe(404)
  const again = await room.as.admin.post('/positions', facts)
  expect(again).toMatchObject({
    status: 400,
    body: { errors: [{ data: { code: 'invalid_fields', errors: [{ path: 'notation' }] } }] },
  })
})

test('a copy that code of the host makes names no plan, and its blocks are no parts of a run’s', async () => {
  const { payload, position } = room
  const [plan] = (await payload.find({ collection: 'plans', limit: 1 })).docs
  const planned = { plan: plan?.id, planVersion: '7', _status: 'draft' } as const
  const lesson = { ...lessonOf(position), ...planned }
  const course = { title: 'Endings', ...planned }
  for (const [collection, data] of [['lessons', lesson] as const, ['courses', course] as const]) {
    const { id } = await payload.create({ collection, draft: true, data })
    const copy = await payload.duplicate({ collection, id, depth: 0 })
    const where = { id: { in: [id, copy.id] } }
    const { docs } = await payload.find({ collection, where, depth: 0, draft: true, sort: 'id' })
    expect(docs).toMatchObject([
      { plan: plan?.id, planVersion: '7' },
      { plan: null, planVersion: null },
    ])
    if (collection === 'courses') continue
    const partsOf = (doc: object | undefined) =>
      Reflect.get(doc ?? {}, 'content').map(({ part }: { part?: string }) => part ?? null)
    expect(partsOf(docs[0])).toEqual(['story', 'steps', 'test', 'map', 'diagrams'])
    expect(partsOf(docs[1])).toEqual([null, null, null, null, null])
  }
})
