import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf, table } from '../../../src/database/adapter.js'
import { expediteTopic, type RunKind, type Settings, StepWaits, type Worker } from '../../../src/index.js'
import { waitFor } from '../../waitFor.js'
import { type Api, startApi } from '../api/startApi.js'
import { complete, type ModelServer, startModelServer } from '../model/startModelServer.js'
import { Gate } from '../runs/Gate.js'
import { runEnded } from '../runs/runEnded.js'
import { Entries, glossaryKind } from './glossaryKind.js'

let model: ModelServer
let api: Api
let worker: Worker
/** What the kind does otherwise than a glossary. */
let next: RunKind['next']
let open: (glossary: RunKind) => RunKind['open'] = (glossary) => glossary.open

const kind = (settings: Settings): RunKind => {
  const glossary = glossaryKind()(settings)
  return { ...glossary, next: (args) => next(args), open: (args) => open(glossary)(args) }
}
const stepOf = (term: string) => ({ key: term, kind: 'part', input: { terms: [term] } })
const ended = async (terms: readonly string[]) => {
  const data = { kind: 'glossary', input: { terms } }
  const { id } = await api.payload.create({ collection: 'generation-runs', depth: 0, data })
  return runEnded(api, id)
}

beforeAll(async () => {
  model = await startModelServer()
  model.answer((call, response) => {
    const entries = call.message.items.map(({ key }) => ({ key, meaning: `What ${key} means.` }))
    complete(call, response, { content: JSON.stringify({ entries }) })
  })
  api = await startApi({
    kinds: [kind],
    collections: (settings) => [Entries(settings)],
    options: {
      model: { providers: [{ baseURL: model.baseURL, complex: 'big-1' }] },
      steps: { retryDelayMs: 10 },
    },
  })
})
afterAll(async () => {
  await api?.stop()
  await model?.stop()
})
beforeEach(() => {
  next = async () => ({ open: [stepOf('rook')], isLast: true })
  open = (glossary) => glossary.open
  worker = api.work()
})
afterEach(() => worker.stop())

test('what a kind opens after it swallowed an error that undid the transaction is not written on its own', async () => {
  const seen: string[][] = []
  next = async ({ req, steps }) => {
    seen.push(steps.map(({ key }) => key))
    if (steps.length === 0) return { open: [stepOf('rook')], isLast: false }
    // Payload rolls the whole transaction back.
    const isFirst = seen.length === 2
    if (isFirst) await req.payload.create({ collection: 'generation-runs', data: {}, req }).catch(() => undefined)
    return { open: [stepOf('fork')], isLast: true }
  }
  const { run, steps } = await ended(['rook', 'fork'])
  expect(seen).toEqual([[], ['rook'], ['rook']])
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 2 } })
  expect(steps.map(({ key }) => key)).toEqual(['rook', 'fork', null])
})

test('a kind is asked what comes next with the facts of every step that has ended, whichever began first', async () => {
  const bothBegan = new Gate()
  bothBegan.close()
  const told: object[] = []
  next = async ({ run, steps }) => {
    if (steps.some(({ status }) => status === 'done')) told.push(run.facts)
    return { open: [stepOf('rook'), stepOf('fork')], isLast: false }
  }
  open = (glossary) => async (args) => {
    const opened = await glossary.open(args)
    if (bothBegan.arrivals === 1) bothBegan.open()
    await bothBegan.pass()
    const save: typeof opened.save = async (req, made) => ({
      ...(await opened.save(req, made)),
      facts: { [args.step.key]: true },
    })
    return { ...opened, save }
  }
  await ended(['rook', 'fork'])
  expect(told).toMatchObject([{}, { language: 'en', rook: true, fork: true }])
})

test('a kind that refuses what it was not given to save breaks its step off, and the run ends', async () => {
  let saves = 0
  open = (glossary) => async (args) => ({
    ...(await glossary.open(args)),
    save: async () => {
      saves += 1
      return { refused: [{ key: 'queen', problem: 'there is none' }] }
    },
  })
  const { run } = await ended(['rook'])
  expect(run.status).toBe('failed')
  expect(run.error).toContain('The kind refused "queen", which it was not given to save: there is none')
  expect(saves).toBeLessThan(20)
})

test('items that a step makes without a model count as made', async () => {
  const before = model.calls().length
  open = () => async () => ({
    keys: ['rook', 'fork'],
    impossible: [{ key: 'fork', problem: 'nobody knows it' }],
    judge: () => ({ good: new Map(), problems: [] }),
    save: async () => ({}),
  })
  const { run } = await ended(['rook', 'fork'])
  expect(run).toMatchObject({
    status: 'partial',
    progress: { requested: 2, generated: 1, failed: 1 },
    gaps: [{ key: 'fork', reason: 'nobody knows it' }],
  })
  expect(model.calls().length).toBe(before)
})

test('a step that ends what others wait for keeps the rows of these free until it has its run', async () => {
  const steps = table(api.payload, 'generation-steps')
  next = async () => ({ open: [stepOf('rook'), stepOf('fork')], isLast: true })
  let hasCome = false
  let locked: unknown[] = []
  open = (glossary) => async (args) => {
    if (args.step.key === 'fork') {
      if (!hasCome) throw new StepWaits('rook', 'It waits for the rook.', 3_600_000)
      return glossary.open(args)
    }
    await waitFor('the other step to wait', async () => (await waiting()).length === 1)
    const opened = await glossary.open(args)
    const save: typeof opened.save = async (req, made) => {
      const saved = await opened.save(req, made)
      hasCome = true
      await expediteTopic(req, 'rook')
      const lock = sql`select id from ${steps} where status = 'queued' for no key update skip locked`
      locked = (await poolOf(api.payload).execute(lock)).rows
      return saved
    }
    return { ...opened, save }
  }
  const waiting = async () =>
    (await poolOf(api.payload).execute(sql`select 1 from ${steps} where status = 'queued' and result ? 'waitsFor'`))
      .rows
  const { run } = await ended(['rook', 'fork'])
  expect(run.status).toBe('completed')
  expect(locked, 'the waiting step, which nobody held').toHaveLength(1)
})
