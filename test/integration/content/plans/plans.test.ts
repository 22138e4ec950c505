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

test('a plan is written once: the next run that needs it makes no call, and both say which version they used', async () => {
  const first = await plans.ended({ topic: 'Twice' })
  expect(first.run.status).toBe('completed')
  expect(first.outcome).toMatchObject({ how: 'written' })
  const second = await plans.ended({ topic: 'Twice' })
  expect(second.run.status).toBe('completed')
  expect(calls()).toBe(1)
  expect(second.outcome).toEqual({ ...first.outcome, how: 'found' })
  expect(second.events).toEqual(['plan-hit'])
  const call = first.logs.find(({ type }) => type === 'attempt')
  expect(first.logs.find(({ type }) => type === 'event')?.facts).toEqual({
    ...{ event: 'plan-written', plan: first.outcome.plan, issues: 0, calls: 1, ms: call?.ms },
  })
  for (const { lesson } of [first, second]) {
    expect(lesson).toMatchObject({ plan: first.outcome.plan, planVersion: first.outcome.version })
    expect(lesson?.objective?.trim()).toBe(goodPlan.story)
  }
  const plan = await plans.plan(first.outcome.plan)
  expect(plan).toMatchObject({ state: 'ready', hits: 1, objective: 'Twice', format: 'outline', issues: [] })
  expect(plan.content).toMatchObject([
    { blockType: 'prose', part: 'story' },
    { blockType: 'entries', part: 'vocabulary', rows: [{ label: 'town' }, { label: 'walk' }, { label: 'spring' }] },
  ])
  expect(plan.key).toMatch(/^[0-9a-f]{64}$/)
})

test('only contents count: what else changes in a profile finds the plan, what its prompt says does not', async () => {
  const { editor } = plans.as
  const named = { name: 'Club', level: 'beginner', language: 'en', goals: 'Order a coffee' }
  const { id: profile } = (await editor.post('/profiles', named)).body.doc
  const input = { topic: 'Contents', profile }
  const first = await plans.ended(input)
  await editor.patch(`/profiles/${profile}`, { name: 'Another name' })
  const renamed = await plans.ended(input)
  expect(renamed.outcome).toMatchObject({ plan: first.outcome.plan, how: 'found' })
  await editor.patch(`/profiles/${profile}`, { goals: 'Order a cake' })
  const changed = await plans.ended(input)
  expect(changed.outcome).toMatchObject({ how: 'written' })
  expect(changed.outcome.plan).not.toBe(first.outcome.plan)
  expect(calls()).toBe(2)
  // The old one says why it is not found any more.
  const { body } = await editor.get(`/plans/${first.outcome.plan}`)
  expect(body).toMatchObject({
    staleBecause: ['profile'],
    dependents: { lessons: 2, sections: 0, courses: 0 },
    hits: 1,
  })
  expect((await editor.get(`/plans/${changed.outcome.plan}`)).body.staleBecause).toEqual([])
})

test('a plan that is too old is written anew in its place, as a new version; drafts still name the one they had', async () => {
  const first = await plans.ended({ topic: 'Old' })
  await expire()
  plans.says.answer = () => ({ ...goodPlan, story: 'A walk in autumn instead.' })
  const second = await plans.ended({ topic: 'Old' })
  expect(second.outcome).toMatchObject({ plan: first.outcome.plan, how: 'written' })
  expect(second.outcome.version).not.toBe(first.outcome.version)
  expect(second.lesson?.objective?.trim()).toBe('A walk in autumn instead.')
  const { docs } = await plans.payload.findVersions({
    collection: 'plans',
    where: { parent: { equals: first.outcome.plan } },
  })
  expect(docs.map(({ id }) => String(id)).sort()).toEqual([first.outcome.version, second.outcome.version].sort())
  // A block keeps its id when its part is written again.
  const [new_, old] = docs.map(({ version }) => version.content.map(({ id }: { id: string }) => id))
  expect(new_).toEqual(old)
  expect(calls()).toBe(2)
})

test("a person's plan is used as it is, whatever its age, and the run says so; hits do not go with what is restored", async () => {
  const first = await plans.ended({ topic: 'Edited' })
  const { plan } = first.outcome
  expect((await edit(plans, plan)).status).toBe(200)
  expect(await plans.plan(plan)).toMatchObject({ state: 'edited' })
  await expire()
  const second = await plans.ended({ topic: 'Edited', reusePlan: false })
  expect(second.outcome).toMatchObject({ plan, how: 'edited' })
  expect(second.run.facts).toMatchObject({ plan: 'edited' })
  expect(second.lesson?.objective?.trim()).toBe('An editor wrote this one.')
  expect(second.lesson?.planVersion).not.toBe(first.outcome.version)
  expect(calls()).toBe(1)
  const { status } = await plans.as.editor.post(`/plans/versions/${first.outcome.version}`)
  expect(status).toBe(200)
  expect(await plans.plan(plan)).toMatchObject({ state: 'edited', hits: 1 })
  const third = await plans.ended({ topic: 'Edited' })
  expect(third.lesson?.objective?.trim()).toBe(goodPlan.story)
  expect(calls()).toBe(1)
})

