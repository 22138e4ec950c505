import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import type { Worker } from '../../../../src/index.js'
import { waitFor } from '../../../shared/waitFor.js'
import { edit, goodPlan, type Plans, startPlans } from './startPlans.js'

let plans: Plans
let worker: Worker
let before = 0
const calls = () => plans.calls() - before

beforeAll(async () => {
  plans = await startPlans({ planScope: ({ email }) => email?.split('@')[0]?.slice(0, 1) })
})
afterAll(() => plans?.stop())
beforeEach(() => {
  plans.says.answer = () => goodPlan
  before = plans.calls()
  worker = plans.work()
})
afterEach(() => worker.stop())

const runOf = (id: number) => plans.payload.findByID({ collection: 'generation-runs', id, depth: 0 })
/** A run that has made its plan and waits for approval. */
const waiting = async (input: object) => {
  const id = await plans.request({ planFirst: true, ...input })
  await waitFor('the run to wait for approval', async () => (await runOf(id)).status === 'paused')
  const { docs } = await plans.payload.find({ collection: 'plans', where: { run: { equals: id } }, depth: 0 })
  const [plan] = docs
  if (!plan) throw new Error('There is no plan.')
  return { id, plan: Number(plan.id) }
}
const expire = (plan: number) =>
  poolOf(plans.payload).execute(sql`update plans set expires_at = now() - interval '1 second' where id = ${plan}`)
const resume = (id: number) => plans.as.editor.post(`/generation-runs/${id}/resume`)

test('planFirst pauses the run for approval; resuming goes on with the plan as it was edited', async () => {
  const { id, plan } = await waiting({ topic: 'Edited first' })
  expect(await runOf(id)).toMatchObject({ status: 'paused', pausedFor: 'approval', facts: { plan: 'awaiting' } })
  expect(await plans.plan(plan)).toMatchObject({ state: 'awaiting', run: id })
  // Another run has no use for it, and makes its own.
  const other = await plans.ended({ topic: 'Edited first' })
  expect(other.outcome).toMatchObject({ how: 'written' })
  expect(other.outcome.plan).not.toBe(plan)
  await edit(plans, plan)
  expect(await plans.plan(plan)).toMatchObject({ state: 'awaiting' })
  expect((await runOf(id)).status).toBe('paused')
  expect((await resume(id)).status).toBe(200)
  const ended = await plans.readEnded(id)
  expect(ended.run.status).toBe('completed')
  expect(ended.lesson?.objective?.trim()).toBe('An editor wrote this one.')
  expect(ended.lesson).toMatchObject({ plan })
  expect(ended.lesson?.planVersion).not.toBe(ended.outcome.version)
  expect(await plans.plan(plan)).toMatchObject({ state: 'edited' })
  expect(calls()).toBe(2)
})

test('an edited plan belongs to its run until it is shared, which it cannot be while another has its place', async () => {
  const { id, plan } = await waiting({ topic: 'Shared' })
  await edit(plans, plan)
  const share = () => plans.as.teacher.post(`/plans/${plan}/share`)
  expect(await share()).toMatchObject({
    status: 409,
    body: { errors: [{ data: { code: 'plan_not_ready', run: id } }] },
  })
  await resume(id)
  await plans.readEnded(id)
  const other = await plans.ended({ topic: 'Shared' })
  expect(other.outcome).toMatchObject({ how: 'written' })
  expect(await share()).toMatchObject({
    status: 409,
    body: { errors: [{ data: { code: 'plan_exists', plan: other.outcome.plan } }] },
  })
  await plans.as.teacher.post(`/plans/${other.outcome.plan}/purge`)
  expect(await share()).toMatchObject({ status: 200, body: { doc: { id: plan, state: 'edited' } } })
  expect((await plans.ended({ topic: 'Shared' })).outcome).toMatchObject({ plan, how: 'edited' })
  expect(calls()).toBe(2)
})

test('a plan that is approved as it is serves every run from then on', async () => {
  const { id, plan } = await waiting({ topic: 'Approved' })
  await resume(id)
  expect((await plans.readEnded(id)).run.status).toBe('completed')
  expect((await plans.ended({ topic: 'Approved' })).outcome).toMatchObject({ plan, how: 'found' })
  expect(calls()).toBe(1)
})

