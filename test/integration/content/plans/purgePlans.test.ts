import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import type { Worker } from '../../../../src/index.js'
import { waitFor } from '../../../shared/waitFor.js'
import { Gate } from '../../runs/helpers/Gate.js'
import { edit, goodPlan, type Plans, startPlans } from './startPlans.js'

let plans: Plans
let worker: Worker

beforeAll(async () => {
  plans = await startPlans()
  worker = plans.work()
})
afterAll(async () => {
  await worker?.stop()
  await plans?.stop()
})

const execute = (query: ReturnType<typeof sql>) => poolOf(plans.payload).execute(query)
/** Has a run write a plan anew, whose model says nothing before `answer`. */
const writing = async (topic: string, plan: number): Promise<{ run: number; answer: () => void }> => {
  const gate = new Gate()
  gate.close()
  plans.says.answer = () => gate.pass().then(() => goodPlan)
  const run = await plans.request({ topic, reusePlan: false })
  await waitFor('the model to be asked', () => gate.arrivals === 1)
  expect(await plans.plan(plan)).toMatchObject({ state: 'writing' })
  return { run, answer: () => gate.open() }
}
/** A plan that was made, without the lesson that was written from it. */
const unused = async (topic: string): Promise<number> => {
  plans.says.answer = () => goodPlan
  const { outcome, lesson } = await plans.ended({ topic })
  await plans.payload.delete({ collection: 'lessons', id: lesson?.id ?? 0 })
  return outcome.plan
}
const exists = async (id: number) =>
  (await plans.payload.count({ collection: 'plans', where: { id: { equals: id } } })).totalDocs === 1

test('a plan that nothing depends on is deleted; one that drafts name stays, but no run finds it any more', async () => {
  const { teacher } = plans.as
  const alone = await unused('Alone')
  expect(await teacher.post(`/plans/${alone}/purge`)).toMatchObject({ status: 200, body: { purged: 'deleted' } })
  expect(await exists(alone)).toBe(false)
  expect(await teacher.post(`/plans/${alone}/purge`)).toMatchObject({ status: 404 })
  const named = (await plans.ended({ topic: 'Named' })).outcome.plan
  expect(await teacher.post(`/plans/${named}/purge`)).toMatchObject({ status: 200, body: { purged: 'kept' } })
  expect(await plans.plan(named)).toMatchObject({ state: 'purged' })
  const next = await plans.ended({ topic: 'Named' })
  expect(next.outcome).toMatchObject({ how: 'written' })
  expect(next.outcome.plan).not.toBe(named)
  expect(next.lesson?.plan).toBe(next.outcome.plan)
})

test('a plan that a person edited keeps its text, and GraphQL purges as REST does', async () => {
  const plan = await unused('By hand')
  await edit(plans, plan)
  const { body } = await plans.as.editor.graphql(`mutation { purgePlan(id: "${plan}") }`)
  expect(body.data).toEqual({ purgePlan: 'kept' })
  expect((await plans.ended({ topic: 'By hand' })).outcome).toMatchObject({ how: 'written' })
  expect(JSON.stringify((await plans.plan(plan)).content)).toContain('An editor wrote this one.')
})

test('what is being written is not purged, and nobody else may purge', async () => {
  const plan = await unused('Busy')
  const { as } = plans
  const { run, answer } = await writing('Busy', plan)
  expect(await as.editor.post(`/plans/${plan}/purge`)).toMatchObject({
    status: 409,
    body: { errors: [{ data: { code: 'plan_is_written' } }] },
  })
  answer()
  expect((await plans.readEnded(run)).outcome).toMatchObject({ plan, how: 'written' })
  for (const path of [`/plans/${plan}/purge`, '/plans/purge', `/plans/${plan}/share`]) {
    expect([path, (await as.student.post(path)).status]).toEqual([path, 403])
    expect([path, (await as.visitor.post(path)).status]).toEqual([path, 401])
  }
  expect((await as.editor.post('/plans/nonsense/purge')).status).toBe(404)
  expect(await exists(plan)).toBe(true)
})

