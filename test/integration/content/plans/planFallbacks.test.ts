import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import type { Worker } from '../../../../src/index.js'
import { edit, goodPlan, type Plans, startPlans } from './startPlans.js'

let plans: Plans
let worker: Worker
let before = 0
const calls = () => plans.calls() - before
const expire = () => poolOf(plans.payload).execute(sql`update plans set expires_at = now() - interval '1 second'`)
/** Of the wrong form, in an answer to any but the simple prompt, which has no instructions. */
const bad = { story: 1, vocabulary: [] }

beforeAll(async () => {
  plans = await startPlans()
})
afterAll(() => plans?.stop())
beforeEach(() => {
  plans.says.answer = () => goodPlan
  plans.says.fault = () => undefined
  before = plans.calls()
  worker = plans.work()
})
afterEach(() => worker.stop())

test('first fallback: an answer of the wrong form is asked for again, only for the part that is wrong', async () => {
  plans.says.answer = ({ message }) => (message?.problems ? goodPlan : { ...goodPlan, story: 1 })
  const { run, outcome, logs } = await plans.ended({ topic: 'Repair' })
  expect(run.status).toBe('completed')
  expect(outcome).toMatchObject({ how: 'written' })
  expect(plans.model.requests().at(-1)?.message).toMatchObject({ only: ['story'], task: 'plan' })
  expect(logs.flatMap(({ outcome: of }) => of ?? [])).toEqual(['invalid', 'ok'])
})

test('second fallback: after two repairs it is asked for once more in a simpler way', async () => {
  plans.says.answer = ({ message }) => (message?.instructions ? bad : goodPlan)
  const { run, outcome, events } = await plans.ended({ topic: 'Simple' })
  expect(run.status).toBe('completed')
  expect(outcome).toMatchObject({ how: 'written' })
  expect(events).toEqual(['plan-simplified', 'plan-written'])
  expect(calls()).toBe(4)
  const { message } = plans.model.requests().at(-1) ?? {}
  expect(message).toMatchObject({ task: 'plan', topic: 'Simple' })
  expect(Object.keys(message ?? {})).not.toContain('instructions')
})

test('third fallback: the last good plan of the same objective is copied as stale, and stays as it is', async () => {
  const first = await plans.ended({ topic: 'Stale' })
  await expire()
  plans.says.answer = () => bad
  const second = await plans.ended({ topic: 'Stale' })
  expect(second.run).toMatchObject({ status: 'completed', facts: { plan: 'stale' } })
  expect(second.events).toEqual(['plan-simplified', 'plan-stale'])
  expect(second.outcome.how).toBe('stale')
  expect(second.outcome.plan).not.toBe(first.outcome.plan)
  expect(second.lesson?.objective).toBe(first.lesson?.objective)
  const [own, copy] = [await plans.plan(first.outcome.plan), await plans.plan(second.outcome.plan)]
  expect(own).toMatchObject({ state: 'ready', hits: 0 })
  expect(copy).toMatchObject({ state: 'stale', run: second.run.id, objective: 'Stale' })
  // It is nobody's hit.
  plans.says.answer = () => goodPlan
  expect((await plans.ended({ topic: 'Stale' })).outcome).toMatchObject({ plan: first.outcome.plan, how: 'written' })
})

test("fourth fallback: the run's own, where there is no plan of the same objective", async () => {
  const other = await plans.ended({ topic: 'Another objective' })
  plans.says.fault = () => ({ status: 400 })
  const { run, outcome, events, lesson } = await plans.ended({ topic: 'Fallback', fallbackPlan: other.outcome.plan })
  expect(run).toMatchObject({ status: 'completed', facts: { plan: 'fallback' } })
  expect(events).toEqual(['plan-simplified', 'plan-fallback'])
  expect(outcome).toEqual({ ...other.outcome, how: 'fallback' })
  expect(lesson).toMatchObject({ plan: other.outcome.plan })
})

test('at last the step fails, with the reason; a retry writes the plan, and nothing is left of the first try', async () => {
  plans.says.answer = () => bad
  const { run, events, steps } = await plans.ended({ topic: 'Failure' })
  expect(run).toMatchObject({ status: 'failed', progress: { requested: 1, generated: 0, failed: 1 } })
  expect(run.gaps).toMatchObject([{ key: 'lesson' }])
  expect(events).toEqual(['plan-simplified', 'plan-failed'])
  expect(steps[0]).toMatchObject({ kind: 'plan', status: 'failed', saved: 0, missing: 0 })
  const { docs } = await plans.payload.find({ collection: 'plans', where: { objective: { equals: 'Failure' } } })
  expect(docs).toEqual([])
  plans.says.answer = () => goodPlan
  await plans.as.editor.post(`/generation-runs/${run.id}/retry`)
  expect((await plans.readEnded(Number(run.id))).run.status).toBe('completed')
})

test('two good answers in bad company are kept where the last ones cannot be read', async () => {
  let asked = 0
  plans.says.answer = () => {
    asked += 1
    return asked === 1 ? { ...goodPlan, story: 'Too short.' } : 'no JSON at all'
  }
  const { run, outcome } = await plans.ended({ topic: 'Candidates' })
  expect(run.status).toBe('completed')
  expect(await plans.plan(outcome.plan)).toMatchObject({ issues: ['story: write at least 4 words, there are 2'] })
  expect(calls()).toBe(3)
})

test('a fallbackPlan that is no plan, not to be read or of another format is refused before anything is spent', async () => {
  const refused = async (fallbackPlan: unknown) => {
    const input = { topic: 'Refused', fallbackPlan }
    const { status, body } = await plans.as.editor.post('/generation-runs', { kind: 'outline', input })
    return { status, code: body.errors?.[0]?.data?.code }
  }
  const before_ = await plans.traces()
  expect(await refused(999_999)).toEqual({ status: 400, code: 'unknown_plan' })
  expect(await refused('nonsense')).toEqual({ status: 400, code: 'unknown_plan' })
  expect(await plans.traces()).toEqual(before_)
  const { outcome } = await plans.ended({ topic: 'Other format' })
  await poolOf(plans.payload).execute(sql`update plans set format = 'launchKit' where id = ${outcome.plan}`)
  expect(await refused(outcome.plan)).toEqual({ status: 400, code: 'plan_of_other_format' })
})

test('an edited plan is the last good one too, and the copy leaves it alone', async () => {
  const { editor } = plans.as
  const { id: kit } = (await editor.post('/kits', { title: 'Town', requirements: 'Simpel.', language: 'en' })).body.doc
  const first = await plans.ended({ topic: 'Edited stale', kit })
  await edit(plans, first.outcome.plan)
  await editor.patch(`/kits/${kit}`, { requirements: 'Simple.' })
  plans.says.answer = () => bad
  const second = await plans.ended({ topic: 'Edited stale', kit })
  expect(second.outcome.how).toBe('stale')
  expect(second.lesson?.objective?.trim()).toBe('An editor wrote this one.')
  expect(await plans.plan(first.outcome.plan)).toMatchObject({ state: 'edited' })
})
