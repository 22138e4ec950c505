import { PassThrough } from 'node:stream'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Where } from 'payload'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { waitFor } from '../../shared/waitFor.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { drillsFor, type ModelServer, refuse, startModelServer, usage } from './servers/startModelServer.js'

/** One that looks like a key, and one that nobody would take for one. */
const keys = ['sk-proj-Kestrel0123456789abcdef', 'heron.heron.heron']
const secret = new RegExp(keys.map((key) => key.replaceAll('.', '\\.')).join('|'))

let servers: ModelServer[]
let api: Api
let worker: ReturnType<Api['work']>
let written = ''

beforeAll(async () => {
  servers = await Promise.all(keys.map(startModelServer))
  const destination = new PassThrough()
  destination.on('data', (part) => {
    written += part
  })
  api = await startApi({
    config: { logger: { options: { level: 'trace' }, destination } },
    options: {
      model: {
        providers: servers.map(({ baseURL }, index) => ({
          name: `Provider ${index}`,
          apiKey: keys[index],
          baseURL,
          complex: `big-${index}`,
        })),
        breakerMs: 60_000,
        logBodies: true,
      },
    },
  })
  await addPositions({ payload: api.payload, counts: { opening: 25 } })
  worker = api.work()
})
afterAll(async () => {
  await worker?.stop()
  await api?.stop()
  await Promise.all(servers.map((server) => server.stop()))
})
beforeEach(() => {
  for (const server of servers) server.answer()
})

/** Every row of every table, as the database has it. */
const everyRow = async (): Promise<string> => {
  const db = poolOf(api.payload)
  const { rows } = await db.execute(sql`select tablename from pg_tables where schemaname = 'public'`)
  const tables = rows.map(({ tablename }) => String(tablename))
  expect(tables).toEqual(
    expect.arrayContaining(['generation_runs', 'generation_steps', 'generation_logs', 'generation_breakers', 'drills']),
  )
  const texts = await Promise.all(
    tables.map(async (name) => {
      const { rows: found } = await db.execute(sql`select to_jsonb(t)::text as row from ${sql.identifier(name)} t`)
      return found.map(({ row }) => row).join('\n')
    }),
  )
  return texts.join('\n')
}
/** Everything an admin can read over HTTP, events of the ended run among them. */
const everyAnswer = async (run: number | string): Promise<string> => {
  const collections = ['generation-runs', 'generation-steps', 'generation-logs', 'generation-breakers', 'drills']
  const answers = await Promise.all([
    ...collections.map((slug) => api.as.admin.get(`/${slug}?limit=500&depth=2`)),
    api.as.admin.get('/generation/health'),
    api.as.admin.get('/generation/limits'),
    api.as.admin.post('/generation-runs/estimate', { kind: 'drillSeries', input: { targetDrillCount: 5 } }),
    api.as.admin.graphql(
      `{ GenerationLogs(limit: 500) { docs { message provider model requestBody answerBody requestId } }
         GenerationRuns(limit: 500) { docs { error gaps usage { byModel } } }
         GenerationBreakers(limit: 500) { docs { provider reason key } } }`,
    ),
  ])
  for (const { body } of answers) expect(body.errors).toBeUndefined()
  const events = await (await api.as.admin.request(`/generation-runs/${run}/events`)).text()
  expect(events).toContain('event: run')
  return JSON.stringify([answers.map(({ body, headers }) => [body, [...headers]]), events])
}
const checkNothingLeaks = async (run: number | string): Promise<void> => {
  for (const text of [await everyRow(), await everyAnswer(run), written]) {
    expect(text.length).toBeGreaterThan(1000)
    expect(secret.exec(text)?.[0]).toBeUndefined()
  }
}

test('the keys reach the providers', async () => {
  servers[0]?.answer((_, response) => refuse(response, 400))
  await runEnded(api, (await requestRun(api, { targetDrillCount: 5 })).id)
  expect(servers.map((server) => server.calls()[0]?.headers.authorization)).toEqual(keys.map((key) => `Bearer ${key}`))
})

