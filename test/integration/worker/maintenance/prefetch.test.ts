import { sql } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import { runTasksNow } from '../../../../src/jobs/maintenance/runTasks.js'
import type { PrefetchOptions } from '../../../../src/options/maintenanceOptions.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { coursewrightOf } from '../../../../src/runs/coursewrightOf.js'
import { claimStep } from '../../../../src/runs/sql/claims.js'
import { poolStore } from '../../../../src/runs/sql/store.js'
import { waitFor } from '../../../shared/waitFor.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { runEnded } from '../../runs/helpers/runEnded.js'

let host: TestPayload
let curriculum: number | string
const statements = ['Count candidate moves', 'Find checks first', 'Use the opposition', 'Keep the rook active']

beforeAll(async () => {
  host = await startTestPayload({
    options: { prefetch: { enabled: true, batchSize: 3 }, maintenance: { enabled: false } },
  })
})
afterAll(() => host?.stop())
beforeEach(async () => {
  set({ enabled: true, tokensPerDay: 200_000 })
  await execute(
    sql`truncate generation_runs, generation_budgets, generation_usage, curricula, lessons restart identity cascade`,
  )
  const made = await host.payload.create({
    collection: 'curricula',
    data: { subject: 'Endgames', objectives: statements.map((statement) => ({ statement, pending: true })) },
  })
  curriculum = made.id
})

const execute = async (query: ReturnType<typeof sql>) => (await poolOf(host.payload).execute(query)).rows
const set = (options: PrefetchOptions) => Object.assign(settingsOf(host.payload).prefetch, options)
const prefetch = async () => (await runTasksNow(host.payload, ['prefetch'])).prefetch
const runs = async () => (await host.payload.find({ collection: 'generation-runs', sort: 'id' })).docs
const pending = async () => {
  const doc = await host.payload.findByID({ collection: 'curricula', id: curriculum })
  const objectives: { statement: string; pending?: boolean }[] = doc.objectives ?? []
  return objectives.flatMap(({ statement, pending: isPending }) => (isPending ? [statement] : []))
}
const finish = async (id: number | string) => {
  const worker = host.work()
  const ended = await runEnded(host, Number(id))
  await worker.stop()
  return ended
}

test('what is pending is made in batches, as drafts of the site itself, until nothing is left', async () => {
  const begun = await prefetch()
  const [run] = await runs()
  expect(begun).toMatchObject({ facts: { run: run?.id, kind: 'lessons', requested: 3, maxTokens: 200_000 } })
  expect(run).toMatchObject({
    requester: null,
    role: 'system',
    priority: -1,
    facts: { prefetch: true },
    maxTokens: 200_000,
  })
  // One at a time.
  expect(await prefetch()).toMatchObject({ how: 'done', facts: undefined })
  expect((await finish(run?.id ?? 0)).run).toMatchObject({ status: 'completed', facts: { prefetch: true } })
  expect(await pending()).toEqual(statements.slice(3))
  const { docs } = await host.payload.find({ collection: 'lessons', sort: 'id' })
  expect(docs.map(({ _status, objective }) => [_status, objective])).toEqual(
    statements.slice(0, 3).map((statement) => ['draft', statement]),
  )
  expect(await prefetch()).toMatchObject({ facts: { requested: 1 } })
  await finish((await runs())[1]?.id ?? 0)
  expect(await pending()).toEqual([])
  expect(await prefetch()).toMatchObject({ how: 'done', facts: undefined })
  expect(await runs()).toHaveLength(2)
})

test('nothing is begun while it is off, while a run is open, or while somebody waits for money', async () => {
  set({ enabled: false })
  expect(await prefetch()).toMatchObject({ facts: undefined })
  set({ enabled: true })
  const { id } = await host.payload.create({
    collection: 'generation-runs',
    data: { kind: 'lessons', input: { topic: 'Pins' } },
  })
  for (const [status, reason] of [
    ['queued', null],
    ['running', null],
    ['paused', 'budget'],
  ] as const) {
    await execute(sql`update generation_runs set status = ${status}, paused_for = ${reason} where id = ${id}`)
    expect(await prefetch()).toMatchObject({ how: 'done', facts: undefined })
  }
  // Whom a person has paused nobody waits for.
  await execute(sql`update generation_runs set status = 'paused', paused_for = 'user' where id = ${id}`)
  expect(await prefetch()).toMatchObject({ facts: { requested: 3 } })
})

