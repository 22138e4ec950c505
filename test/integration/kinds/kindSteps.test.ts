import type { ServerResponse } from 'node:http'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq } from 'payload'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf, table } from '../../../src/database/adapter.js'
import {
  controlRun,
  expediteTopic,
  RequestError,
  type RunKind,
  RunPaused,
  recordEvent,
  type Settings,
  StepWaits,
  type Worker,
} from '../../../src/index.js'
import { isRecord } from '../../../src/text.js'
import { waitFor } from '../../shared/waitFor.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import {
  complete,
  type ModelCall,
  type ModelServer,
  refuse,
  startModelServer,
} from '../model/servers/startModelServer.js'
import { Gate } from '../runs/helpers/Gate.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { Entries, glossaryKind } from './glossaryKind.js'

let model: ModelServer
let api: Api
let worker: Worker
/** What the kind does otherwise than a glossary. */
let next: RunKind['next']
let resume: RunKind['resume']
let open: (glossary: RunKind) => RunKind['open'] = (glossary) => glossary.open

const kind = (settings: Settings): RunKind => {
  const glossary = glossaryKind()(settings)
  return {
    ...glossary,
    next: (args) => next(args),
    open: (args) => open(glossary)(args),
    resume: async (args) => resume?.(args),
  }
}
/** Explains the items that `known` gives a key for. */
const explain = (call: ModelCall, response: ServerResponse, known: (item: { key: string }) => string | undefined) => {
  const keys = call.message.items.flatMap((item) => known(item) ?? [])
  const entries = keys.map((key) => ({ key, meaning: `What ${key} means.` }))
  complete(call, response, { content: JSON.stringify({ entries }) })
}
const meanings = async () => {
  const { docs } = await api.payload.find({ collection: 'entries', draft: true, pagination: false, sort: 'id' })
  return docs.map(({ term, meaning }) => [term, meaning])
}
const madeBy = { model: 'none', provider: 'nobody' }
const stepOf = (term: string) => ({ key: term, kind: 'part', input: { terms: [term] } })
const eventsOf = async (name: string) => {
  const where = { type: { equals: 'event' } }
  const { docs } = await api.payload.find({ collection: 'generation-logs', where, depth: 0, sort: 'id' })
  return docs.filter(({ facts }) => isRecord(facts) && facts.event === name)
}
const ended = async (terms: readonly string[]) => {
  const data = { kind: 'glossary', input: { terms } }
  const { id } = await api.payload.create({ collection: 'generation-runs', depth: 0, data })
  return runEnded(api, id)
}

beforeAll(async () => {
  model = await startModelServer()
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
  resume = undefined
  model.answer((call, response) => explain(call, response, ({ key }) => key))
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

test('what no answer brought is asked for once in a simpler way, and only when asking as before is over', async () => {
  next = async () => ({ open: [{ key: 'both', kind: 'part', input: { terms: ['rook', 'fork'] } }], isLast: true })
  const simpler: unknown[] = []
  open = (glossary) => async (args) => {
    const opened = await glossary.open(args)
    return {
      ...opened,
      askSimpler: async (keys, problems) => {
        simpler.push({ keys, problems, calls: model.calls().length - before })
        const request = opened.ask?.(keys, problems)
        if (!request) throw new Error('The glossary asks a model.')
        return {
          ...request,
          messages: [{ role: 'user', content: JSON.stringify({ task: 'short', items: [{ key: 'fork' }] }) }],
        }
      },
    }
  }
  const isSimple = ({ message }: ModelCall) => 'task' in message && message.task === 'short'
  model.answer((call, response) =>
    explain(call, response, ({ key }) => (key === 'rook' || isSimple(call) ? key : undefined)),
  )
  const before = model.calls().length
  const { run } = await ended(['rook', 'fork'])
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 2, failed: 0 } })
  // One question and two repairs, which the model layer makes by itself.
  expect(simpler).toEqual([{ keys: ['fork'], problems: [{ key: 'fork', problem: 'no meaning came back' }], calls: 3 }])
  expect(model.calls().slice(before).map(isSimple)).toEqual([false, false, false, true])
})

