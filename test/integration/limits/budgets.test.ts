import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { readBudgets } from '../../../src/limits/budgets.js'
import type { WindowAmounts } from '../../../src/options/limitOptions.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { waitFor } from '../../shared/waitFor.js'
import type { ApiClient } from '../api/helpers/ApiClient.js'
import { requestRun, smallInput } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { onOneConnection } from '../helpers/onOneConnection.js'
import { expectSettled, readSpending } from './spending.js'

const most = 1_000_000_000
/** What users may spend, by id; everybody else as much as he likes. */
const own = new Map<unknown, WindowAmounts>()
let api: Api
let worker: { stop(): Promise<void> }

beforeAll(async () => {
  api = await startApi({
    options: {
      budgets: {
        run: { tokens: 1_000_000 },
        site: { day: { tokens: most }, month: { tokens: most } },
        role: { student: { month: { tokens: most } } },
        of: ({ user }) => own.get(user.id) ?? { day: { tokens: most } },
      },
    },
  })
  await addPositions({ payload: api.payload, counts: { opening: 25, endgame: 25 } })
})
beforeEach(() => {
  // One call after the other.
  worker = api.work({ concurrency: 1 })
})
afterEach(async () => {
  await worker.stop()
  own.clear()
})
afterAll(() => api?.stop())

const execute = (query: ReturnType<typeof sql>) => poolOf(api.payload).execute(query)
const read = async (client: ApiClient, id: unknown) => (await client.get(`/generation-runs/${id}?depth=0`)).body
const until = (client: ApiClient, id: unknown, status: string) =>
  waitFor(`run ${id} to be ${status}`, async () => {
    const run = await read(client, id)
    return run.status === status && run
  })
const drillsOf = async (id: unknown) =>
  (await api.payload.count({ collection: 'drills', where: { 'provenance.run': { equals: id } } })).totalDocs

