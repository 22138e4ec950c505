import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { waitFor } from '../../shared/waitFor.js'
import { readRun } from '../runs/helpers/readRun.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { complete, type ModelServer, refuse } from './servers/startModelServer.js'
import { type ServedHost, startServedHost } from './servers/startServedHost.js'

let server: ModelServer
let host: ServedHost
let before = 0

beforeAll(async () => {
  host = await startServedHost({
    provider: { name: 'Sole', apiKey: 'key-of-sole' },
    steps: { attempts: 3, retryDelayMs: 10 },
  })
  server = host.server
})
afterAll(() => host?.stop())
beforeEach(async () => {
  server.answer()
  before = server.calls().length
  await host.payload.delete({ collection: 'generation-breakers', where: { id: { exists: true } } })
})

const breakers = async () => (await host.payload.find({ collection: 'generation-breakers', depth: 0 })).docs

test('when the only account is empty, all steps wait, those too that found out, until somebody tops it up', async () => {
  server.answer((_, response) => refuse(response, 402))
  const { id } = await requestRun(host, { targetDrillCount: 25 })
  const { run, batches, logs } = await waitFor('the steps to wait', async () => {
    const found = await readRun(host, id)
    const waiting = found.batches.filter(({ status, error }) => status === 'queued' && error)
    return waiting.length === 5 && found
  })
  expect(run).toMatchObject({ status: 'running', progress: { generated: 0, failed: 0 } })
  for (const step of batches) {
    expect(step).toMatchObject({ attempts: 0, claims: 0 })
    expect(step.error).toBe(
      'Sole will not be called for 30 minutes: Sole has no credit left (402): top up the account.',
    )
    expect(new Date(step.runAfter).getTime() - Date.now()).toBeGreaterThan(25 * 60_000)
  }
  // What was found out stands in the ledger all the same.
  expect(logs.length).toBeGreaterThan(0)
  expect(logs.map(({ outcome }) => outcome)).toEqual(logs.map(() => 'out-of-credit'))
  expect(run.usage.calls).toBe(logs.length)
  expect(server.calls().length - before).toBe(logs.length)

  server.answer()
  await host.payload.delete({ collection: 'generation-breakers', id: (await breakers())[0]?.id ?? 0 })
  const ended = await runEnded(host, id)
  expect(ended.run).toMatchObject({ status: 'completed', progress: { generated: 25, failed: 0 } })
  expect(ended.batches.map(({ attempts, claims }) => [attempts, claims])).toEqual(ended.batches.map(() => [1, 1]))
})

test('an outage that outlasts more tries than a step has attempts costs it none of them', async () => {
  server.answer((_, response) => refuse(response, 503))
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  // The sixth opening is the fifth failed try.
  await waitFor('the tries to fail', async () => ((await breakers())[0]?.openings ?? 0) >= 6)
  server.answer()
  const { run, batches, logs } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 5, failed: 0 } })
  // One was lost to the calls before the breaker opened, one made the drills.
  expect(batches).toMatchObject([{ attempts: 2, claims: 2 }])
  const failed = logs.filter(({ outcome }) => outcome === 'unavailable')
  expect(failed.length).toBeGreaterThanOrEqual(10)
  expect(logs).toHaveLength(failed.length + 1)
  expect(server.calls().length - before).toBe(logs.length)
  expect(run.usage.calls).toBe(logs.length)
})

test('when the only provider refuses our key, the run ends at once: waiting would not mend it', async () => {
  server.answer((_, response) => refuse(response, 401))
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const { run, batches, logs } = await runEnded(host, id)
  expect(run.status).toBe('failed')
  expect(run.error).toContain('Sole refused our key (401): check its apiKey.')
  expect(batches).toMatchObject([{ attempts: 1, claims: 1 }])
  expect(logs).toMatchObject([{ outcome: 'unauthorized' }])
  const where = { type: { equals: 'alert' }, message: { contains: 'refused our key' } }
  expect((await host.payload.count({ collection: 'generation-logs', where })).totalDocs).toBe(1)
})

test('a batch whose answers are no good comes to an end, though nobody can be asked to mend them', async () => {
  let calls = 0
  server.answer((call, response) => {
    calls += 1
    if (calls % 2 === 1) complete(call, response, { content: '{"drills":[]}' })
    else refuse(response, 402)
  })
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  for (const attempts of [1, 2]) {
    await waitFor('the step to wait', async () => {
      const { batches } = await readRun(host, id)
      return batches[0]?.status === 'queued' && batches[0].attempts === attempts
    })
    await host.payload.delete({ collection: 'generation-breakers', id: (await breakers())[0]?.id ?? 0 })
  }
  const { run, batches, logs } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'failed', progress: { generated: 0, failed: 5 } })
  expect(batches).toMatchObject([{ attempts: 3, claims: 3 }])
  expect(logs.map(({ outcome }) => outcome)).toEqual([1, 2, 3].flatMap(() => ['invalid', 'out-of-credit']))
})
