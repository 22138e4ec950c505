import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { RunKind, Settings, Worker } from '../../../../src/index.js'
import { checkKitLength, findKit, kitForPrompt, needsSummary } from '../../../../src/kinds/sources/kit.js'
import { kitSection, kitStepInput, kitStepKind, openKitSummary } from '../../../../src/kinds/sources/kitSummary.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { type Api, startApi } from '../../api/helpers/startApi.js'
import { complete, type ModelServer, refuse, startModelServer } from '../../model/servers/startModelServer.js'
import { runEnded } from '../../runs/helpers/runEnded.js'

const input = z.object({ kit: z.union([z.number(), z.string()]) })

/** Writes one text from a kit, as kinds do whose texts rest on one. */
const kind = (settings: Settings): RunKind => ({
  kind: 'kitted',
  roles: ['editor', 'admin'],
  targets: [],
  sections: [kitSection],
  words: { label: 'Text', item: { one: 'text', other: 'texts' } },
  admit: async ({ req, input: given }) => {
    const { kit } = input.parse(given)
    checkKitLength(settings, await findKit(settings, req, kit))
    const estimate = { requested: 1, calls: 2, promptTokens: 100, completionTokens: 50, cost: null, seconds: 1 }
    return {
      input: { kit },
      title: 'Text',
      requested: 1,
      notice: undefined,
      estimate: async () => ({ ...estimate, facts: {}, notice: undefined }),
    }
  },
  prepare: async () => ({}),
  next: async ({ req, run, steps }) => {
    const { kit } = input.parse(run.input)
    const text = { key: 'text', kind: 'text', input: { kit } }
    if (steps.some(({ key, status }) => key === 'kit' && status !== 'done' && status !== 'failed'))
      return { open: [], isLast: false }
    if (steps.length > 0) return { open: [text], isLast: true }
    const isNeeded = await needsSummary(settings, await findKit(settings, req, kit))
    return isNeeded
      ? { open: [{ key: 'kit', kind: kitStepKind, input: { kit } }], isLast: false }
      : { open: [text], isLast: true }
  },
  keysOf: (of) => ('step' in of && of.step.kind === kitStepKind ? [] : ['text']),
  open: async ({ req, step }) => {
    const { kit } = kitStepInput.parse(step.input)
    if (step.kind === kitStepKind) return openKitSummary(settings, { req, step, kit, kind: 'kitted' })
    const content = await kitForPrompt(settings, await findKit(settings, req, kit))
    return {
      keys: ['text'],
      impossible: [],
      ask: () => ({
        messages: [{ role: 'user', content: JSON.stringify({ task: 'text', kit: content, items: [{ key: 'text' }] }) }],
        schemaName: 'texts',
        wireSchema: z.object({ texts: z.array(z.object({ key: z.string() })) }),
        tier: 'complex',
        maxOutputTokens: 100,
      }),
      judge: (_, keys) => ({ good: new Map(keys.map((key) => [key, {}])), problems: [] }),
      save: async () => ({}),
    }
  },
})

let model: ModelServer
let api: Api
let worker: Worker
let kit: number | string
const longText = 'A rook belongs behind a passed pawn, whoever has that pawn. '.repeat(60)
const sources = [
  { title: 'Behind', text: longText, page: 4 },
  { title: 'Active', text: `An active rook is worth a pawn. ${longText}` },
]

beforeAll(async () => {
  model = await startModelServer()
  api = await startApi({
    kinds: [kind],
    options: {
      model: { providers: [{ baseURL: model.baseURL, complex: 'big-1', simple: 'small-1' }] },
      kits: { maxTokens: 500, maxCharacters: 20_000 },
      steps: { retryDelayMs: 10 },
    },
  })
})
afterAll(async () => {
  await api?.stop()
  await model?.stop()
})
beforeEach(async () => {
  kit = (
    await api.payload.create({
      collection: 'kits',
      data: { title: 'Rooks', language: 'en', sources, _status: 'published' },
    })
  ).id
  summarize(() => 'Rooks go behind passed pawns [s1]. Activity is worth a pawn [s2].')
  worker = api.work()
  return () => worker.stop()
})

/** Answers summaries with this, and texts with anything. */
const summarize = (summary: (call: number) => string) => {
  let calls = 0
  model.answer((call, response) => {
    const content =
      'task' in call.message && call.message.task === 'kitSummary'
        ? { summary: summary(calls++) }
        : { texts: [{ key: 'text' }] }
    complete(call, response, { content: JSON.stringify(content) })
  })
}
const run = async () => {
  const data = { kind: 'kitted', input: { kit } }
  const { id } = await api.payload.create({ collection: 'generation-runs', depth: 0, data })
  return (await runEnded(api, id)).run
}
/** What was asked of the model, by task. */
const sent = (task: string) =>
  model
    .calls()
    .map((call) => ({ model: call.body.model, message: z.looseObject({ task: z.string() }).parse(call.message) }))
    .filter(({ message }) => message.task === task)
const sentSince = (task: string, before: number) => sent(task).slice(before)