describe('the budget of a run', () => {
  test('pauses it before the call that would be one too many, keeps its drafts, and lets it go on when it is raised', async () => {
    const { teacher } = api.as
    const { id } = await requestRun(teacher, { ...smallInput, maxTokens: 1 })
    const first = await until(teacher, id, 'paused')
    expect(first).toMatchObject({
      pausedFor: 'budget',
      input: { maxTokens: 1 },
      maxTokens: 1,
      progress: { generated: 0 },
    })
    expect(first.pausedUntil).toBeNull()
    expect(first.pausedBy).toMatchObject({ scope: 'run', window: 'run', unit: 'tokens', limit: 1, used: 0 })

    // Enough for one call, whatever it takes, and not for the most that another may take after it.
    const enough = first.pausedBy.needed + 50
    const resumed = await teacher.post(`/generation-runs/${id}/resume`, { maxTokens: enough })
    expect(resumed.status).toBe(200)
    const second = await waitFor('the second pause', async () => {
      const run = await read(teacher, id)
      return run.status === 'paused' && run.progress.generated === 2 && run
    })
    const { used, needed } = second.pausedBy
    expect(second.pausedBy).toMatchObject({ limit: enough, reserved: 0 })
    expect(used).toBe(second.usage.promptTokens + second.usage.completionTokens)
    expect(used + needed).toBeGreaterThan(enough)
    expect(await drillsOf(id)).toBe(2)
    const calls = api.model.requests().length

    const refused = await teacher.post(`/generation-runs/${id}/resume`)
    expect(refused.status).toBe(409)
    expect(refused.body.errors[0]).toMatchObject({
      message: expect.stringContaining('The budget of this run is used up'),
      data: { code: 'budget_spent', scope: 'run', unit: 'tokens', limit: enough, used, needed },
    })
    // By a single token: what is needed is exact.
    const tooLittle = await teacher.post(`/generation-runs/${id}/resume`, { maxTokens: used + needed - 1 })
    expect(tooLittle.body.errors[0].data).toMatchObject({ code: 'budget_spent', limit: used + needed - 1 })
    expect(await read(teacher, id)).toMatchObject({ status: 'paused', maxTokens: enough })
    expect(api.model.requests()).toHaveLength(calls)

    const raise = `mutation ($id: String!, $max: Float) { resumeGenerationRun(id: $id, maxTokens: $max) { status maxTokens } }`
    const { body } = await teacher.graphql(raise, { id: String(id), max: used + needed })
    expect(body.data.resumeGenerationRun).toMatchObject({ maxTokens: used + needed })
    const ended = await until(teacher, id, 'completed')
    expect(ended).toMatchObject({ pausedFor: null, pausedBy: null, pausedUntil: null, progress: { generated: 4 } })
    expect(ended.input.maxTokens).toBe(used + needed)
    expect(await drillsOf(id)).toBe(4)
    await expectSettled(api)
  })

  test('tells whoever watches why it waits', async () => {
    const { teacher } = api.as
    const { id } = await requestRun(teacher, { ...smallInput, maxTokens: 1 })
    await until(teacher, id, 'paused')
    const response = await teacher.request(`/generation-runs/${id}/events`)
    const reader = response.body?.getReader()
    const { value } = (await reader?.read()) ?? {}
    await reader?.cancel()
    const [, data = ''] = /^data: (.*)$/m.exec(new TextDecoder().decode(value)) ?? []
    expect(JSON.parse(data)).toMatchObject({
      status: 'paused',
      pausedFor: 'budget',
      pausedUntil: null,
      pausedBy: { scope: 'run', unit: 'tokens', limit: 1 },
    })
    await teacher.post(`/generation-runs/${id}/cancel`)
    expect(await until(teacher, id, 'cancelled')).toMatchObject({ pausedBy: null, pausedFor: null })
  })

  test.each([
    ['0', { maxTokens: 0 }, 400, 'invalid_input'],
    ['below 0', { maxTokens: -1 }, 400, 'invalid_input'],
    ['no whole number', { maxTokens: 1.5 }, 400, 'invalid_input'],
    ['text', { maxTokens: 'many' }, 400, 'invalid_input'],
    ['money below 0', { maxCostUsd: -0.1 }, 400, 'invalid_input'],
    ['money without a known price', { maxCostUsd: 1 }, 400, 'price_unknown'],
    ['another currency', { maxCostEur: 1 }, 400, 'invalid_input'],
  ])('of %s is refused before anything is stored', async (_, budget, status, code) => {
    const { teacher } = api.as
    const before = await api.traces()
    for (const path of ['/generation-runs', '/generation-runs/estimate']) {
      const refused = await teacher.post(path, { kind: 'drillSeries', input: { ...smallInput, ...budget } })
      expect([refused.status, refused.body.errors[0].data.code]).toEqual([status, code])
      if ('maxCostEur' in budget) expect(refused.body.errors[0].message).toContain('US dollars')
    }
    expect(await api.traces()).toEqual(before)
  })

  test('cannot be raised above what the options allow, nor by another action', async () => {
    const { teacher } = api.as
    const { id } = await requestRun(teacher, { ...smallInput, maxTokens: 1 })
    await until(teacher, id, 'paused')
    const high = await teacher.post(`/generation-runs/${id}/resume`, { maxTokens: 1_000_001 })
    expect(high.body.errors[0].data).toMatchObject({
      code: 'invalid_budget',
      max: 1_000_000,
      option: 'budgets.run.tokens',
    })
    const other = await teacher.post(`/generation-runs/${id}/cancel`, { maxTokens: 5 })
    expect([other.status, other.body.errors[0].data.code]).toEqual([400, 'invalid_budget'])
    const strange = await teacher.post(`/generation-runs/${id}/resume`, { maxTokens: 'all' })
    expect([strange.status, strange.body.errors[0].data.code]).toEqual([400, 'invalid_input'])
    await teacher.post(`/generation-runs/${id}/cancel`)
  })
})

