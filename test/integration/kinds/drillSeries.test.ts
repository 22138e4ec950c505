import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashOf } from '../../../src/generators/content/hash.js'
import type { Worker } from '../../../src/index.js'
import { waitFor } from '../../shared/waitFor.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { type ModelServer, startModelServer } from '../model/servers/startModelServer.js'
import { control } from '../runs/helpers/control.js'
import { readRun } from '../runs/helpers/readRun.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'

let model: ModelServer
let api: Api
let worker: Worker

beforeAll(async () => {
  model = await startModelServer()
  api = await startApi({ options: { model: { providers: [{ baseURL: model.baseURL, complex: 'big-1' }] } } })
  await addPositions({ payload: api.payload, counts: { opening: 30, middlegame: 2 } })
})
afterAll(async () => {
  await api?.stop()
  await model?.stop()
})
beforeEach(() => {
  worker = api.work()
})
afterEach(async () => {
  model.answer()
  await worker.stop()
})

const made = async (input: object) => runEnded(api, (await requestRun(api, { targetDrillCount: 2, ...input })).id)
const ordersOf = (drills: Record<string, unknown>[]) => drills.map(({ order }) => order)

test('each drill keeps hashes of what the model wrote and of what it was written from', async () => {
  const { drills } = await made({})
  for (const { written, sourceHash, ...drill } of drills) {
    const { prompt, choices, solution, explanation, hints } = drill
    const fields = { prompt, choices, solution, explanation, hints }
    // As they are read back, with everything Payload and its editor added to them.
    expect(written).toEqual(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, hashOf(value)])))
    expect(sourceHash).toMatch(/^[0-9a-f]{64}$/)
  }
  expect(new Set(drills.map(({ sourceHash }) => sourceHash)).size).toBe(2)
})

test('an answer that was kept is checked against the position as it is when it is saved, and asked for again', async () => {
  // The answer is kept, its drafts cannot be saved: the run waits with it.
  let isBroken = true
  const hooks = api.payload.collections.drills?.config.hooks
  const breakSave = () => {
    if (isBroken) throw new Error('The audit plugin is out of order.')
  }
  hooks?.beforeChange.push(breakSave)
  try {
    const { id } = await requestRun(api, { targetDrillCount: 1 })
    const held = await waitFor('an answer without drafts', async () => {
      const { run, batches } = await readRun(api, id)
      return run.status === 'failed' && batches[0]
    })
    const [answer] = Object.values(held.result.drafts as Record<string, { draft: { solution: string } }>)
    const [item] = held.input.items
    const position = await api.payload.findByID({ collection: 'positions', id: item.position, depth: 0 })
    expect(answer?.draft.solution).toBe(position.solution.best)
    // An editor finds that another move is better.
    const corrected = model.calls().length
    const better = await otherMove(position.notation, position.solution.best)
    await api.payload.update({ collection: 'positions', id: position.id, data: { solution: { best: better } } })
    isBroken = false
    await control(api, id, 'retry')
    const { run, drills } = await runEnded(api, id)
    expect(run.status).toBe('completed')
    expect(drills).toMatchObject([{ solution: better }])
    expect(drills[0]?.choices.filter(({ correct }: { correct: boolean }) => correct)).toMatchObject([{ text: better }])
    expect(model.calls().length, 'it was asked once more, with what was wrong').toBe(corrected + 1)
    expect(model.calls().at(-1)?.message.problems).toMatchObject([
      { key: 'd01', problem: expect.stringContaining(`it must be "${better}"`) },
    ])
  } finally {
    hooks?.beforeChange.splice(hooks.beforeChange.indexOf(breakSave), 1)
  }
})

const otherMove = async (notation: string, best: string): Promise<string> => {
  const { Chess } = await import('chess.js')
  const move = new Chess(notation).moves().find((san) => san !== best)
  if (!move) throw new Error('There is only one move.')
  return move
}