test('a long kit is summarized once by the simple tier, for all runs; texts are written from the summary', async () => {
  const [summaries, texts] = [sent('kitSummary').length, sent('text').length]
  expect((await run()).status).toBe('completed')
  expect((await run()).status).toBe('completed')
  const [asked, ...more] = sentSince('kitSummary', summaries)
  expect(more).toEqual([])
  expect(asked).toMatchObject({
    model: 'small-1',
    message: { language: 'en', maxWords: 166, sources: [{ key: 's1', text: longText, page: 4 }, { key: 's2' }] },
  })
  const written = sentSince('text', texts)
  expect(written).toHaveLength(2)
  for (const { message } of written) {
    expect(message.kit).toEqual({
      title: 'Rooks',
      language: 'en',
      sources: [
        { key: 's1', title: 'Behind', page: 4 },
        { key: 's2', title: 'Active', page: null },
      ],
      summary: 'Rooks go behind passed pawns [s1]. Activity is worth a pawn [s2].',
    })
  }
  const { summary } = await api.payload.findByID({ collection: 'kits', id: kit })
  expect(summary).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), model: 'small-1' })
})

test('a change of the kit asks for a new summary, and a short kit for none', async () => {
  await run()
  const summaries = sent('kitSummary').length
  await api.payload.update({ collection: 'kits', id: kit, data: { tone: 'warm' } })
  await run()
  expect(sentSince('kitSummary', summaries)).toHaveLength(1)
  const short = [{ title: 'Behind', text: 'Rooks go behind pawns.' }]
  await api.payload.update({ collection: 'kits', id: kit, data: { sources: short } })
  const texts = sent('text').length
  expect((await run()).status).toBe('completed')
  expect(sentSince('kitSummary', summaries)).toHaveLength(1)
  expect(sentSince('text', texts)[0]?.message.kit).toMatchObject({ sources: [{ text: 'Rooks go behind pawns.' }] })
})

test('a kit that is not published counts as it was saved last, with one summary of that; a published one as it is published', async () => {
  const save = (data: object, draft: boolean) => api.payload.update({ collection: 'kits', id: kit, data, draft })
  await save({ _status: 'draft' }, false)
  await save({ tone: 'warm', _status: 'draft' }, true)
  const [summaries, texts] = [sent('kitSummary').length, sent('text').length]
  await run()
  await run()
  expect(sentSince('kitSummary', summaries)).toHaveLength(1)
  expect(sentSince('text', texts).map(({ message }) => message.kit)).toMatchObject([
    { tone: 'warm', summary: expect.anything() },
    { tone: 'warm', summary: expect.anything() },
  ])
  await save({ _status: 'published' }, false)
  await save({ tone: 'cold', _status: 'draft' }, true)
  await run()
  expect(sentSince('text', texts)[2]?.message.kit).toMatchObject({ tone: 'warm' })
})

test('a summary that leaves a source out is asked for again with what was wrong', async () => {
  const summaries = sent('kitSummary').length
  summarize((call) => (call === 0 ? 'Rooks go behind pawns [s1].' : 'Rooks go behind [s1], actively [s2].'))
  expect((await run()).status).toBe('completed')
  const [, again, ...more] = sentSince('kitSummary', summaries)
  expect(more).toEqual([])
  expect(JSON.stringify(again?.message.problems)).toContain('nothing is said of the sources s2')
})

test('without any good summary texts are written from how the sources begin, and the next run asks again', async () => {
  summarize(() => 'No source at all.')
  const texts = sent('text').length
  expect((await run()).status).toBe('completed')
  const summary = sentSince('text', texts)[0]?.message.kit as { summary: string }
  expect(summary.summary).toMatch(/^A rook belongs behind .*… \[s1\]\n\nAn active rook is worth .*… \[s2\]$/s)
  const before = sent('kitSummary').length
  summarize(() => 'Behind [s1]. Active [s2].')
  await run()
  expect(sentSince('kitSummary', before)).toHaveLength(1)
})

test('runs that begin at once make one summary', async () => {
  const summaries = sent('kitSummary').length
  const ended = await Promise.all(Array.from({ length: 6 }, () => run()))
  expect(ended.map(({ status }) => status)).toEqual(Array(6).fill('completed'))
  expect(sentSince('kitSummary', summaries)).toHaveLength(1)
})

test('a kit beyond the limit is refused with the limit, before anything is spent', async () => {
  const text = 'rook '.repeat(5000)
  const long = await api.payload.create({
    collection: 'kits',
    data: { title: 'Long', language: 'en', sources: [{ title: 'A', text }] },
    draft: true,
  })
  const before = model.calls().length
  expect(await api.as.editor.post('/generation-runs', { kind: 'kitted', input: { kit: long.id } })).toMatchObject({
    status: 400,
    body: { errors: [{ data: { code: 'kit_too_long', max: 20_000, option: 'kits.maxCharacters' } }] },
  })
  expect(model.calls().length).toBe(before)
})

test('a kit that is deleted in the middle is a gap with the reason', async () => {
  model.answer((call, response) => {
    void api.payload
      .delete({ collection: 'kits', id: kit })
      .then(() => complete(call, response, { content: JSON.stringify({ summary: 'Behind [s1]. Active [s2].' }) }))
      .catch(() => refuse(response, 500))
  })
  const { gaps } = await run()
  expect(JSON.stringify(gaps)).toContain(`The kit ${kit} does not exist`)
})

test('whoever may not read a kit is told that there is none', async () => {
  const settings = settingsOf(api.payload)
  const user = await api.payload.findByID({ collection: 'users', id: api.as.student.id ?? '' })
  const { createLocalReq } = await import('payload')
  const req = await createLocalReq({ user: { ...user, collection: 'users' } }, api.payload)
  await expect(findKit(settings, req, kit)).rejects.toMatchObject({ status: 400, data: { code: 'unknown_kit' } })
})