test('a plan that is approved long after it was written may be used from then on, and so may one that is shared', async () => {
  const { id, plan } = await waiting({ topic: 'After the weekend' })
  await expire(plan)
  await resume(id)
  expect((await plans.readEnded(id)).run.status).toBe('completed')
  expect((await plans.ended({ topic: 'After the weekend' })).outcome).toMatchObject({ plan, how: 'found' })
  await plans.as.teacher.post(`/plans/${plan}/purge`)
  await expire(plan)
  expect((await plans.as.teacher.post(`/plans/${plan}/share`)).status).toBe(200)
  expect((await plans.ended({ topic: 'After the weekend' })).outcome).toMatchObject({ plan, how: 'found' })
  expect(calls()).toBe(1)
})

test('a plan that was approved stays its run’s: what another run writes anew serves the others', async () => {
  const { id, plan } = await waiting({ topic: 'Under way' })
  await worker.stop()
  await resume(id)
  expect((await plans.as.editor.post(`/generation-runs/${id}/pause`)).status).toBe(200)
  worker = plans.work()
  plans.says.answer = () => ({ ...goodPlan, story: 'Nobody has approved this one.' })
  const other = await plans.ended({ topic: 'Under way', reusePlan: false })
  expect(other.lesson?.objective?.trim()).toBe('Nobody has approved this one.')
  expect(other.outcome).toMatchObject({ how: 'written' })
  expect(other.outcome.plan).not.toBe(plan)
  await resume(id)
  const ended = await plans.readEnded(id)
  expect(ended.lesson).toMatchObject({ plan, planVersion: ended.outcome.version })
  expect(ended.lesson?.objective?.trim()).toBe(goodPlan.story)
  const found = (await plans.ended({ topic: 'Under way' })).outcome
  expect(found).toMatchObject({ plan: other.outcome.plan, how: 'found' })
})

test('a plan that was purged after its approval is asked for again, though its run is resumed for another reason', async () => {
  const { id, plan } = await waiting({ topic: 'Not any more' })
  await edit(plans, plan)
  await worker.stop()
  await resume(id)
  await plans.as.editor.post(`/generation-runs/${id}/pause`)
  expect(await plans.as.teacher.post(`/plans/${plan}/purge`)).toMatchObject({ body: { purged: 'kept' } })
  await resume(id)
  expect(await plans.plan(plan)).toMatchObject({ state: 'purged' })
  worker = plans.work()
  await waitFor('the run to ask', async () => (await runOf(id)).pausedFor === 'approval')
  await resume(id)
  expect((await plans.readEnded(id)).lesson).toMatchObject({ plan })
  expect(await plans.plan(plan)).toMatchObject({ state: 'edited' })
})

test('a plan that is there is offered as a copy, without a call; so is one that a person edited for another kit', async () => {
  const { editor } = plans.as
  const { id: kit } = (await editor.post('/kits', { title: 'Town', requirements: 'Simpel.', language: 'en' })).body.doc
  const first = await plans.ended({ topic: 'Offered', kit })
  const offered = await waiting({ topic: 'Offered', kit })
  expect(offered.plan).not.toBe(first.outcome.plan)
  expect(await plans.plan(first.outcome.plan)).toMatchObject({ state: 'ready', hits: 1 })
  await edit(plans, offered.plan, 'Only for this run.')
  await resume(offered.id)
  expect((await plans.readEnded(offered.id)).lesson?.objective?.trim()).toBe('Only for this run.')
  expect((await plans.ended({ topic: 'Offered', kit })).lesson?.objective?.trim()).toBe(goodPlan.story)
  await edit(plans, first.outcome.plan, 'Written by hand.')
  await editor.patch(`/kits/${kit}`, { requirements: 'Simple.' })
  const again = await waiting({ topic: 'Offered', kit })
  await resume(again.id)
  expect((await plans.readEnded(again.id)).lesson?.objective?.trim()).toBe('Written by hand.')
  expect(calls()).toBe(1)
})

