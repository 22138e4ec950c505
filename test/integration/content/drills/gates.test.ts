import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import { inTransaction } from '../../../../src/database/transactions.js'
import { findDuplicates, questionBandsField } from '../../../../src/drafts/duplicates.js'
import { finishDrillSeries } from '../../../../src/kinds/drillSeries/finish.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { finishRun } from '../../api/helpers/finishRun.js'
import { requestRun } from '../../api/helpers/requestRun.js'
import { type Api, startApi } from '../../api/helpers/startApi.js'

const opening = 'r1bqkbnr/pppp1ppp/2n5/4p3/4P3/5N2/PPPP1PPP/RNBQKB1R w KQkq - 2 3'
const other = 'rnbqkbnr/pppp1ppp/8/4p3/4P3/8/PPPP1PPP/RNBQKBNR w KQkq - 0 2'

let api: Api
let position: number
let elsewhere: number

beforeAll(async () => {
  api = await startApi()
  const add = async (notation: string, best: string) =>
    (await api.as.editor.post('/positions', { game: 'chess', notation, solution: { best }, phase: 'opening' })).body.doc
      .id
  position = await add(opening, 'Bb5')
  elsewhere = await add(other, 'Nf3')
})
afterAll(() => api?.stop())

const drill = (changes: object = {}) => ({
  prompt: 'White to move. How should he go on against the knight on c6?',
  solution: 'Bb5',
  choices: [
    { text: 'Bb5', correct: true, rationale: 'It puts the knight under pressure.' },
    { text: 'a3', correct: false, rationale: 'It loses a move.' },
    { text: 'h4', correct: false, rationale: 'It weakens the king.' },
  ],
  position,
  ...changes,
})
const saved = async (data: object, draft = true) => {
  const { status, body } = await api.as.editor.post(`/drills?draft=${draft}&depth=0`, {
    ...data,
    _status: draft ? 'draft' : 'published',
  })
  expect(status).toBe(201)
  return body.doc
}

describe('drills', () => {
  test('that ask nearly the same about a position as a published one are flagged, and may be published', async () => {
    const draft = await saved(drill())
    const twin = await saved(drill({ prompt: 'White to move. How should he go on against a knight on c6?' }))
    expect([draft.flags, twin.flags]).toEqual([[], []])
    await api.as.editor.patch(`/drills/${draft.id}`, { _status: 'published' })
    const again = await api.as.editor.patch(`/drills/${twin.id}?draft=true`, { hints: [] })
    expect(again.body.doc).toMatchObject({ flags: ['near-duplicate'], warnings: [] })
    expect((await api.as.editor.patch(`/drills/${twin.id}`, { _status: 'published' })).status).toBe(200)
    // Itself is no duplicate of it.
    expect((await api.as.editor.patch(`/drills/${draft.id}`, { prompt: 'What now?' })).body.doc.flags).toEqual([])
    expect((await saved(drill({ prompt: 'Which move pins nothing, but asks a question?' }))).flags).toEqual([])
    const choices = [
      { text: 'Nf3', correct: true, rationale: 'It attacks.' },
      { text: 'a3', correct: false, rationale: 'It loses a move.' },
    ]
    expect((await saved(drill({ position: elsewhere, solution: 'Nf3', choices }))).flags).toEqual([])
  })

  test('cannot be flagged, nor have flags taken away, by a client', async () => {
    const draft = await saved(drill({ flags: ['key-long'], prompt: 'Who pins whom?' }))
    expect(draft.flags).toEqual([])
    const { body } = await api.as.admin.patch(`/drills/${draft.id}?draft=true`, { flags: ['stem-echo'] })
    expect(body.doc.flags).toEqual([])
  })

  test('of a person warn of a choice without a reason, and are published', async () => {
    const [right, ...wrong] = drill().choices
    const choices = [right, ...wrong.map(({ text, correct }) => ({ text, correct }))]
    const draft = await saved(drill({ prompt: 'What is best?', choices, explanation: undefined }))
    expect(draft.warnings).toEqual(['It is not said why "a3" is wrong.', 'It is not said why "h4" is wrong.'])
    expect(draft.checks).not.toContain('explained')
    expect((await api.as.editor.patch(`/drills/${draft.id}`, { _status: 'published' })).status).toBe(200)
  })
})

