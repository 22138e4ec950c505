import type { ServerResponse } from 'node:http'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { complete, type ModelServer, refuse, startModelServer } from './servers/startModelServer.js'

const names = ['First', 'Second', 'Third'] as const
let servers: ModelServer[]
let host: TestPayload
let worker: ReturnType<TestPayload['work']>

beforeAll(async () => {
  servers = await Promise.all(names.map(startModelServer))
  host = await startTestPayload({
    options: {
      model: {
        providers: servers.map(({ baseURL }, index) => ({
          name: names[index],
          apiKey: `key-of-${index}`,
          baseURL,
          complex: 'big-1',
        })),
        breakerMs: 60_000,
      },
      steps: { attempts: 1 },
      // What the calls of an hour come to is told each minute, and is not what is looked at here.
      maintenance: { crons: { alerts: false } },
    },
  })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
  worker = host.work()
})
afterAll(async () => {
  await worker?.stop()
  await host?.stop()
  await Promise.all(servers.map((server) => server.stop()))
})
beforeEach(async () => {
  for (const server of servers) server.answer()
  await host.payload.delete({ collection: 'generation-logs', where: { type: { equals: 'alert' } } })
})

const alerts = async () => {
  const where = { type: { equals: 'alert' } }
  const { docs } = await host.payload.find({ collection: 'generation-logs', where, depth: 0, sort: 'id' })
  return docs
}
const breakers = async () => (await host.payload.find({ collection: 'generation-breakers', depth: 0 })).docs
const refusing = (status: number, error?: object) => (_: unknown, response: ServerResponse) =>
  refuse(response, status, error)

test('a key that is refused gives one alert, however many calls notice it, and the run goes on elsewhere', async () => {
  servers[0]?.answer(refusing(401))
  const { id } = await requestRun(host, { targetDrillCount: 25 })
  const { run, logs } = await runEnded(host, id)
  expect(run.status).toBe('completed')
  expect(logs.filter(({ outcome }) => outcome === 'unauthorized').length).toBe(5)
  expect(await alerts()).toMatchObject([
    { provider: 'First', model: 'big-1', run: null, message: 'First refused our key (401): check its apiKey.' },
  ])
  // Waiting mends no key.
  expect(await breakers()).toEqual([])
})

test('the same is said again when it is still so after an hour, and of another provider at once', async () => {
  servers[0]?.answer(refusing(401))
  await runEnded(host, (await requestRun(host, { targetDrillCount: 5 })).id)
  await runEnded(host, (await requestRun(host, { targetDrillCount: 5 })).id)
  expect(await alerts()).toHaveLength(1)
  await poolOf(host.payload).execute(sql`update generation_logs set created_at = created_at - interval '61 minutes'`)
  servers[1]?.answer(refusing(403))
  await runEnded(host, (await requestRun(host, { targetDrillCount: 5 })).id)
  expect((await alerts()).map(({ message }) => message)).toEqual([
    'First refused our key (401): check its apiKey.',
    'First refused our key (401): check its apiKey.',
    'Second refused our key (403): check its apiKey.',
  ])
})

test('a model that the provider does not know gives an alert that says what to check', async () => {
  servers[0]?.answer(refusing(404, { code: 'model_not_found', message: 'The model does not exist.' }))
  await runEnded(host, (await requestRun(host)).id)
  expect((await alerts()).map(({ message }) => message)).toEqual([
    `First does not know the model "big-1" (404): check the model's name.`,
  ])
})

test('providers that fail now and then give no alert', async () => {
  let calls = 0
  servers[0]?.answer((call, response) => (++calls % 2 ? refuse(response, 500) : complete(call, response)))
  const { id } = await requestRun(host, { targetDrillCount: 10 })
  expect((await runEnded(host, id)).run.status).toBe('completed')
  expect(await alerts()).toEqual([])
})

// Its breaker stays open, so this comes late.
test('an account without credit is left alone for long, with one alert', async () => {
  servers[0]?.answer(refusing(429, { code: 'insufficient_quota', message: 'You exceeded your current quota.' }))
  const before = servers[0]?.calls().length ?? 0
  const { id } = await requestRun(host, { targetDrillCount: 25 })
  const { run, logs } = await runEnded(host, id)
  expect(run.status).toBe('completed')
  const noticed = logs.filter(({ outcome }) => outcome === 'out-of-credit').length
  expect(noticed).toBeGreaterThanOrEqual(1)
  expect((servers[0]?.calls().length ?? 0) - before).toBe(noticed)
  const [alert, ...more] = await waitFor('the alert', async () => (await alerts()).length > 0 && alerts())
  expect(more).toEqual([])
  expect(alert).toMatchObject({
    provider: 'First',
    message: 'First (big-1) will not be called for 30 minutes: First has no credit left (429): top up the account.',
  })
  expect(await breakers()).toMatchObject([{ provider: 'First', openings: 1 }])

  await runEnded(host, (await requestRun(host)).id)
  expect(await alerts()).toHaveLength(1)
  expect((servers[0]?.calls().length ?? 0) - before).toBe(noticed)
})

test('a provider that fails again and again is left alone, with one alert', async () => {
  servers[1]?.answer(refusing(503))
  const { id } = await requestRun(host, { targetDrillCount: 25 })
  expect((await runEnded(host, id)).run.status).toBe('completed')
  const [alert, ...more] = await waitFor('the alert', async () => (await alerts()).length > 0 && alerts())
  expect(more).toEqual([])
  expect(alert?.message).toBe('Second (big-1) will not be called for 60 seconds: Second failed (503).')
})