describe('adding to a series', () => {
  test('drills are numbered on, from other positions, with what the series says as defaults', async () => {
    const first = await made({ difficulty: 'intermediate' })
    const { target } = first.run
    const more = await made({ addTo: target.value, phases: undefined })
    expect(more.run).toMatchObject({
      status: 'completed',
      target,
      facts: { offset: 2 },
      input: { difficulty: 'intermediate' },
    })
    expect(ordersOf(more.drills)).toEqual([3, 4])
    const positions = [...first.drills, ...more.drills].map(({ position }) => position)
    expect(new Set(positions).size).toBe(4)
    const { docs } = await api.payload.find({ collection: 'drill-series', where: { id: { equals: target.value } } })
    expect(docs[0]?.drills.docs).toHaveLength(4)
  })

  test('fillTo makes what is missing, counting what runs under way have promised; nothing missing is a run that is done', async () => {
    const { run } = await made({})
    const addTo = run.target.value
    await worker.stop()
    const fill = () => requestRun(api, { addTo, fillTo: 5, targetDrillCount: undefined })
    const [one, two] = await Promise.all([fill(), fill()])
    expect([one.progress.requested, two.progress.requested].sort()).toEqual([0, 3])
    worker = api.work()
    const ended = await Promise.all([one, two].map(({ id }) => runEnded(api, id)))
    expect(ended.map(({ run: { status } }) => status)).toEqual(['completed', 'completed'])
    expect(ended.flatMap(({ drills }) => ordersOf(drills))).toEqual([3, 4, 5])
    expect(ended.find(({ drills }) => drills.length === 0)?.run.notice).toMatch(/nothing is to be made/)
  })

  test('places of a run that has not made all stay its own: a retry fills them', async () => {
    await worker.stop()
    const first = await requestRun(api, { targetDrillCount: 2 })
    await control(api, first.id, 'cancel')
    worker = api.work()
    const more = await made({ addTo: first.target.value })
    await control(api, first.id, 'retry')
    const again = await runEnded(api, first.id)
    expect([...ordersOf(again.drills), ...ordersOf(more.drills)]).toEqual([1, 2, 3, 4])
    const keys = [...again.drills, ...more.drills].map(({ provenance }) => provenance.item)
    expect(new Set(keys).size).toBe(4)
  })

  test('a student adds to no series, nobody to one that does not exist, and both numbers at once are refused', async () => {
    const { run } = await made({})
    await api.payload.update({ collection: 'drill-series', id: run.target.value, data: { _status: 'published' } })
    const ask = async (actor: 'student' | 'teacher', input: object) => {
      const { status, body } = await api.as[actor].post('/generation-runs/estimate', { kind: 'drillSeries', input })
      return [status, body.errors?.[0].data.code]
    }
    expect(await ask('student', { addTo: run.target.value })).toEqual([403, 'add_to_not_allowed'])
    expect(await ask('teacher', { addTo: 999_999 })).toEqual([400, 'unknown_series'])
    expect(await ask('teacher', { addTo: run.target.value, game: 'backgammon' })).toEqual([400, 'series_of_other_game'])
    const { doc } = (await api.as.editor.post('/curricula', { subject: 'Mates', game: 'chess' })).body
    const taught = { subject: 'Mates', game: 'chess', objectives: [{ statement: 'Can mate with two rooks' }] }
    const curriculum = (await api.as.editor.post('/curricula', taught)).body.doc.id
    // Of a series with a curriculum, too: that is its own.
    await api.payload.update({ collection: 'drill-series', id: run.target.value, data: { curriculum: doc.id } })
    expect(await ask('teacher', { addTo: run.target.value, game: 'backgammon' })).toEqual([400, 'series_of_other_game'])
    expect(await ask('student', { curriculum, objectives: ['Can mate with two rooks'] })).toEqual([200, undefined])
    expect(await ask('student', { curriculum, objectives: ['Write about cats'] })).toEqual([400, 'invalid_input'])
    expect(await ask('teacher', { targetDrillCount: 3, fillTo: 5 })).toEqual([400, 'invalid_input'])
    expect(await ask('teacher', { addTo: run.target.value })).toEqual([200, undefined])
  })
})

test('what a short phase cannot give comes from the others, and the run says so', async () => {
  const { run, drills } = await made({ targetDrillCount: 10, phases: ['opening', 'middlegame'] })
  expect(run).toMatchObject({
    status: 'completed',
    notice: expect.stringMatching(/middlegame has 2\): the others give more/),
  })
  const phases = drills.map(({ phase }) => phase)
  expect(phases.filter((phase) => phase === 'middlegame')).toHaveLength(2)
  expect(phases.filter((phase) => phase === 'opening')).toHaveLength(8)
})

test('a batch that is being saved at its first try is not told as tried again', async () => {
  const { id } = await requestRun(api, { targetDrillCount: 2 })
  const { batches } = await runEnded(api, id)
  expect(batches).toMatchObject([{ attempts: 1, claims: 1 }])
})
