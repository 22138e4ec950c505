import { sql } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import { inTransaction } from '../../../../src/database/transactions.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { coursewrightOf } from '../../../../src/runs/coursewrightOf.js'
import { claimStep } from '../../../../src/runs/sql/claims.js'
import { insertSteps } from '../../../../src/runs/sql/steps.js'
import { poolStore, storeIn } from '../../../../src/runs/sql/store.js'
import { runDocOf } from '../../../../src/runs/step/StepContext.js'
import { type Courses, startCourses } from './startCourses.js'

let host: Courses

beforeAll(async () => {
  host = await startCourses()
})
afterAll(() => host?.stop())

test('of sections that wait those go first that more others wait for, though they are opened later', async () => {
  const { payload } = host
  const input = { topic: 'Yarn', format: 'launchKit', lessons: 1 }
  const doc = await payload.create({ collection: 'generation-runs', depth: 0, data: { kind: 'course', input } })
  const kind = coursewrightOf(payload).kinds.find((one) => one.kind === 'course')
  const ended = (key: string, outcome?: unknown) => ({
    ...{ id: key, index: 0, key, kind: 'section', status: 'done', saved: 1, missing: 0, error: null, outcome },
    ...{ input: undefined, savedKeys: [], gaps: [] },
  })
  const openedAfter = async (...keys: string[]) => {
    const steps = [ended('plan', { course: 1, plan: null }), ...keys.map((key) => ended(`course.${key}`))]
    const next = await kind?.next({ req: await createLocalReq({}, payload), run: runDocOf(doc), steps })
    const known = steps.map(({ key }) => key)
    return (next?.open ?? [])
      .filter(({ key, kind: of }) => of === 'section' && !known.includes(key))
      .toSorted((one, other) => (one.order ?? Number.NaN) - (other.order ?? Number.NaN))
      .map(({ key }) => key.replace('course.', ''))
  }
  expect(await openedAfter()).toEqual(['client'])
  const before = await openedAfter('client', 'message', 'offer')
  expect(before).toEqual(['story', 'ads', 'objections', 'salesPage', 'guarantee'])
  // The e-mails, in three calls, on which posts and calendar rest.
  const after = await openedAfter('client', 'message', 'offer', 'story')
  expect(after[0]).toBe('emails#1')
  expect(after.filter((key) => before.includes(key))).toEqual(before.slice(1))
})

test('a step with an order stands as if it had been opened with its run; the others as they are opened', async () => {
  const { payload } = host
  const settings = settingsOf(payload)
  const { id: run } = await payload.create({
    collection: 'generation-runs',
    depth: 0,
    data: { kind: 'course', input: { topic: 'Silk', lessons: 1 } },
  })
  await poolOf(payload).execute(sql`delete from generation_steps`)
  const steps = [
    { key: 'unordered', order: undefined },
    { key: 'second', order: 7 },
    { key: 'first', order: 3 },
  ].map((step) => ({ ...step, kind: 'section', input: {} }))
  await inTransaction(payload, async (req) => {
    await insertSteps(await storeIn(req, settings), { run, firstIndex: 0, steps })
  })
  const claimed: unknown[] = []
  for (const _ of steps) {
    const step = await claimStep(poolStore(payload, settings), { owner: 'test', leaseSeconds: 60 })
    claimed.push(step?.key)
  }
  expect(claimed).toEqual(['first', 'second', 'unordered'])
})