test.each([
  ['cancelled', (run: number) => plans.as.editor.post(`/generation-runs/${run}/cancel`)],
  ['deleted', (run: number) => plans.as.admin.delete(`/generation-runs/${run}`)],
])('a plan that was written anew stands as before when that run is %s', async (how, end) => {
  const { editor } = plans.as
  const left = async (topic: string): Promise<number> => {
    const plan = await unused(`${topic}, ${how}`)
    const { run, answer } = await writing(`${topic}, ${how}`, plan)
    expect((await end(run)).status).toBe(200)
    answer()
    return plan
  }
  const [used, edited, shared, old] = [
    await left('Used'),
    await left('Edited'),
    await left('Shared'),
    await left('Old'),
  ]
  expect((await editor.get(`/plans/${used}`)).body).toMatchObject({ state: 'ready' })
  expect((await editor.get(`/plans?where[id][equals]=${used}&select[state]=true`)).body.docs).toEqual([
    { id: used, state: 'ready' },
  ])
  const before = plans.calls()
  expect((await plans.ended({ topic: `Used, ${how}` })).outcome).toMatchObject({ plan: used, how: 'found' })
  expect(plans.calls()).toBe(before)
  expect((await edit(plans, edited)).status).toBe(200)
  expect(await plans.plan(edited)).toMatchObject({ state: 'edited' })
  expect((await editor.post(`/plans/${shared}/share`)).status).toBe(200)
  expect(await editor.post(`/plans/${shared}/purge`)).toMatchObject({ status: 200, body: { purged: 'deleted' } })
  await execute(sql`update plans set expires_at = now() - interval '1 second' where id = ${old}`)
  expect((await editor.post('/plans/purge')).body.deleted).toBe(1)
  expect(await exists(old)).toBe(false)
})

test('a plan stays while an open run is to write from it, also where no draft names it before that', async () => {
  const { editor } = plans.as
  const gate = new Gate()
  gate.close()
  plans.says.answer = () => gate.pass().then(() => goodPlan)
  const run = await plans.request({ topic: 'Over the weekend' })
  await waitFor('the model to be asked', () => gate.arrivals === 1)
  expect((await editor.post(`/generation-runs/${run}/pause`)).status).toBe(200)
  gate.open()
  const plan = await waitFor('the plan', async () => {
    const where = { objective: { equals: 'Over the weekend' }, state: { equals: 'ready' } }
    return Number((await plans.payload.find({ collection: 'plans', where, depth: 0 })).docs[0]?.id ?? 0)
  })
  await execute(sql`update plans set expires_at = now() - interval '1 second' where id = ${plan}`)
  expect((await editor.post('/plans/purge')).body.deleted).toBe(0)
  expect(await editor.post(`/plans/${plan}/purge`)).toMatchObject({ status: 200, body: { purged: 'kept' } })
  expect((await editor.post(`/generation-runs/${run}/resume`)).status).toBe(200)
  expect(await plans.readEnded(run)).toMatchObject({ run: { status: 'completed' }, lesson: { plan } })
})

test('all that are too old go, but for those that drafts name or people edited, and for those that may be used', async () => {
  const [gone, edited, fresh, left] = [
    await unused('Gone'),
    await unused('Kept'),
    await unused('Fresh'),
    await unused('Left'),
  ]
  const named = (await plans.ended({ topic: 'In use' })).outcome.plan
  await edit(plans, edited)
  // Its writer died before it wrote anything.
  await execute(sql`update plans set state = 'writing', expires_at = null, writer_id = null where id = ${left}`)
  await execute(
    sql`update plans set expires_at = now() - interval '1 second' where id in (${gone}, ${edited}, ${named})`,
  )
  const { body } = await plans.as.editor.post('/plans/purge')
  expect(body.deleted).toBe(2)
  expect(await Promise.all([gone, left, edited, fresh, named].map(exists))).toEqual([false, false, true, true, true])
  expect((await plans.as.editor.graphql('mutation { purgeExpiredPlans }')).body.data).toEqual({ purgeExpiredPlans: 0 })
})