test('what users request goes first, though it was requested later', async () => {
  await prefetch()
  const { id } = await host.payload.create({
    collection: 'generation-runs',
    data: { kind: 'lessons', input: { topic: 'Pins' } },
  })
  const store = poolStore(host.payload, settingsOf(host.payload))
  expect(await claimStep(store, { owner: 'test', leaseSeconds: 60 })).toMatchObject({ run: id })
  expect(await claimStep(store, { owner: 'test', leaseSeconds: 60 })).toMatchObject({ priority: -1 })
})

test('nobody but the site itself can ask for that priority', async () => {
  const user = await host.payload.create({
    collection: 'users',
    data: { email: 'admin@example.com', password: 'test', role: 'admin' },
  })
  const ask = (data: object, context = {}) =>
    host.payload.create({
      collection: 'generation-runs',
      data: { kind: 'lessons', input: { topic: 'Pins' }, ...data } as never,
      user: { ...user, collection: 'users' } as never,
      overrideAccess: false,
      context,
    })
  await expect(ask({ priority: -1 })).rejects.toThrow('The priority must be a whole number from 0 to 10.')
  expect(await ask({}, { coursewrightPrefetch: true })).toMatchObject({ priority: 0, facts: { lessons: 1 } })
})

test("what does not fit into the day's budget is not begun, and one lesson where three do not fit", async () => {
  const estimate = await estimateOf(3)
  const three = estimate.promptTokens + estimate.completionTokens
  set({ tokensPerDay: three - 1 })
  expect(await prefetch()).toMatchObject({ facts: { requested: 1, maxTokens: three - 1 } })
  const [run] = await runs()
  await finish(run?.id ?? 0)
  const used = Number(
    (await execute(sql`select usage_prompt_tokens + usage_completion_tokens as used from generation_runs`))[0]?.used,
  )
  set({ tokensPerDay: used + 100 })
  expect(await prefetch()).toMatchObject({ how: 'done', facts: undefined })
  set({ tokensPerDay: used + 200_000 })
  expect(await prefetch()).toMatchObject({ facts: { maxTokens: 200_000 } })
})

test('a run that reached its budget is ended with what it has, and what was tried today is not tried again', async () => {
  await prefetch()
  const [run] = await runs()
  // As if its calls took far more than was reckoned.
  await execute(sql`update generation_runs set max_tokens = 10 where id = ${run?.id}`)
  const worker = host.work()
  await waitFor('it to reach its budget', async () => (await runs())[0]?.pausedFor === 'budget')
  await worker.stop()
  expect(await prefetch()).toMatchObject({ facts: { ended: [run?.id], requested: 1 } })
  const [first, second] = await runs()
  expect(first?.status).toBe('cancelled')
  expect(second?.input).toMatchObject({ requests: [{ objective: statements[3] }] })
  await execute(sql`update generation_runs set status = 'failed' where id = ${second?.id}`)
  expect(await prefetch()).toMatchObject({ how: 'done', facts: undefined })
  // Tomorrow it is.
  await execute(sql`update generation_runs set created_at = now() - interval '1 day'`)
  expect(await prefetch()).toMatchObject({ facts: { requested: 3 } })
})

const estimateOf = async (lessons: number) => {
  const kind = coursewrightOf(host.payload).kinds.find((known) => known.kind === 'lessons')
  if (!kind) throw new Error('There is no such kind.')
  const input = { curriculum, objectives: statements.slice(0, lessons) }
  return (await kind.admit({ req: await createLocalReq({}, host.payload), input })).estimate()
}
