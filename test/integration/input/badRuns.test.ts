import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishRun } from '../api/helpers/finishRun.js'
import { smallInput } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

let api: Api
let backgammonCurriculum: number

const large = 'x'.repeat(5 * 1024 * 1024)

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
  const { body } = await api.as.editor.post('/curricula', { subject: 'Openings', game: 'backgammon' })
  backgammonCurriculum = body.doc.id
})
afterAll(() => api?.stop())

/** Posts a run, expects it to be refused, and to have left nothing. */
const refuse = async (body: unknown, actor: 'student' | 'teacher' = 'teacher') => {
  const before = await api.traces()
  const answer = await api.as[actor].post('/generation-runs', body)
  expect(await api.traces()).toEqual(before)
  const [error] = answer.body.errors ?? []
  expect(error?.message.length).toBeLessThan(2000)
  return { status: answer.status, message: error?.message, data: error?.data }
}

const badInputs: [string, unknown, string, string][] = [
  ['an unknown phase', { phases: ['opening', 'bearoff'] }, 'unknown_phase', 'opening, middlegame, endgame'],
  ['no phase', { phases: [] }, 'invalid_input', 'phases'],
  ['phases as text', { phases: 'opening' }, 'invalid_input', 'phases'],
  ['phases that are no text', { phases: [null, 5] }, 'invalid_input', 'phases'],
  ['a target of 0', { targetDrillCount: 0 }, 'invalid_input', 'targetDrillCount'],
  ['a target of -1', { targetDrillCount: -1 }, 'invalid_input', 'targetDrillCount'],
  ['a target of 1e9', { targetDrillCount: 1e9, phases: ['opening'] }, 'too_many_drills', 'at most 25, 25 per phase'],
  ['a target of 1e300', { targetDrillCount: 1e300 }, 'invalid_input', 'targetDrillCount'],
  ['a target of "abc"', { targetDrillCount: 'abc' }, 'invalid_input', 'targetDrillCount'],
  ['a target of "5"', { targetDrillCount: '5' }, 'invalid_input', 'targetDrillCount'],
  ['a target of 1.5', { targetDrillCount: 1.5 }, 'invalid_input', 'targetDrillCount'],
  ['a target of null', { targetDrillCount: null }, 'invalid_input', 'targetDrillCount'],
  ['a target that is a list', { targetDrillCount: [5] }, 'invalid_input', 'targetDrillCount'],
  ['a batchSize of 0', { batchSize: 0 }, 'invalid_input', 'batchSize'],
  ['a batchSize of 11', { batchSize: 11 }, 'invalid_input', 'batchSize'],
  ['a missing curriculum', { curriculum: 999_999 }, 'unknown_curriculum', '999999'],
  ['a curriculum id that is none', { curriculum: 'abc' }, 'unknown_curriculum', 'abc'],
  ['a curriculum id like 1e3', { curriculum: '1e3' }, 'unknown_curriculum', '1e3'],
  ['a curriculum id of NUL', { curriculum: '\u0000' }, 'nul_character', 'input.curriculum'],
  ['a curriculum id of 1.5', { curriculum: 1.5 }, 'invalid_input', 'curriculum'],
  ['a curriculum that is an object', { curriculum: { id: 1 } }, 'invalid_input', 'curriculum'],
  ['a curriculum that is a list', { curriculum: [1] }, 'invalid_input', 'curriculum'],
  ['a missing profile', { profile: 999_999 }, 'unknown_profile', '999999'],
  ['a profile that is an object', { profile: {} }, 'invalid_input', 'profile'],
  ['an unknown game', { game: 'go' }, 'invalid_input', 'game'],
  ['a game of null', { game: null }, 'invalid_input', 'game'],
  ['an unknown difficulty', { difficulty: 'hard' }, 'invalid_input', 'difficulty'],
  ['a seed of -1', { seed: -1 }, 'invalid_input', 'seed'],
  ['an unknown key', { target: 5 }, 'invalid_input', 'target'],
  ['no positions', { phases: ['middlegame'] }, 'no_positions', 'import some first'],
  ['no positions of a difficulty', { difficulty: 'advanced' }, 'no_positions', 'at difficulty advanced'],
  ['no positions of a game', { game: 'backgammon' }, 'no_positions', 'Backgammon'],
  ['more drills than a phase may give', { targetDrillCount: 26, phases: ['opening'] }, 'too_many_drills', '26 drills'],
  ['a text', 'opening', 'invalid_input', 'input'],
  ['a number', 5, 'invalid_input', 'input'],
  ['a list', [], 'invalid_input', 'input'],
  ['null', null, 'invalid_input', 'input'],
  ['nothing', undefined, 'invalid_input', 'input'],
  ['5 MB of phase', { phases: [large] }, 'invalid_input', 'phases'],
  ['5 MB of curriculum', { curriculum: large }, 'invalid_input', 'curriculum'],
  ['5 MB of game', { game: large }, 'invalid_input', 'game'],
  ['a key of 5 MB', { [large]: 1 }, 'invalid_input', 'input'],
  ['NUL in a phase', { phases: ['open\u0000ing'] }, 'nul_character', 'input.phases.0'],
]

