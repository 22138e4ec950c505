import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Worker } from '../../../src/index.js'
import { InvalidOption } from '../../../src/index.js'
import { coursewrightOf } from '../../../src/runs/coursewrightOf.js'
import { RunPaused } from '../../../src/runs/kind/RunPaused.js'
import { expediteTopic } from '../../../src/runs/topics.js'
import { waitFor } from '../../shared/waitFor.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { startTestPayload } from '../helpers/startTestPayload.js'
import { complete, type ModelServer, startModelServer } from '../model/servers/startModelServer.js'
import { control } from '../runs/helpers/control.js'
import { readRun } from '../runs/helpers/readRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { Entries, glossaryKind } from './glossaryKind.js'

let model: ModelServer
let api: Api
let worker: Worker
/** What the kind does when a step is opened. */
let mayBegin: (terms: readonly string[]) => boolean = () => true
/** What it says that an entry is written from. */
let sourceOf: (term: string) => unknown = () => undefined

const terms = ['rook', 'fork', 'pin']
const request = { kind: 'glossary', input: { terms } }
const create = () => api.payload.create({ collection: 'generation-runs', depth: 0, data: request })
const entries = async () =>
  (await api.payload.find({ collection: 'entries', depth: 0, sort: 'provenance.item', draft: true })).docs

beforeAll(async () => {
  model = await startModelServer()
  model.answer((call, response) => {
    const entriesFor = call.message.items.map(({ key }) => ({ key, meaning: `What ${key} means.` }))
    complete(call, response, { content: JSON.stringify({ entries: entriesFor }) })
  })
  api = await startApi({
    kinds: [
      glossaryKind(
        (given) => mayBegin(given),
        (term) => sourceOf(term),
      ),
    ],
    collections: (settings) => [Entries(settings)],
    options: { model: { providers: [{ baseURL: model.baseURL, complex: 'big-1' }] } },
  })
})
afterAll(async () => {
  await api?.stop()
  await model?.stop()
})
beforeEach(() => {
  mayBegin = () => true
  sourceOf = () => undefined
  worker = api.work()
})
afterEach(async () => {
  await worker.stop()
  await api.payload.delete({ collection: 'entries', where: {} })
  await api.payload.delete({ collection: 'generation-runs', where: {} })
})

