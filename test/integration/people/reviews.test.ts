import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { inTransaction } from '../../../src/database/transactions.js'
import { addMissingReviews } from '../../../src/drafts/missingReviews.js'
import { rewriteDraft } from '../../../src/drafts/rewriteDraft.js'
import { markdownToRichText } from '../../../src/generators/richText.js'
import { coursewrightOf } from '../../../src/runs/coursewrightOf.js'
import { finishRun } from '../api/helpers/finishRun.js'
import { requestRun, smallInput } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

let api: Api
let run: number
let drills: { id: number; prompt: string; [field: string]: unknown }[]

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 8, endgame: 8 } })
  run = (await requestRun(api.as.editor, { ...smallInput, targetDrillCount: 8 })).id
  await finishRun(api, run)
  const { docs } = await api.payload.find({
    collection: 'drills',
    where: { 'provenance.run': { equals: run } },
    ...{ draft: true, depth: 0, sort: 'id' },
  })
  drills = docs as unknown as typeof drills
})
afterAll(() => api?.stop())

const drill = (index: number) => {
  const found = drills[index]
  if (!found) throw new Error(`The run made no drill ${index}.`)
  return found
}

const reviewOf = async (id: number, collection = 'drills') => {
  const { body } = await api.as.editor.get(`/reviews?where[documentKey][equals]=${collection}:${id}&depth=0`)
  expect(body.totalDocs).toBe(1)
  return body.docs[0]
}

const decide = async (decisions: object[], as = api.as.editor) => as.post('/reviews/decide', decisions)