describe('a run', () => {
  let run: { id: number; facts: Record<string, unknown> }
  beforeAll(async () => {
    const { id } = await requestRun(api.as.teacher, { targetDrillCount: 2, phases: ['opening'] })
    const { facts } = await finishRun(api, id)
    run = { id, facts }
  })

  test('leaves drills that are explained', async () => {
    const { body } = await api.as.editor.get(`/drills?where[provenance.run][equals]=${run.id}&depth=0`)
    expect(body.docs).toHaveLength(2)
    for (const { checks, flags } of body.docs) {
      expect(checks).toContain('explained')
      expect(flags).toEqual([])
    }
    expect(run.facts).not.toHaveProperty('keys')
  })

  test('says when right choices stand in one place too often, and no more once they do not', async () => {
    const { payload } = api
    const settings = settingsOf(payload)
    const doc = {
      id: run.id,
      input: {},
      requested: 12,
      target: undefined,
      facts: {},
      role: 'system',
      kind: 'drillSeries',
    }
    const finish = (facts = {}) =>
      inTransaction(payload, (req) => finishDrillSeries(settings, { req, run: { ...doc, facts } }))
    for (let made = 0; made < 10; made += 1) await saved(drill({ prompt: `Drill ${made}: what now?` }))
    const db = poolOf(payload)
    await db.execute(sql`update drills set provenance_run_id = ${run.id} where prompt like 'Drill %'`)
    await db.execute(sql`update drills_choices set correct = (_order = 1)`)
    expect(await finish()).toEqual({
      keys: expect.stringMatching(/^Choice 1 of 3 is right in 10 of 10, 1 to 6 are expected; .+\.$/),
    })
    await db.execute(sql`update drills set provenance_run_id = null where prompt like 'Drill %'`)
    expect(await finish()).toBeUndefined()
    expect(await finish({ keys: 'Something.' })).toEqual({ keys: null })
  })

  test('is counted by model and prompt version, for reviewers alone', async () => {
    const before = await api.as.editor.get('/generation/quality')
    expect(before).toMatchObject({
      status: 200,
      body: {
        rows: [
          { collection: 'drills', model: 'offline-demo', promptVersion: 'drills-5', drafts: 2, flagged: 0, flags: {} },
        ],
      },
    })
    const { body } = await api.as.editor.get(`/drills?where[provenance.run][equals]=${run.id}&depth=0`)
    const db = poolOf(api.payload)
    for (const [order, text] of ['key-long', 'near-duplicate'].entries()) {
      await db.execute(
        sql`insert into drills_texts ("order", parent_id, path, text) values (${order + 1}, ${body.docs[0].id}, 'flags', ${text})`,
      )
    }
    expect((await api.as.admin.get('/generation/quality')).body.rows).toEqual([
      {
        collection: 'drills',
        model: 'offline-demo',
        promptVersion: 'drills-5',
        drafts: 2,
        flagged: 1,
        flags: { 'key-long': 1, 'near-duplicate': 1 },
      },
    ])
    expect(await api.as.student.get('/generation/quality')).toMatchObject({
      status: 403,
      body: { errors: [{ data: { code: 'forbidden' } }] },
    })
    expect(await api.as.visitor.get('/generation/quality')).toMatchObject({
      status: 401,
      body: { errors: [{ data: { code: 'unauthorized' } }] },
    })
  })
})

describe('questions of lessons', () => {
  const stem = 'Which piece moves two squares in one direction and one square to the side?'
  const lesson = async (stems: readonly string[], status: 'draft' | 'published', key = 'The knight') =>
    api.payload.create({
      collection: 'lessons',
      draft: status === 'draft',
      data: {
        title: 'Pieces',
        language: 'en',
        _status: status,
        content: [
          {
            blockType: 'questions',
            items: stems.map((text) => ({
              sort: 'single',
              stem: text,
              choices: [
                { text: key, correct: true },
                { text: 'The rook', correct: false },
                { text: 'The queen', correct: false },
              ],
            })),
          },
        ],
      },
    })
  const find = (text: string, more: { run?: number; except?: number[] } = {}) =>
    inTransaction(api.payload, (req) =>
      findDuplicates(req, { collection: 'lessons', texts: [{ key: 'q', text }], ...more }),
    )
  const sideways = 'Which piece moves two squares in one direction and one square sideways? The knight'

  test('are found again among published lessons, by stem and key', async () => {
    const draft = await lesson([stem], 'draft')
    expect(await find(sideways)).toEqual(new Map())
    const { id } = await lesson(['Who castles?', stem], 'published')
    expect(await find(sideways)).toEqual(new Map([['q', { id, similarity: expect.closeTo(14 / 17, 1) }]]))
    expect(await find(`${stem} The knight`)).toEqual(new Map([['q', { id, similarity: 1 }]]))
    expect(await find(sideways, { except: [Number(id)] })).toEqual(new Map())
    expect(await find('Which piece moves along diagonals only? The bishop')).toEqual(new Map())
    expect(await find('')).toEqual(new Map())
    await api.payload.delete({ collection: 'lessons', id })
    // What the same run has made counts before anybody publishes it.
    const { id: run } = await requestRun(api.as.teacher, { targetDrillCount: 1, phases: ['opening'] })
    await poolOf(api.payload).execute(sql`update lessons set provenance_run_id = ${run} where id = ${draft.id}`)
    expect((await find(sideways, { run })).get('q')?.id).toBe(draft.id)
  })

  test('are found as they stand after each edit, and their bands are shown to nobody', async () => {
    const { id } = await lesson(['Who castles with whom at all in this game of kings?'], 'published')
    expect((await find('Who castles with whom at all in this game of kings? The knight')).get('q')?.id).toBe(id)
    await api.payload.update({ collection: 'lessons', id, data: { title: 'Castling' } })
    expect((await find('Who castles with whom at all in this game of kings? The knight')).get('q')?.id).toBe(id)
    await api.payload.update({ collection: 'lessons', id, data: { content: [] } })
    expect(await find('Who castles with whom at all in this game of kings? The knight')).toEqual(new Map())
    const { body } = await api.as.admin.get(`/lessons/${id}`)
    expect(body).not.toHaveProperty(questionBandsField)
  })
})