test('a kind of the host is requested, generated, saved and finished as ours are, without a change to any file', async () => {
  const { status, body } = await api.as.editor.post('/generation-runs?depth=0', request)
  expect({ status, body }).toMatchObject({
    status: 201,
    body: { doc: { kind: 'glossary', progress: { requested: 3 } } },
  })
  const { run, steps } = await runEnded(api, body.doc.id)
  expect(run).toMatchObject({ status: 'completed', facts: { language: 'en' }, gaps: [] })
  expect(steps.map(({ kind, key }) => [kind, key])).toEqual([
    ['part', 'part0'],
    ['part', 'part1'],
    ['finish', null],
  ])
  expect(await entries()).toMatchObject(
    [...terms].sort().map((term) => ({
      ...{
        term,
        meaning: `What ${term} means.`,
        _status: 'draft',
        sourceHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      provenance: { run: run.id, item: term, promptVersion: '1' },
      written: { meaning: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })),
  )
})

test('a kind says what an entry is written from before the model is asked: where that fails, nothing is spent', async () => {
  const before = model.calls().length
  sourceOf = () => {
    throw new Error('The dictionary is away.')
  }
  const { id } = await create()
  const { run, steps } = await runEnded(api, id)
  expect(run.status).toBe('failed')
  expect(steps[0]?.error).toContain('The dictionary is away.')
  expect(model.calls()).toHaveLength(before)
  sourceOf = (term) => ({ kit: { term } })
  await control(api, id, 'retry')
  expect((await runEnded(api, id)).run.status).toBe('completed')
  const hashes = (await entries()).map(({ sourceHashes }) => sourceHashes)
  expect(hashes).toEqual(terms.map(() => ({ kit: expect.stringMatching(/^[0-9a-f]{64}$/) })))
})

test('who may not request a kind is refused at every door, and nothing is stored', async () => {
  const before = await api.traces()
  const allowed = { student: ['drillSeries'], teacher: ['drillSeries', 'lessons', 'course', 'regenerate'] }
  for (const actor of ['student', 'teacher'] as const) {
    const client = api.as[actor]
    const refusal = { code: 'kind_not_allowed', allowed: allowed[actor] }
    for (const path of ['/generation-runs', '/generation-runs/estimate']) {
      const { status, body } = await client.post(path, request)
      expect({ status, data: body.errors?.[0].data }).toEqual({ status: 403, data: refusal })
    }
    const { body } = await client.graphql(
      'mutation ($input: JSON!) { createGenerationRun(data: { kind: "glossary", input: $input }) { id } }',
      { input: request.input },
    )
    expect(body.errors[0].extensions).toMatchObject({ statusCode: 403, data: refusal })
    const user = await api.payload.findByID({ collection: 'users', id: client.id ?? 0 })
    await expect(
      api.payload.create({
        collection: 'generation-runs',
        data: request,
        overrideAccess: false,
        user: { ...user, collection: 'users' },
      }),
    ).rejects.toMatchObject({ status: 403, data: refusal })
    const { body: limits } = await client.get('/generation/limits')
    expect(limits).toMatchObject({ kinds: allowed[actor], drillSeries: { maxBatchSize: 10 } })
    expect(limits).not.toHaveProperty('glossary')
  }
  const { body: limits } = await api.as.admin.get('/generation/limits')
  expect(limits).toMatchObject({
    role: 'admin',
    kinds: ['drillSeries', 'lessons', 'course', 'regenerate', 'glossary'],
    glossary: { maxTerms: 50 },
  })
  expect(await api.traces()).toEqual(before)
})

test('a step that waits for a topic loses no try, and goes on as soon as the topic comes', async () => {
  mayBegin = () => false
  const { id } = await create()
  const waiting = await waitFor('both steps to wait', async () => {
    const { steps } = await readRun(api, id)
    return steps.length === 2 && steps.every(({ status, error }) => status === 'queued' && error) && steps
  })
  for (const step of waiting) {
    expect(step).toMatchObject({ attempts: 0, claims: 0, result: { waitsFor: ['glossary:begin'] } })
    expect(Date.parse(step.runAfter) - Date.now()).toBeGreaterThan(3_000_000)
  }
  mayBegin = () => true
  await expediteTopic({ payload: api.payload } as Parameters<typeof expediteTopic>[0], 'glossary:begin')
  const { run, steps } = await runEnded(api, id)
  expect(run.status).toBe('completed')
  expect(steps.slice(0, 2).map(({ claims }) => claims)).toEqual([1, 1])
})

test('a step that must not spend pauses its run for the budget, and a resumption goes on from there', async () => {
  mayBegin = (given) => {
    if (given.includes('pin')) throw new RunPaused('budget', 'The budget of this month is used up.')
    return true
  }
  const { id } = await create()
  const paused = await waitFor('the run to be paused', async () => {
    const { run, steps } = await readRun(api, id)
    return run.status === 'paused' && run.progress.generated === 2 && { run, steps }
  })
  expect(paused.run).toMatchObject({ pausedFor: 'budget', progress: { generated: 2 } })
  expect(paused.steps[1]).toMatchObject({ status: 'queued', claims: 0, error: 'The budget of this month is used up.' })
  mayBegin = () => true
  await control(api, id, 'resume')
  const { run } = await runEnded(api, id)
  expect(run).toMatchObject({ status: 'completed', pausedFor: null, progress: { generated: 3 } })
})

test('an item that no answer brought is a gap with its name', async () => {
  model.answer((call, response) => {
    const known = call.message.items.filter(({ key }) => key !== 'pin')
    complete(call, response, {
      content: JSON.stringify({ entries: known.map(({ key }) => ({ key, meaning: 'Good.' })) }),
    })
  })
  const { id } = await create()
  const { run } = await runEnded(api, id)
  expect(run).toMatchObject({
    status: 'partial',
    progress: { requested: 3, generated: 2, failed: 1 },
    gaps: [{ step: 1, key: 'pin', reason: 'no meaning came back' }],
  })
})

test('two kinds of one name, or a name that no request could give, stop the boot', async () => {
  const [ours] = coursewrightOf(api.payload).kinds
  const start = (kind: string) => startTestPayload({ kinds: [(settings) => ({ ...glossaryKind()(settings), kind })] })
  await expect(start(ours?.kind ?? '')).rejects.toThrow(InvalidOption)
  await expect(start('no spaces')).rejects.toThrow('is called "no spaces"; use letters')
})