describe('a generated draft', () => {
  test('has one review row that waits, with its run, its requester and what it is', async () => {
    const review = await reviewOf(drill(0).id)
    expect(review).toMatchObject({
      ...{ kind: 'drill', state: 'waiting', run, document: { relationTo: 'drills', value: drill(0).id } },
      title: drill(0).prompt.slice(0, 200),
    })
    expect(review.requester).toBeTruthy()
    expect(review.score).toBeGreaterThan(0.5)
    expect(review.flags ?? []).toEqual(drill(0).flags ?? [])
    const { body } = await api.as.editor.get('/reviews?limit=0')
    expect(body.totalDocs).toBe(drills.length)
  })

  test('says that it was generated until a person approves it with the document open', async () => {
    expect(drill(1).aiDisclosure).toBe('ai-generated')
    const { id } = await reviewOf(drill(1).id)
    const { status, body } = await decide([{ id, decision: 'approved', how: 'opened' }])
    expect(status).toBe(200)
    expect(body.results).toEqual([{ id, isDecided: true, state: 'approved' }])
    const { body: decided } = await api.as.editor.get(`/drills/${drill(1).id}?draft=true&depth=0`)
    expect(decided.aiDisclosure).toBe('ai-assisted')
  })

  test('waits again when it says something else than what was approved', async () => {
    const one = drill(2)
    const { id } = await reviewOf(one.id)
    await decide([{ id, decision: 'approved' }])
    expect((await reviewOf(one.id)).state).toBe('approved')
    await api.as.editor.patch(`/drills/${one.id}?draft=true`, { prompt: 'Find the move.', _status: 'draft' })
    expect((await reviewOf(one.id)).state).toBe('waiting')
  })

  test('stays approved when somebody saves nothing new, whatever of it the request asks to be answered', async () => {
    const one = drill(6)
    const { id } = await reviewOf(one.id)
    await decide([{ id, decision: 'approved' }])
    const same = { prompt: one.prompt, _status: 'draft' }
    await api.as.editor.patch(`/drills/${one.id}?draft=true&select[principle]=true`, same)
    await api.as.editor.patch(`/drills/${one.id}?draft=true&select[written]=true&select[provenance]=true`, same)
    expect((await reviewOf(one.id)).state).toBe('approved')
    await api.as.editor.patch(`/drills/${one.id}?draft=true&select[principle]=true`, {
      ...same,
      prompt: 'Another one.',
    })
    expect((await reviewOf(one.id)).state).toBe('waiting')
  })

  test('is decided on with its board: another position is a change like any other', async () => {
    const { id, position } = drill(6)
    const { id: review } = await reviewOf(id)
    await decide([{ id: review, decision: 'waiting', state: (await reviewOf(id)).state }])
    const { body: seen } = await api.as.editor.get(`/reviews/${review}/draft`)
    const others = await api.as.editor.get(`/positions?where[id][not_equals]=${position}&depth=0`)
    const moveTo = (to: unknown) => api.as.editor.patch(`/drills/${id}?draft=true`, { position: to, _status: 'draft' })
    const [first, second] = others.body.docs
    await moveTo(first.id)
    const approved = { id: review, decision: 'approved' }
    const stale = await decide([{ ...approved, publish: true, hash: seen.document.hash }])
    expect(stale.body.results[0]).toMatchObject({ isDecided: false, error: { data: { code: 'changed_since' } } })
    const { body: changes } = await api.as.editor.get(`/reviews/${review}/changes?against=previous`)
    expect(changes.changes).toEqual([{ part: 'notation', before: drill(6).notation, now: first.notation }])
    await decide([approved])
    await moveTo(first.id)
    expect((await reviewOf(id)).state).toBe('approved')
    await moveTo(second.id)
    expect((await reviewOf(id)).state).toBe('waiting')
  })

  test('is approved by whoever publishes it, by whatever door', async () => {
    const one = drill(3)
    await api.as.teacher.patch(`/drills/${one.id}`, { _status: 'published' })
    expect(await reviewOf(one.id)).toMatchObject({ state: 'approved', how: 'opened' })
  })

  test('that many are published of at once is approved unopened, and says that it was generated', async () => {
    const one = drill(4)
    await api.as.teacher.patch(`/drills?where[id][equals]=${one.id}`, { _status: 'published' })
    expect(await reviewOf(one.id)).toMatchObject({ state: 'approved', how: 'bulk' })
    const { body } = await api.as.student.get(`/drills/${one.id}?depth=0`)
    expect(body.aiDisclosure).toBe('ai-generated')
  })

  test('is not decided on when it has changed since it was looked at, nor twice', async () => {
    const one = drill(5)
    const { id } = await reviewOf(one.id)
    const stale = await decide([{ id, decision: 'approved', hash: 'a'.repeat(64) }])
    expect(stale.body.results[0]).toMatchObject({ isDecided: false, error: { data: { code: 'changed_since' } } })
    const both = await Promise.all([
      decide([{ id, decision: 'approved', state: 'waiting' }]),
      decide([{ id, decision: 'rejected', state: 'waiting' }], api.as.teacher),
    ])
    const codes = both.map(({ body }) => body.results[0].error?.data.code ?? 'decided').sort()
    expect(codes).toEqual(['already_decided', 'decided'])
  })

  test('is decided on once by who says the same again, and by nobody else who says the same', async () => {
    const one = drill(7)
    const { id } = await reviewOf(one.id)
    const asked = { id, decision: 'changesRequested', note: 'Shorter.' }
    await decide([asked], api.as.teacher)
    // As once the request for changes was sent.
    await poolOf(api.payload).execute(sql`update reviews set changes_run_id = ${run} where id = ${id}`)
    const before = await reviewOf(one.id)
    const again = await decide([asked], api.as.teacher)
    expect(again.body.results).toEqual([{ id, isDecided: true, state: 'changesRequested' }])
    expect(await reviewOf(one.id)).toEqual(before)
    // What it leaves out stays.
    await decide([{ id, decision: 'changesRequested' }], api.as.teacher)
    expect(await reviewOf(one.id)).toEqual(before)
    const other = await decide([{ ...asked, note: null }], api.as.editor)
    expect(other.body.results[0].error).toMatchObject({
      message: 'It is changesRequested already: somebody else has decided.',
      data: { code: 'already_decided', decidedBy: api.as.teacher.id },
    })
    expect(await reviewOf(one.id)).toEqual(before)
    const own = await decide([{ id, decision: 'approved' }], api.as.teacher)
    expect(own.body.results[0].error.message).toContain('send state "changesRequested"')
    // Something else that the same user wants changed is a request of its own.
    await decide([{ ...asked, note: 'Longer.' }], api.as.teacher)
    expect(await reviewOf(one.id)).toMatchObject({ note: 'Longer.', changesRun: null })
    await decide([{ id, decision: 'waiting', state: 'changesRequested' }], api.as.teacher)
  })

  test('goes on to be published when somebody else approves it too, and when the same user does again', async () => {
    const one = drill(7)
    const { id } = await reviewOf(one.id)
    await decide([{ id, decision: 'approved' }], api.as.teacher)
    await decide([{ id, decision: 'approved', publish: true }], api.as.teacher)
    const { publishAt } = await reviewOf(one.id)
    expect(publishAt).toBeTruthy()
    await decide([{ id, decision: 'approved', publish: true }], api.as.teacher)
    await decide([{ id, decision: 'approved' }], api.as.teacher)
    const other = await decide([{ id, decision: 'approved' }], api.as.editor)
    expect(other.body.results[0].error.data.code).toBe('already_decided')
    expect((await reviewOf(one.id)).publishAt).toBe(publishAt)
    await decide([{ id, decision: 'waiting', state: 'approved' }], api.as.teacher)
  })

  test('that was approved unopened is approved as read by who opens it then', async () => {
    const one = drill(7)
    const { id } = await reviewOf(one.id)
    await decide([{ id, decision: 'approved', how: 'bulk' }])
    expect(await reviewOf(one.id)).toMatchObject({ how: 'bulk' })
    await decide([{ id, decision: 'approved', how: 'opened' }])
    expect(await reviewOf(one.id)).toMatchObject({ how: 'opened' })
    const { body } = await api.as.editor.get(`/drills/${one.id}?draft=true&depth=0`)
    expect(body.aiDisclosure).toBe('ai-assisted')
    await decide([{ id, decision: 'waiting', state: 'approved' }])
  })

  test('is not said to be ready for what it then could not be decided', async () => {
    const { id } = await reviewOf(drill(7).id)
    for (const decision of ['rejected', 'changesRequested', 'waiting']) {
      const { body } = await api.as.editor.post('/reviews/preview', { ids: [id], decision, publish: true })
      expect(body.results[0].outcome).toBe('impossible')
      const decided = await decide([{ id, decision, publish: true }])
      expect(decided.body.results[0].error.data.code).toBe('invalid_decision')
    }
  })

  test('whose sections are documents of their own waits again, and is approved by whoever publishes it, too', async () => {
    const input = { topic: 'At the station', format: 'language' }
    const { body: requested } = await api.as.editor.post('/generation-runs', { kind: 'lessons', input })
    await finishRun(api, requested.doc.id)
    const { body: made } = await api.as.editor.get(
      `/lessons?where[provenance.run][equals]=${requested.doc.id}&draft=true&depth=0`,
    )
    const [{ id: lesson, written }] = made.docs
    expect(written).toEqual({})
    expect((await api.as.admin.delete(`/generation-runs/${requested.doc.id}`)).status).toBe(200)
    const review = await reviewOf(lesson, 'lessons')
    await decide([{ id: review.id, decision: 'approved' }])
    expect((await reviewOf(lesson, 'lessons')).state).toBe('approved')
    await api.as.editor.patch(`/lessons/${lesson}?draft=true`, { title: 'On the train', _status: 'draft' })
    expect((await reviewOf(lesson, 'lessons')).state).toBe('waiting')
    await api.as.teacher.patch(`/lessons/${lesson}`, { _status: 'published' })
    expect(await reviewOf(lesson, 'lessons')).toMatchObject({ state: 'approved', how: 'opened' })
  })

  test('of a person says that no model wrote it, and has no review', async () => {
    const choices = [
      { text: 'e4', correct: true },
      { text: 'd4', correct: false },
    ]
    const { body } = await api.as.editor.post('/drills?draft=true', { prompt: 'Mine', solution: 'e4', choices })
    expect(body.doc.aiDisclosure).toBe('none')
    const { body: found } = await api.as.editor.get(`/reviews?where[documentKey][equals]=drills:${body.doc.id}`)
    expect(found.totalDocs).toBe(0)
  })

  test('from before there were reviews gets one by a migration, once', async () => {
    const [first, second] = [drill(0), drill(1)]
    const db = poolOf(api.payload)
    await db.execute(sql`delete from reviews where document_key in (${`drills:${first.id}`}, ${`drills:${second.id}`})`)
    await db.execute(sql`update drills set ai_disclosure = 'none' where id = ${first.id}`)
    await db.execute(sql`update _drills_v set version_ai_disclosure = 'none' where parent_id = ${first.id}`)
    expect(await inTransaction(api.payload, addMissingReviews)).toBe(2)
    expect(await inTransaction(api.payload, addMissingReviews)).toBe(0)
    expect(await reviewOf(first.id)).toMatchObject({ state: 'waiting', run, kind: 'drill' })
    const { body } = await api.as.editor.get(`/drills/${first.id}?draft=true&depth=0`)
    expect(body.aiDisclosure).toBe('ai-generated')
  })

  test('loses its review with it', async () => {
    const gone = drill(drills.length - 1)
    await api.as.editor.delete(`/drills/${gone.id}`)
    const { body: left } = await api.as.editor.get(`/reviews?where[documentKey][equals]=drills:${gone.id}`)
    expect(left.totalDocs).toBe(0)
  })
})

