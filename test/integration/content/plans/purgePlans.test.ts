import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import type { Worker } from '../../../../src/index.js'
import { edit, type Plans, startPlans } from './startPlans.js'

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
/** A plan that was made, without the lesson that was written from it. */
const unused = async (topic: string): Promise<number> => {
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
  await execute(sql`update plans set state = 'writing' where id = ${plan}`)
  expect(await as.editor.post(`/plans/${plan}/purge`)).toMatchObject({
    status: 409,
    body: { errors: [{ data: { code: 'plan_is_written' } }] },
  })
  await execute(sql`update plans set state = 'ready' where id = ${plan}`)
  for (const path of [`/plans/${plan}/purge`, '/plans/purge', `/plans/${plan}/share`]) {
    expect([path, (await as.student.post(path)).status]).toEqual([path, 403])
    expect([path, (await as.visitor.post(path)).status]).toEqual([path, 401])
  }
  expect((await as.editor.post('/plans/nonsense/purge')).status).toBe(404)
  expect(await exists(plan)).toBe(true)
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