describe('the budget of a user', () => {
  const tomorrow = () => new Date(new Date().setUTCHours(24, 0, 0, 0)).toISOString()

  test('pauses his runs until the day is over, and no one else’s', async () => {
    const { student, otherStudent } = api.as
    own.set(student.id, { day: { tokens: 5000 } })
    await execute(sql`
      insert into generation_budgets (key, spent_tokens)
      values (${`user:${student.id}:day:${new Date().toISOString().slice(0, 10)}`}, 5000)`)
    const { id } = await requestRun(student)
    const paused = await until(student, id, 'paused')
    expect(paused).toMatchObject({ pausedFor: 'budget', pausedUntil: tomorrow(), progress: { generated: 0 } })
    expect(paused.pausedBy).toMatchObject({ scope: 'user', window: 'day', unit: 'tokens', limit: 5000, used: 5000 })
    const { id: other } = await requestRun(otherStudent)
    await until(otherStudent, other, 'completed')

    const store = poolStore(api.payload, settingsOf(api.payload))
    const user = await api.payload.findByID({ collection: 'users', id: student.id ?? 0 })
    const who = { user: { ...user, collection: 'users' as const }, role: 'student' as const }
    const budgets = await readBudgets({ settings: settingsOf(api.payload), store, who })
    expect(budgets).toContainEqual({
      ...{ scope: 'user', window: 'day', opensAt: tomorrow() },
      tokens: { limit: 5000, used: 5000, reserved: 0, left: 0 },
    })
    expect(budgets.map(({ scope, window }) => `${scope} ${window}`)).toEqual([
      'user day',
      'role month',
      'site day',
      'site month',
    ])

    // The day is over.
    await execute(sql`
      with counter as (delete from generation_budgets where key like ${`user:${student.id}:%`})
      update generation_runs set paused_until = now() - interval '1 second' where id = ${id}`)
    expect(await until(student, id, 'completed')).toMatchObject({ pausedBy: null, progress: { generated: 4 } })
  })

  test('that is raised lets his paused runs go on by themselves', async () => {
    const { student } = api.as
    own.set(student.id, { month: { tokens: 10 } })
    const { id } = await requestRun(student)
    const paused = await until(student, id, 'paused')
    // No window is long enough for a call that is more than the whole budget.
    expect(paused).toMatchObject({ pausedUntil: null, pausedBy: { scope: 'user', window: 'month', limit: 10 } })
    own.delete(student.id)
    await until(student, id, 'completed')
    await execute(sql`delete from generation_budgets where key like ${`user:${student.id}:%`}`)
  })

  test('lets a run go on by what is used today, not by what had been when it was paused', async () => {
    const { student } = api.as
    own.set(student.id, { day: { tokens: 10 } })
    const { id } = await requestRun(student)
    const paused = await until(student, id, 'paused')
    expect(paused).toMatchObject({ pausedUntil: null, pausedBy: { scope: 'user', window: 'day', limit: 10 } })
    // It was paused on another day, on which much was used.
    const { key, needed } = paused.pausedBy
    const former = key.replace(/[^:]*$/, '2026-01-01')
    await execute(sql`update generation_budgets set key = ${former}, spent_tokens = ${needed * 9} where key = ${key}`)
    await execute(sql`
      update generation_runs set paused_by = paused_by || jsonb_build_object('key', ${former}::text) where id = ${id}`)
    own.set(student.id, { day: { tokens: needed * 9 } })
    await until(student, id, 'completed')
    await execute(sql`delete from generation_budgets where key like ${`user:${student.id}:%`}`)
  })

  test('is looked up on the connection of the request that resumes a run', async () => {
    const { student } = api.as
    own.set(student.id, { month: { tokens: 10 } })
    const { id } = await requestRun(student)
    await until(student, id, 'paused')
    // Else its sweeps, too, would wait for a connection, and let the run go on by themselves.
    await worker.stop()
    const resume = () => onOneConnection(api.payload, () => student.post(`/generation-runs/${id}/resume`))
    const refused = await resume()
    expect([refused.status, refused.body.errors?.[0].data]).toMatchObject([
      409,
      { code: 'budget_spent', scope: 'user' },
    ])
    own.delete(student.id)
    expect(await resume()).toMatchObject({ status: 200, body: { doc: { status: 'queued' } } })
    await student.post(`/generation-runs/${id}/cancel`)
    await execute(sql`delete from generation_budgets where key like ${`user:${student.id}:%`}`)
  })

  test('counts what was used before there was one', async () => {
    const { editor } = api.as
    own.set(editor.id, {})
    const { id } = await requestRun(editor)
    const { usage } = await until(editor, id, 'completed')
    const used = usage.promptTokens + usage.completionTokens
    own.set(editor.id, { day: { tokens: used + 10 } })
    const next = await requestRun(editor)
    const paused = await until(editor, next.id, 'paused')
    expect(paused.pausedBy).toMatchObject({ scope: 'user', window: 'day', used, limit: used + 10 })
    await editor.post(`/generation-runs/${next.id}/cancel`)
  })
})

test('what is counted has room for all calls at once, and each that waits for others goes on when they have ended', async () => {
  const { admin } = api.as
  await worker.stop()
  worker = api.work({ concurrency: 8 })
  const probe = await requestRun(admin, { ...smallInput, maxTokens: 1 })
  const { pausedBy } = await until(admin, probe.id, 'paused')
  await admin.post(`/generation-runs/${probe.id}/cancel`)
  // Room for one call at a time, and for all that they really take.
  const { id } = await requestRun(admin, { ...smallInput, targetDrillCount: 12, maxTokens: pausedBy.needed * 3 })
  const ended = await until(admin, id, 'completed')
  expect(ended).toMatchObject({ progress: { generated: 12, failed: 0 } })
  const { counters } = await readSpending(api)
  expect(counters.find(({ key }) => key === `run:${id}`)).toMatchObject({ reservedTokens: 0 })
})

test('a run that is deleted takes its budget with it, and the others have what was spent', async () => {
  const { admin } = api.as
  const { id } = await requestRun(admin, { ...smallInput, maxTokens: 900_000 })
  await until(admin, id, 'completed')
  const before = await readSpending(api)
  expect(before.counters.map(({ key }) => key)).toContain(`run:${id}`)
  expect((await admin.delete(`/generation-runs/${id}`)).status).toBe(200)
  const after = await readSpending(api)
  expect(after.counters).toEqual(before.counters.filter(({ key }) => key !== `run:${id}`))
})