describe('what a person wrote', () => {
  const rewrite = (id: number, prompt: string, explanation: string) =>
    inTransaction(api.payload, (req) =>
      rewriteDraft({
        ...{ settings: coursewrightOf(api.payload).settings, req, name: 'drills', id, run },
        made: { model: 'm', provider: 'p' },
        promptVersion: 'test',
        valuesOf: () => ({ prompt, explanation: markdownToRichText(explanation) }),
      }),
    )

  test('stays, and what a run has for it is a proposal that a person accepts', async () => {
    const { id } = drill(0)
    await api.as.editor.patch(`/drills/${id}?draft=true`, { prompt: 'My own words.', _status: 'draft' })
    const done = await rewrite(id, 'The words of a run.', 'Another explanation, which nobody had changed.')
    expect(done).toMatchObject({ written: ['explanation'], proposed: ['prompt'] })
    const { body: now } = await api.as.editor.get(`/drills/${id}?draft=true&depth=0`)
    expect(now.prompt).toBe('My own words.')
    expect(JSON.stringify(now.explanation)).toContain('Another explanation')
    const diff = await api.as.editor.get(`/proposals/${done?.proposal}/diff`)
    expect(diff.body.diff).toEqual([
      { part: 'prompt', now: 'My own words.', proposed: 'The words of a run.', isChanged: false },
    ])
    const accepted = await api.as.editor.post(`/proposals/${done?.proposal}/accept`, {})
    expect(accepted.body.doc.status).toBe('accepted')
    const { body: after } = await api.as.editor.get(`/drills/${id}?draft=true&depth=0`)
    expect(after.prompt).toBe('The words of a run.')
    const again = await api.as.editor.post(`/proposals/${done?.proposal}/accept`, {})
    expect([again.status, again.body.errors[0].data.code]).toEqual([409, 'proposal_decided'])
  })

  test('is not replaced by a proposal that was made for other words', async () => {
    const { id } = drill(1)
    await api.as.editor.patch(`/drills/${id}?draft=true`, { prompt: 'Mine, first.', _status: 'draft' })
    const done = await rewrite(id, 'Of a run.', 'Fresh.')
    await api.as.editor.patch(`/drills/${id}?draft=true`, { prompt: 'Mine, second.', _status: 'draft' })
    const { status, body } = await api.as.editor.post(`/proposals/${done?.proposal}/accept`, {})
    expect([status, body.errors[0].data.code]).toEqual([409, 'changed_since'])
    expect(body.errors[0].data.diff[0]).toMatchObject({ now: 'Mine, second.', proposed: 'Of a run.', isChanged: true })
    const rejected = await api.as.editor.post(`/proposals/${done?.proposal}/reject`, { reason: 'Too short.' })
    expect(rejected.body.doc).toMatchObject({ status: 'rejected', reason: 'Too short.' })
  })

  test('that an old form put back over the words of a run turns these into a proposal', async () => {
    const { id, prompt } = drill(2)
    const { body: old } = await api.as.editor.get(`/drills/${id}?draft=true&depth=0`)
    await rewrite(id, prompt, 'A newer explanation by a run.')
    await api.as.editor.patch(`/drills/${id}?draft=true`, { explanation: old.explanation, _status: 'draft' })
    const { body } = await api.as.editor.get(
      `/proposals?where[targetKey][equals]=drills:${id}&where[status][equals]=open`,
    )
    const changes = body.docs.flatMap((doc: { changes: object[] }) => doc.changes)
    expect(JSON.stringify(changes)).toContain('A newer explanation by a run.')
  })

  test('of many that are put back at once each has a proposal of its own words', async () => {
    const explanation = 'Why it is so.'
    const ids = [drill(4).id, drill(5).id]
    for (const prompt of ['What now?', 'What then, in'])
      for (const id of ids) await rewrite(id, prompt === 'What now?' ? prompt : `${prompt} drill ${id}?`, explanation)
    await api.as.editor.patch(`/drills?where[id][in]=${ids.join()}&draft=true`, {
      prompt: 'What now?',
      _status: 'draft',
    })
    const { body } = await api.as.editor.get(
      `/proposals?where[targetKey][in]=${ids.map((id) => `drills:${id}`).join()}&depth=0&sort=targetKey`,
    )
    const proposed = body.docs.map(({ targetKey, changes }: { targetKey: string; changes: object[] }) => [
      targetKey,
      changes,
    ])
    expect(proposed).toEqual(
      ids.map((id) => [
        `drills:${id}`,
        [{ part: 'prompt', before: expect.any(String), after: `What then, in drill ${id}?` }],
      ]),
    )
  })
})