test.each(badInputs)('an input with %s is refused', async (_, input, code, part) => {
  expect(await refuse({ kind: 'drillSeries', input })).toMatchObject({
    status: 400,
    message: expect.stringContaining(part),
    data: { code },
  })
})

test('too many drills names the numbers and the option', async () => {
  expect(
    await refuse({ kind: 'drillSeries', input: { targetDrillCount: 51, phases: ['opening', 'endgame'] } }),
  ).toEqual({
    status: 400,
    message: '51 drills are more than 2 phases can give: at most 50, 25 per phase.',
    data: { code: 'too_many_drills', targetDrillCount: 51, max: 50, option: 'drillSeries.maxPositionsPerPhase' },
  })
})

test('a curriculum of another game is refused', async () => {
  const input = { ...smallInput, game: 'chess', curriculum: backgammonCurriculum }
  expect(await refuse({ kind: 'drillSeries', input })).toMatchObject({
    status: 400,
    data: { code: 'curriculum_of_other_game', game: 'chess', curriculumGame: 'backgammon' },
  })
})

test.each([
  ['an unknown kind', { kind: 'poem', input: smallInput }, 'unknown_kind'],
  ['a kind of 5 MB', { kind: large, input: smallInput }, 'unknown_kind'],
  ['a kind that is an object', { kind: {}, input: smallInput }, 'unknown_kind'],
  ['a kind of null', { kind: null, input: smallInput }, 'unknown_kind'],
  ['a priority of 11', { input: smallInput, priority: 11 }, 'invalid_priority'],
  ['a priority of "high"', { input: smallInput, priority: 'high' }, 'invalid_priority'],
  ['a key that is a number', { input: smallInput, idempotencyKey: 5 }, 'invalid_idempotency_key'],
  ['a key of 5 MB', { input: smallInput, idempotencyKey: large }, 'invalid_idempotency_key'],
  ['a key with NUL', { input: smallInput, idempotencyKey: 'a\u0000' }, 'nul_character'],
])('a request with %s is refused', async (_, body, code) => {
  expect(await refuse(body)).toMatchObject({ status: 400, data: { code } })
})

test.each(['{', '{"kind":', 'kind=drillSeries', 'null', '[]', '5', '"text"', '{}', ''])(
  'the body %j is refused',
  async (body) => {
    expect(await refuse(body)).toMatchObject({ status: 400, message: expect.any(String) })
  },
)

test('a student cannot set a priority', async () => {
  expect(await refuse({ kind: 'drillSeries', input: smallInput, priority: 1 }, 'student')).toMatchObject({
    status: 403,
    data: { code: 'priority_not_allowed' },
  })
})

test('fewer positions than drills: it is said before starting, and the possible is made', async () => {
  const input = { targetDrillCount: 20, phases: ['opening', 'endgame'], batchSize: 10, seed: 1 }
  const notice = '20 drills were requested, 12 are possible'
  const estimate = await api.as.student.post('/generation-runs/estimate', { kind: 'drillSeries', input })
  expect(estimate.body).toMatchObject({ estimate: { requested: 12, notice: expect.stringContaining(notice) } })
  const { status, body } = await api.as.student.post('/generation-runs', { kind: 'drillSeries', input })
  expect({ status, body }).toMatchObject({
    status: 201,
    body: { doc: { notice: expect.stringContaining(notice), progress: { requested: 12 } } },
  })
  expect(await finishRun(api, body.doc.id)).toMatchObject({
    status: 'completed',
    progress: { generated: 12, failed: 0 },
  })
})