test.each([400, 401, 402, 429, 500])(
  'a provider that quotes our key in an answer of %i tells nobody',
  async (status) => {
    for (const [index, server] of servers.entries()) {
      server.answer((call, response) => {
        const quote = `Incorrect API key provided: ${call.headers.authorization}. You sent ${keys[index]}.`
        const headers = { 'x-request-id': `for ${call.headers.authorization}`, 'x-debug': keys[index] ?? '' }
        refuse(response, status, { message: quote, code: 'invalid', param: keys[index], type: quote }, headers)
      })
    }
    const { id } = await requestRun(api, { targetDrillCount: 5 })
    await waitFor('calls in the ledger, and a step that tells of them', async () => {
      const where = { run: { equals: id } }
      const { totalDocs } = await api.payload.count({ collection: 'generation-logs', where })
      const step = await api.payload.find({ collection: 'generation-steps', where, depth: 0 })
      return totalDocs > 0 && step.docs.some(({ error }) => error)
    })
    await api.as.admin.post(`/generation-runs/${id}/cancel`)
    // A call under way stands as lost from then on, until its worker tells how it ended.
    await waitFor('the end of every call', async () => {
      const where: Where = { run: { equals: id }, outcome: { equals: 'lost' } }
      return (await api.payload.count({ collection: 'generation-logs', where })).totalDocs === 0
    })
    await checkNothingLeaks(id)
    // Cancelling stops a call that has not been answered yet.
    const where: Where = { run: { equals: id }, type: { equals: 'attempt' }, outcome: { not_equals: 'aborted' } }
    const { docs: logs } = await api.payload.find({ collection: 'generation-logs', where, depth: 0 })
    expect(logs.length).toBeGreaterThan(0)
    expect(logs.map(({ requestId }) => requestId)).toEqual(logs.map(() => 'for Bearer [redacted]'))
    await api.payload.delete({ collection: 'generation-breakers', where: { id: { exists: true } } })
  },
)

test('with bodies switched on they are kept without keys, for admins only', async () => {
  servers[0]?.answer((call, response) => {
    const { drills } = drillsFor(call)
    const content = JSON.stringify({ note: `Bearer ${keys[0]} of anna@example.org`, drills })
    const echo = `proxy of ${call.headers.authorization}`
    response.writeHead(200, { 'content-type': 'application/json', 'x-request-id': echo })
    response.end(JSON.stringify({ model: echo, choices: [{ message: { content }, finish_reason: 'stop' }], usage }))
  })
  const { id, drills } = await waitFor('the first provider to be asked again', async () => {
    const { id } = await requestRun(api, { targetDrillCount: 5 })
    const { logs, drills } = await runEnded(api, id)
    return logs.some(({ provider, outcome }) => provider === 'Provider 0' && outcome === 'ok') && { id, drills }
  })
  await checkNothingLeaks(id)
  // A proxy that echoes our request in its own names is heard, without our key.
  for (const { provenance } of drills) expect(provenance?.model).toBe('proxy of Bearer [redacted]')
  const path = '/generation-logs?limit=500&depth=0&where[outcome][equals]=ok&where[provider][equals]=Provider 0'
  const [log] = (await api.as.admin.get(path)).body.docs
  expect(log.requestBody).toContain('\\"task\\":\\"drills\\"')
  expect(log.answerBody).toContain('Bearer [redacted] of [redacted]')
  expect(log.answerBody).toContain('"drills"')
  for (const actor of ['teacher', 'editor'] as const) {
    const { body } = await api.as[actor].get(path)
    expect(body.docs.length).toBeGreaterThan(0)
    expect(Object.keys(body.docs[0])).toContain('promptTokens')
    expect(JSON.stringify(body)).not.toMatch(/requestBody|answerBody/)
  }
  expect((await api.as.student.get(path)).status).toBe(403)
})