test('what stands in for items that no answer brought is saved with the others, and what it leaves out is a gap', async () => {
  const terms = ['rook', 'fork', 'pin']
  next = async () => ({ open: [{ key: 'all', kind: 'part', input: { terms } }], isLast: true })
  const asked: unknown[] = []
  open = (glossary) => async (args) => ({
    ...(await glossary.open(args)),
    instead: async (missing) => {
      asked.push(missing)
      return ['fork', 'queen'].map((key) => ({ key, draft: { key, meaning: 'From a book.' }, ...madeBy }))
    },
  })
  model.answer((call, response) => explain(call, response, ({ key }) => (key === 'rook' ? key : undefined)))
  const before = await meanings()
  const { run } = await ended(terms)
  expect(asked).toEqual([
    [
      { key: 'fork', problem: 'no meaning came back' },
      { key: 'pin', problem: 'no meaning came back' },
    ],
  ])
  expect(run).toMatchObject({
    status: 'partial',
    progress: { generated: 2, failed: 1 },
    gaps: [{ key: 'pin', reason: 'no meaning came back' }],
  })
  expect((await meanings()).slice(before.length)).toEqual([
    ['rook', 'What rook means.'],
    ['fork', 'From a book.'],
  ])
})

test('a provider that cannot help leaves nothing to wait for: what stands in is saved at once', async () => {
  open = (glossary) => async (args) => ({
    ...(await glossary.open(args)),
    instead: async (missing) => missing.map(({ key }) => ({ key, draft: { key, meaning: 'From a book.' }, ...madeBy })),
  })
  model.answer((_, response) => refuse(response, 400))
  const { run, steps } = await ended(['rook'])
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 1 } })
  expect(steps[0]).toMatchObject({ status: 'done', attempts: 1 })
})

test('what is refused in the end, and what stands in for it too, is asked for once and then a gap', async () => {
  let replacements = 0
  open = (glossary) => async (args) => ({
    ...(await glossary.open(args)),
    instead: async (missing) => {
      replacements += 1
      return missing.map(({ key }) => ({ key, draft: { key, meaning: 'From a book.' }, ...madeBy }))
    },
    save: async (_, made) => ({ refused: made.map(({ key }) => ({ key, problem: 'it is forbidden' })) }),
  })
  const { run } = await ended(['rook'])
  expect(run).toMatchObject({ status: 'failed', gaps: [{ key: 'rook', reason: 'it is forbidden' }] })
  expect(replacements).toBe(1)
})

test('resuming asks the kind, in its transaction and with who resumes; a run it refuses stays paused', async () => {
  let isApproved = false
  open = (glossary) => async (args) => {
    if (!isApproved) throw new RunPaused('approval', 'Somebody must look at it.')
    return glossary.open(args)
  }
  const resumed: unknown[] = []
  resume = async ({ req, run }) => {
    resumed.push({ run: run.id, user: req.user?.id, isInTransaction: Boolean(await req.transactionID) })
    if (resumed.length === 1) throw new RequestError(409, 'It is not ready.', { code: 'not_ready' })
    isApproved = true
  }
  const data = { kind: 'glossary', input: { terms: ['rook'] } }
  const { id } = await api.payload.create({ collection: 'generation-runs', depth: 0, data })
  const status = async () => (await api.payload.findByID({ collection: 'generation-runs', id })).status
  await waitFor('the run to be paused', async () => (await status()) === 'paused')
  const refused = await api.as.editor.post(`/generation-runs/${id}/resume`)
  expect(refused).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'not_ready' } }] } })
  expect(await status()).toBe('paused')
  await controlRun({ payload: api.payload, run: id, action: 'resume' })
  expect((await runEnded(api, id)).run.status).toBe('completed')
  expect(resumed).toEqual([
    { run: id, user: api.as.editor.id, isInTransaction: true },
    { run: id, user: undefined, isInTransaction: true },
  ])
})

test('an event is a row of the ledger with its run and step; one of a run that is gone stands alone', async () => {
  const { run, steps } = await ended(['rook'])
  const req = await createLocalReq({}, api.payload)
  const event = { message: 'A glossary was found.', facts: { event: 'found', pages: 3 } }
  await recordEvent(req, { run: run.id, step: steps[0]?.id, ...event })
  await recordEvent(req, { run: 1_000_000, step: steps[0]?.id, ...event })
  expect(await eventsOf('found')).toMatchObject([
    { run: run.id, step: steps[0]?.id, level: 'info', ...event },
    { run: null, step: null, level: 'info', ...event },
  ])
})

test('an event of a save is kept with the drafts, and goes with what is undone', async () => {
  let saves = 0
  open = (glossary) => async (args) => {
    const opened = await glossary.open(args)
    const save: typeof opened.save = async (req, made) => {
      saves += 1
      const facts = { event: 'saved', saves }
      await recordEvent(req, { run: args.run.id, step: args.step.id, message: 'It is being saved.', facts })
      if (saves === 1) throw new Error('This save is undone.')
      return opened.save(req, made)
    }
    return { ...opened, save }
  }
  const { run } = await ended(['rook'])
  expect(run.status).toBe('completed')
  expect(await eventsOf('saved')).toMatchObject([{ run: run.id, facts: { saves: 2 } }])
})