test('runs of another scope neither find a plan nor stand in with it', async () => {
  const first = await plans.ended({ topic: 'Scopes' })
  const { body } = await plans.as.admin.post('/generation-runs', { kind: 'outline', input: { topic: 'Scopes' } })
  const other = await plans.readEnded(body.doc.id)
  expect(other.outcome).toMatchObject({ how: 'written' })
  expect(other.outcome.plan).not.toBe(first.outcome.plan)
  plans.says.answer = () => ({ story: 1 })
  const input = { topic: 'Scopes', reusePlan: false }
  const { doc } = (await plans.as.admin.post('/generation-runs', { kind: 'outline', input })).body
  const stale = await plans.readEnded(doc.id)
  expect(stale.events).toContain('plan-stale')
  expect(stale.logs.at(-1)?.facts).toMatchObject({ plan: other.outcome.plan })
})

describe('a plan that waits for approval', () => {
  const post = (path: string) => plans.as.editor.post(path)
  const cancelled = async (input: object) => {
    const made = await waiting(input)
    expect((await post(`/generation-runs/${made.id}/cancel`)).status).toBe(200)
    return made
  }
  const exists = async (id: number) =>
    (await plans.payload.count({ collection: 'plans', where: { id: { equals: id } } })).totalDocs === 1

  test('is not purged before its run has ended', async () => {
    const { id, plan } = await waiting({ topic: 'Given up' })
    const refused = { status: 409, body: { errors: [{ data: { code: 'plan_awaits_approval', run: id } }] } }
    expect(await post(`/plans/${plan}/purge`)).toMatchObject(refused)
    await post(`/generation-runs/${id}/cancel`)
    expect(await post(`/plans/${plan}/purge`)).toMatchObject({ status: 200, body: { purged: 'deleted' } })
    expect(await exists(plan)).toBe(false)
  })

  test('waits again when its run, which was cancelled, is retried', async () => {
    const { id, plan } = await cancelled({ topic: 'On second thoughts' })
    expect((await post(`/generation-runs/${id}/retry`)).status).toBe(200)
    await waitFor('the run to wait again', async () => (await runOf(id)).pausedFor === 'approval')
    await resume(id)
    expect((await plans.readEnded(id)).lesson).toMatchObject({ plan })
  })

  test('can be used for everyone when its run was cancelled', async () => {
    const { plan } = await cancelled({ topic: 'For all' })
    expect(await post(`/plans/${plan}/share`)).toMatchObject({
      status: 200,
      body: { doc: { id: plan, state: 'ready' } },
    })
    expect((await plans.ended({ topic: 'For all' })).outcome).toMatchObject({ plan, how: 'found' })
  })

  test('is used by no run when its own is deleted, until somebody says so', async () => {
    const { id, plan } = await waiting({ topic: 'Without a run' })
    expect((await plans.as.admin.delete(`/generation-runs/${id}`)).status).toBe(200)
    expect(await plans.plan(plan)).toMatchObject({ state: 'purged', run: null })
    plans.says.answer = () => ({ story: 1 })
    expect((await plans.ended({ topic: 'Without a run' })).run.status).toBe('failed')
    plans.says.answer = () => goodPlan
    await edit(plans, plan, 'Written by hand.')
    expect(await plans.plan(plan)).toMatchObject({ state: 'purged' })
    expect(await post(`/plans/${plan}/share`)).toMatchObject({ status: 200, body: { doc: { state: 'edited' } } })
    expect((await plans.ended({ topic: 'Without a run' })).outcome).toMatchObject({ plan, how: 'edited' })
  })

  test('waits again when it was purged and its run is retried', async () => {
    const { id, plan } = await cancelled({ topic: 'Purged' })
    await edit(plans, plan)
    expect(await post(`/plans/${plan}/purge`)).toMatchObject({ body: { purged: 'kept' } })
    await post(`/generation-runs/${id}/retry`)
    await waitFor('the run to wait again', async () => (await runOf(id)).pausedFor === 'approval')
    await resume(id)
    expect((await plans.readEnded(id)).lesson).toMatchObject({ plan })
    expect(await plans.plan(plan)).toMatchObject({ state: 'edited' })
  })

  test('goes with all that are too old, unless its run still waits', async () => {
    const [left, needed] = [await cancelled({ topic: 'Left' }), await waiting({ topic: 'Needed' })]
    await poolOf(plans.payload).execute(
      sql`update plans set expires_at = now() - interval '1 second' where id in (${left.plan}, ${needed.plan})`,
    )
    expect((await post('/plans/purge')).body.deleted).toBe(1)
    expect([await exists(left.plan), await exists(needed.plan)]).toEqual([false, true])
  })
})