test('a plan that is saved without a change of its text stays what it was', async () => {
  const { outcome } = await plans.ended({ topic: 'Untouched' })
  const { body } = await plans.as.editor.get(`/plans/${outcome.plan}?depth=0`)
  await plans.as.editor.patch(`/plans/${outcome.plan}`, { content: body.content, state: 'awaiting', hits: 7, key: 'x' })
  const { key, state, hits, editedAt } = await plans.plan(outcome.plan)
  expect({ state, hits, editedAt: editedAt ?? null }).toEqual({ state: 'ready', hits: 0, editedAt: null })
  expect(key).toHaveLength(64)
})

test('reusePlan: false writes a new version of a plan that could be used', async () => {
  const first = await plans.ended({ topic: 'Anew' })
  const second = await plans.ended({ topic: 'Anew', reusePlan: false })
  expect(second.outcome).toMatchObject({ plan: first.outcome.plan, how: 'written' })
  expect(second.outcome.version).not.toBe(first.outcome.version)
  expect(calls()).toBe(2)
})

test("a person's plan whose key is left behind by a mended kit is named by the next run", async () => {
  const { editor } = plans.as
  const { id: kit } = (await editor.post('/kits', { title: 'Town', requirements: 'Simpel words.', language: 'en' }))
    .body.doc
  const first = await plans.ended({ topic: 'Kit', kit })
  await edit(plans, first.outcome.plan)
  await editor.patch(`/kits/${kit}`, { requirements: 'Simple words.' })
  const second = await plans.ended({ topic: 'Kit', kit })
  expect(second.outcome).toMatchObject({ how: 'written' })
  expect(second.run.facts).toMatchObject({ editedPlan: first.outcome.plan })
  expect(second.events).toEqual(['plan-written', 'plan-edited-elsewhere'])
  expect(calls()).toBe(2)
})

test('minimal context leaves out what the plan rests on, and is another plan', async () => {
  const curriculum = {
    subject: 'English',
    game: 'chess',
    topics: ['Towns'],
    objectives: [{ statement: 'can ask the way' }],
  }
  const { id } = (await plans.as.editor.post('/curricula', curriculum)).body.doc
  const asked = () => plans.model.requests().at(-1)?.message
  await plans.ended({ topic: 'Context', curriculum: id })
  expect(asked()?.curriculum).toEqual({ subject: 'English', topics: ['Towns'], objectives: ['can ask the way'] })
  await plans.ended({ topic: 'Context', curriculum: id, context: 'minimal' })
  expect(asked()?.curriculum).toEqual({ subject: 'English' })
  expect(calls()).toBe(2)
})

test('a worker that breaks off after the answer asks nobody again: the plan is saved from what the step kept', async () => {
  let breaks = 1
  plans.payload.collections.plans?.config.hooks.afterChange.push(() => {
    breaks -= 1
    if (breaks === 0) throw new Error('The power went out.')
  })
  const { run, outcome } = await plans.ended({ topic: 'Broken off' })
  plans.payload.collections.plans?.config.hooks.afterChange.pop()
  expect(run.status).toBe('completed')
  expect(outcome).toMatchObject({ how: 'written' })
  expect(calls()).toBe(1)
})

test('twenty runs at once write one plan', async () => {
  const others = [plans.work(), plans.work(), plans.work()]
  const ids = await Promise.all(Array.from({ length: 20 }, () => plans.request({ topic: 'At once' })))
  const ended = await Promise.all(ids.map((id) => plans.readEnded(id)))
  await Promise.all(others.map((other) => other.stop()))
  expect(calls()).toBe(1)
  expect(new Set(ended.map(({ outcome }) => outcome.plan)).size).toBe(1)
  expect(new Set(ended.map(({ lesson }) => lesson?.objective))).toEqual(new Set([ended[0]?.lesson?.objective]))
  expect(ended.map(({ run }) => run.status)).toEqual(ended.map(() => 'completed'))
  // Waiting is no try.
  expect(ended.map(({ steps }) => steps[0]?.claims)).toEqual(ended.map(() => 1))
  expect((await plans.plan(ended[0]?.outcome.plan)).hits).toBe(19)
})

test('rules of quality are asked for again twice; what is left of them is shown, and fails nothing', async () => {
  plans.says.answer = () => ({ story: 'Too short.', vocabulary: goodPlan.vocabulary.slice(0, 2) })
  const { run, outcome } = await plans.ended({ topic: 'Quality', objectives: ['to swim'] })
  expect(run.status).toBe('completed')
  expect(calls()).toBe(3)
  const { issues, state } = await plans.plan(outcome.plan)
  expect(state).toBe('ready')
  expect(issues).toEqual([
    'story: write at least 4 words, there are 2',
    expect.stringContaining('vocabulary: '),
    'story: the objective "to swim" is not covered',
  ])
})
