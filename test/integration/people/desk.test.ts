import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { publishDue } from '../../../src/drafts/desk/publish.js'
import { coursewrightOf } from '../../../src/runs/coursewrightOf.js'
import { finishRun } from '../api/helpers/finishRun.js'
import { requestRun, smallInput } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

let api: Api
let run: number
/** Reviews of the run's drills, in the order of the queue. */
let ids: number[]

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 16, endgame: 16 } })
  run = (await requestRun(api.as.editor, { ...smallInput, targetDrillCount: 20 })).id
  await finishRun(api, run)
  ids = (await queue('')).rows.map(({ id }: { id: number }) => id)
})
afterAll(() => api?.stop())

const queue = async (query: string, as = api.as.editor) => {
  const { status, body } = await as.get(`/reviews/queue${query}`)
  expect(status).toBe(200)
  return body
}
const draftOf = async (id: number) => (await api.as.editor.get(`/reviews/${id}/draft`)).body
const decide = async (decisions: object[], as = api.as.editor) =>
  (await as.post('/reviews/decide', decisions)).body.results
const review = async (id: number) => (await api.as.editor.get(`/reviews/${id}?depth=0`)).body
const next = () => {
  const id = ids.pop()
  if (id === undefined) throw new Error('All drills are decided on.')
  return id
}
/** As if ten seconds had gone by. */
const letTimePass = () =>
  poolOf(api.payload).execute(sql`update reviews set publish_at = now() - interval '1 second' where publish_at > now()`)
const publish = async () => publishDue(api.payload, coursewrightOf(api.payload).settings)

describe('the queue', () => {
  test('has what waits by run, what failed a check first, page by page, each row once', async () => {
    const [flagged] = ids
    await poolOf(api.payload).execute(sql`update reviews set score = 0.5 where id = ${flagged}`)
    const whole = await queue('')
    expect(whole.rows).toHaveLength(20)
    expect(whole).toMatchObject({ total: 20, next: null, requests: 0 })
    expect(whole.rows[0]).toMatchObject({ id: flagged, score: 0.5, kind: 'drill', state: 'waiting', run })
    const [group] = Object.values(whole.groups as Record<string, { title: string; count: number }>)
    expect(group).toMatchObject({ count: 20 })
    expect(group?.title).toContain('20')
    const seen: number[] = []
    let after = ''
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await queue(`?limit=7${after}`)
      seen.push(...page.rows.map(({ id }: { id: number }) => id))
      if (page.next === null) break
      after = `&after=${page.next}`
    }
    expect(seen).toEqual(whole.rows.map(({ id }: { id: number }) => id))
  })

  test.each(['target', 'curriculum', 'none'])('is grouped by %s, too', async (group) => {
    const page = await queue(`?group=${group}`)
    expect(page.total).toBe(20)
    expect(Object.keys(page.groups)).toHaveLength(1)
  })

  test('is filtered by kind, run, flag, state and who asked for it', async () => {
    const totals = async (query: string, as = api.as.editor) => (await queue(query, as)).total
    expect(await totals('?kind=lesson')).toBe(0)
    expect(await totals(`?run=${run}&kind=drill`)).toBe(20)
    expect(await totals('?run=999999')).toBe(0)
    expect(await totals('?state=approved')).toBe(0)
    expect(await totals('?mine=true')).toBe(20)
    expect(await totals('?mine=true', api.as.teacher)).toBe(0)
    const any = await totals('?flag=any')
    expect(any).toBeLessThanOrEqual(20)
  })

  test('says what is wrong with a request', async () => {
    for (const query of ['?state=lost', '?kind=essay', '?limit=0', '?after=zzz', '?run=abc', '?order=1', '?group=x']) {
      const { status, body } = await api.as.editor.get(`/reviews/queue${query}`)
      expect([query, status, body.errors[0].data.code]).toEqual([query, 400, 'invalid_input'])
    }
  })

  test('is for reviewers alone, as all of the desk', async () => {
    const [id] = ids
    for (const path of ['queue', 'news', `${id}/draft`, `${id}/changes`, `${id}/background`]) {
      expect((await api.as.student.get(`/reviews/${path}`)).status).toBe(403)
      expect((await api.as.visitor.get(`/reviews/${path}`)).status).toBe(401)
    }
    expect((await api.as.student.post('/reviews/preview', {})).status).toBe(403)
    expect((await api.as.student.post('/reviews/send-requests')).status).toBe(403)
  })
})

describe('one draft', () => {
  test('comes with what a learner reads, the hash to decide on and where it is from', async () => {
    const [id = 0] = ids
    const { document, review: row } = await draftOf(id)
    expect(row.id).toBe(id)
    expect(document).toMatchObject({ collection: 'drills', sort: 'drills', isPublished: false })
    expect(document.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(Object.keys(document.fields)).toEqual(expect.arrayContaining(['prompt', 'choices', 'solution', 'notation']))
    expect(document.fields.written).toBeUndefined()
    const { body } = await api.as.editor.get(`/reviews/${id}/background`)
    expect(body.provenance).toMatchObject({ run, offline: true })
    expect(body.history).toHaveLength(1)
    expect(body.cost.calls).toBeGreaterThan(0)
    expect(body.position.solution.best).toBeTruthy()
    expect((await api.as.editor.get('/reviews/999999/draft')).status).toBe(404)
    expect((await api.as.editor.get('/reviews/nonsense/draft')).status).toBe(404)
  })

  test('shows what a person changed against what was written', async () => {
    const [id = 0] = ids
    expect((await api.as.editor.get(`/reviews/${id}/changes`)).body.changes).toEqual([])
    const { document } = await draftOf(id)
    await api.as.editor.patch(`/drills/${document.id}?draft=true`, { prompt: 'Mine.', _status: 'draft' })
    expect((await api.as.editor.get(`/reviews/${id}/changes`)).body.changes).toEqual([
      { part: 'prompt', before: document.fields.prompt, now: 'Mine.' },
    ])
  })

  test('that is gone is shown so, cannot be approved, and can be put aside', async () => {
    const id = next()
    const { document } = await draftOf(id)
    await poolOf(api.payload).execute(sql`delete from drills where id = ${document.id}`)
    expect((await draftOf(id)).document).toBeNull()
    expect((await api.as.editor.get(`/reviews/${id}/background`)).body.history).toEqual([])
    const [approved] = await decide([{ id, decision: 'approved' }])
    expect(approved.error.data.code).toBe('document_deleted')
    const [rejected] = await decide([{ id, decision: 'rejected' }])
    expect(rejected).toMatchObject({ isDecided: true, state: 'rejected' })
  })
})

describe('a draft is compared', () => {
  const compare = async (id: number, against: string) =>
    (await api.as.editor.get(`/reviews/${id}/changes?against=${against}`)).body
  const save = async (id: number, data: object) => {
    const { document } = await draftOf(id)
    await api.as.editor.patch(`/drills/${document.id}?draft=true`, { ...data, _status: 'draft' })
  }

  test('with what was generated, and with the version before, whoever saved it', async () => {
    const id = next()
    expect(await compare(id, 'previous')).toEqual({ changes: [], against: null })
    const { document } = await draftOf(id)
    await save(id, { prompt: 'First words.' })
    await save(id, { prompt: 'Second words.' })
    // A version that says the same is none to compare with.
    await save(id, { prompt: 'Second words.' })
    expect(await compare(id, 'written')).toMatchObject({
      changes: [{ part: 'prompt', before: document.fields.prompt, now: 'Second words.' }],
      against: { writer: 'run' },
    })
    expect(await compare(id, 'previous')).toMatchObject({
      changes: [{ part: 'prompt', before: 'First words.', now: 'Second words.' }],
      against: { writer: 'person', at: expect.any(String) },
    })
    expect((await api.as.editor.get(`/reviews/${id}/changes`)).body).toEqual(await compare(id, 'written'))
  })

  test('with what is proposed for it', async () => {
    const id = next()
    expect(await compare(id, 'proposal')).toEqual({ changes: [], against: null })
    const { document } = await draftOf(id)
    const { id: regenerate } = (
      await api.as.editor.post('/generation-runs', {
        kind: 'regenerate',
        input: { targets: [{ relationTo: 'drills', value: document.id, feedback: 'Shorter.' }] },
      })
    ).body.doc
    await finishRun(api, regenerate)
    const { changes, against } = await compare(id, 'proposal')
    expect(changes.length).toBeGreaterThan(0)
    expect(changes[0].before).toEqual(document.fields[changes[0].part])
    expect(changes[0].now).not.toEqual(changes[0].before)
    expect(against.at).toEqual(expect.any(String))
    // The proposal is no part of the queue that the other tests count.
    const [{ id: proposal }] = (await queue('?kind=proposal')).rows
    await decide([{ id: proposal, decision: 'rejected' }])
  })

  test('with nothing else', async () => {
    const { status, body } = await api.as.editor.get(`/reviews/${ids[0]}/changes?against=yesterday`)
    expect([status, body.errors[0].data.code]).toEqual([400, 'invalid_input'])
  })
})

describe('news', () => {
  const news = async (...asked: (number | string)[]) =>
    (await api.as.editor.get(`/reviews/news?ids=${asked.join(',')}`)).body.rows

  test('of reviews tell of each change of a draft, each decision and who made it, and of what was deleted', async () => {
    const [id, other] = [next(), next()]
    const { document } = await draftOf(id)
    const [before] = await news(id)
    expect(before).toMatchObject({ id, state: 'waiting', by: null })
    const listed = (await queue('')).rows.find((row: { id: number }) => row.id === id)
    expect(listed.updatedAt).toBe(before.updatedAt)

    await api.as.teacher.patch(`/drills/${document.id}?draft=true`, { prompt: 'Other words.', _status: 'draft' })
    const [changed] = await news(id)
    expect(changed.state).toBe('waiting')
    expect(changed.updatedAt > before.updatedAt).toBe(true)

    await decide([{ id, decision: 'approved' }], api.as.teacher)
    const [decided] = await news(id)
    expect(decided.updatedAt > changed.updatedAt).toBe(true)
    // Who it was is for those who may know.
    expect(decided).toMatchObject({ state: 'approved', by: null })
    const [told] = (await api.as.admin.get(`/reviews/news?ids=${id}`)).body.rows
    expect(told).toEqual({ ...decided, by: expect.stringContaining('teacher') })
    // To whoever made it, it is no news.
    expect((await api.as.teacher.get(`/reviews/news?ids=${id}`)).body.rows[0].by).toBeNull()

    const { document: gone } = await draftOf(other)
    await api.as.editor.delete(`/drills/${gone.id}`)
    expect(await news(id, other, 999_999, 'x')).toEqual([decided])
    expect(await news()).toEqual([])
    const many = await api.as.editor.get(`/reviews/news?ids=${Array.from({ length: 201 }, (_, n) => n + 1).join(',')}`)
    expect([many.status, many.body.errors[0].data.code]).toEqual([400, 'invalid_input'])
  })
})

describe('what is approved to be published', () => {
  test('is published after ten seconds by the user who decided, not before', async () => {
    const id = next()
    const { document } = await draftOf(id)
    const [result] = await decide([{ id, decision: 'approved', publish: true, hash: document.hash }])
    expect(result).toMatchObject({ isDecided: true })
    expect(await publish()).toEqual({ published: 0, refused: 0 })
    const { publishAt, decidedAt } = await review(id)
    expect(Date.parse(publishAt) - Date.parse(decidedAt)).toBe(10_000)
    await letTimePass()
    expect(await publish()).toEqual({ published: 1, refused: 0 })
    expect(await publish()).toEqual({ published: 0, refused: 0 })
    const { body } = await api.as.student.get(`/drills/${document.id}?depth=0`)
    expect(body).toMatchObject({ _status: 'published', aiDisclosure: 'ai-assisted' })
    expect(await review(id)).toMatchObject({ state: 'approved', how: 'opened', publishAt: null })
  })

  test('is not published when the decision is taken back in time; afterwards it is too late', async () => {
    const [early, late] = [next(), next()]
    await decide([early, late].map((id) => ({ id, decision: 'approved', publish: true })))
    const [undone] = await decide([{ id: early, decision: 'waiting', state: 'approved' }])
    expect(undone.isDecided).toBe(true)
    await letTimePass()
    expect(await publish()).toEqual({ published: 1, refused: 0 })
    expect((await draftOf(early)).document.isPublished).toBe(false)
    const [refused] = await decide([{ id: late, decision: 'waiting', state: 'approved' }])
    expect(refused.error.data.code).toBe('already_published')
  })

  test('waits for review again when it is changed meanwhile', async () => {
    const id = next()
    const { document } = await draftOf(id)
    await decide([{ id, decision: 'approved', publish: true }])
    await api.as.teacher.patch(`/drills/${document.id}?draft=true`, { prompt: 'Another.', _status: 'draft' })
    await letTimePass()
    expect(await publish()).toEqual({ published: 0, refused: 0 })
    expect(await review(id)).toMatchObject({ state: 'waiting', publishAt: null })
  })

  test('that contradicts itself is not published, and says why', async () => {
    const id = next()
    const { document } = await draftOf(id)
    await api.as.editor.patch(`/drills/${document.id}?draft=true`, { solution: 'Qh9', _status: 'draft' })
    await decide([{ id, decision: 'approved', publish: true }])
    await letTimePass()
    expect(await publish()).toEqual({ published: 0, refused: 1 })
    const { state, publishProblem } = await review(id)
    expect(state).toBe('waiting')
    expect(publishProblem).toMatch(/solution/i)
    const [first] = (await queue('')).rows
    expect(first).toMatchObject({ id, publishProblem })
  })

  test('is nothing but what is approved', async () => {
    const id = next()
    const [refused] = await decide([{ id, decision: 'rejected', publish: true }])
    expect(refused.error.data.code).toBe('invalid_decision')
    expect((await review(id)).state).toBe('waiting')
  })
})

describe('many at once', () => {
  test('are previewed, then decided, each by itself', async () => {
    const { asOf } = await queue('')
    const [good, wrong, changed, decided, gone] = [next(), next(), next(), next(), next()]
    const documents = await Promise.all([wrong, changed, gone].map(async (id) => (await draftOf(id)).document.id))
    await api.as.editor.patch(`/drills/${documents[1]}?draft=true`, { prompt: 'Changed.', _status: 'draft' })
    const since = new Date().toISOString()
    await decide([{ id: decided, decision: 'rejected' }], api.as.teacher)
    await poolOf(api.payload).execute(sql`delete from drills where id = ${documents[2]}`)
    await api.as.editor.patch(`/drills/${documents[0]}?draft=true`, { solution: 'Qh9', _status: 'draft' })

    const all = [good, wrong, changed, decided, gone]
    const ask = { ids: all, decision: 'approved', publish: true }
    const early = (await api.as.editor.post('/reviews/preview', { ...ask, since: asOf })).body.results
    expect(early.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'ready',
      'changed',
      'changed',
      'decided',
      'gone',
    ])
    const later = (await api.as.editor.post('/reviews/preview', ask)).body.results
    expect(later.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'ready',
      'problem',
      'ready',
      'decided',
      'gone',
    ])
    expect(later[1].message).toMatch(/solution/i)
    expect(Date.parse(since)).toBeGreaterThan(Date.parse(asOf))
    // Nothing was saved by looking.
    expect((await draftOf(good)).document.isPublished).toBe(false)

    const results = await decide(
      later.map(({ id, hash }: { id: number; hash?: string }) => ({
        ...{ id, decision: 'approved', publish: true, how: 'bulk' },
        ...(hash ? { hash } : {}),
      })),
    )
    expect(results.map(({ isDecided }: { isDecided: boolean }) => isDecided)).toEqual([true, true, true, false, false])
    await letTimePass()
    expect(await publish()).toEqual({ published: 2, refused: 1 })
    const { document } = await draftOf(good)
    expect(document).toMatchObject({ isPublished: true, fields: { aiDisclosure: 'ai-generated' } })
    expect(await review(good)).toMatchObject({ state: 'approved', how: 'bulk' })
  })

  test('that were approved before are published, where that is the state they were listed in', async () => {
    const id = next()
    await decide([{ id, decision: 'approved' }])
    const ask = { ids: [id], decision: 'approved', publish: true }
    const outcomeOf = async (more: object) =>
      (await api.as.editor.post('/reviews/preview', { ...ask, ...more })).body.results[0].outcome
    expect([await outcomeOf({}), await outcomeOf({ state: 'approved' })]).toEqual(['decided', 'ready'])
    const [result] = await decide([{ id, decision: 'approved', publish: true, state: 'approved', how: 'bulk' }])
    expect(result.isDecided).toBe(true)
    expect((await review(id)).publishAt).toBeTruthy()
  })

  test('a preview that is not right is refused', async () => {
    for (const body of [{}, { ids: [], decision: 'approved' }, { ids: [1], decision: 'maybe' }]) {
      const { status, body: answer } = await api.as.editor.post('/reviews/preview', body)
      expect([status, answer.errors[0].data.code]).toEqual([400, 'invalid_input'])
    }
  })
})

describe('requests for changes', () => {
  test('are collected, sent as one run, and the drafts wait again once they are changed', async () => {
    const asked = [next(), next(), next()]
    await decide(asked.map((id, index) => ({ id, decision: 'changesRequested', note: `Say it shorter, ${index}.` })))
    expect((await queue('')).requests).toBe(3)
    expect((await queue('', api.as.teacher)).requests).toBe(0)
    const nothing = await api.as.teacher.post('/reviews/send-requests')
    expect([nothing.status, nothing.body.errors[0].data.code]).toEqual([404, 'nothing_requested'])
    const { document } = await draftOf(asked[0] ?? 0)
    await poolOf(api.payload).execute(sql`delete from drills where id = ${document.id}`)
    const { status, body } = await api.as.editor.post('/reviews/send-requests')
    expect([status, body.sent]).toEqual([201, 2])
    const { body: sent } = await api.as.editor.get(`/generation-runs/${body.run}?depth=0`)
    expect(sent.kind).toBe('regenerate')
    expect(sent.input.targets.map(({ feedback }: { feedback: string }) => feedback)).toEqual([
      'Say it shorter, 1.',
      'Say it shorter, 2.',
    ])
    expect(await review(asked[1] ?? 0)).toMatchObject({ state: 'changesRequested', changesRun: body.run })
    await finishRun(api, body.run)
    const proposals = await queue('?kind=proposal')
    expect(proposals.total).toBe(2)
    const proposed = await draftOf(proposals.rows[0].id)
    expect(proposed.proposal.diff.length).toBeGreaterThan(0)
    expect(proposed.document.hash).toBeNull()
    await decide([{ id: proposals.rows[0].id, decision: 'approved' }])
    const states = await Promise.all(asked.slice(1).map(async (id) => (await review(id)).state))
    expect(states.toSorted()).toEqual(['changesRequested', 'waiting'])
  })

  test('are not taken for a lesson whose sections are reviewed by themselves, and older ones keep no others from being sent', async () => {
    const input = { topic: 'At the station', format: 'language' }
    const { body: requested } = await api.as.editor.post('/generation-runs', { kind: 'lessons', input })
    await finishRun(api, requested.doc.id)
    const { rows } = await queue(`?run=${requested.doc.id}`)
    const lesson: number = rows.find(({ kind }: { kind: string }) => kind === 'lesson').id
    const section: number = rows.find(({ kind }: { kind: string }) => kind === 'section').id

    const { requests: before } = await queue('?limit=1')
    const ask = { ids: [lesson, section], decision: 'changesRequested' }
    const previewed = (await api.as.editor.post('/reviews/preview', ask)).body.results
    expect(previewed.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['impossible', 'ready'])
    const results = await decide([lesson, section].map((id) => ({ id, decision: 'changesRequested' })))
    expect(results.map(({ isDecided }: { isDecided: boolean }) => isDecided)).toEqual([false, true])
    expect(results[0].error.data).toMatchObject({ code: 'invalid_decision', allowed: ['approved', 'rejected'] })
    expect((await review(lesson)).state).toBe('waiting')
    // The desk does not offer it.
    const offered = await Promise.all([lesson, section].map(async (id) => (await draftOf(id)).document.isRewritable))
    expect(offered).toEqual([false, true])

    // As it was asked for before that was refused; and more of them, of documents that are gone, than one run takes.
    const db = poolOf(api.payload)
    const asked = sql`'changesRequested', (select decided_by_id from reviews where id = ${section}), now() - interval '1 day'`
    const askForLesson = () =>
      db.execute(sql`update reviews set (state, decided_by_id, decided_at) = (select ${asked}) where id = ${lesson}`)
    await askForLesson()
    await db.execute(sql`
      insert into reviews (document_key, kind, title, state, decided_by_id, decided_at, created_at, updated_at)
      select 'drills:' || (900000 + n), 'drill', 'Gone', ${asked}, now(), now() from generate_series(1, 60) n
    `)
    const { status, body } = await api.as.editor.post('/reviews/send-requests')
    expect([status, body.sent]).toEqual([201, 1])
    expect(await review(section)).toMatchObject({ changesRun: body.run })
    expect((await review(lesson)).changesRun).toBeFalsy()
    await db.execute(sql`delete from reviews where title = 'Gone'`)
    // It is decided on again; nothing that cannot be sent is counted as waiting to be sent.
    expect((await review(lesson)).state).toBe('waiting')
    await askForLesson()
    expect((await api.as.editor.post('/reviews/send-requests')).status).toBe(404)
    expect((await review(lesson)).state).toBe('waiting')
    expect((await queue('?limit=1')).requests).toBe(before)
  })
})

test('ten thousand drafts that wait are paged in few milliseconds', async () => {
  const db = poolOf(api.payload)
  await db.execute(sql`
    insert into reviews (document_key, kind, title, state, score, run_id, created_at, updated_at)
    select 'drills:' || (1000000 + n), 'drill', 'Drill ' || n, 'waiting', 1 - (n % 3) * 0.1, ${run}, now(), now()
    from generate_series(1, 10000) n
  `)
  await db.execute(sql`analyze reviews`)
  const first = await queue('?limit=100')
  const times: number[] = []
  for (let after = first.next, pages = 0; pages < 10; pages += 1) {
    const start = performance.now()
    const page = await queue(`?limit=100&after=${after}`)
    times.push(performance.now() - start)
    after = page.next
    expect(page.rows).toHaveLength(100)
  }
  const median = times.toSorted((a, b) => a - b)[5] ?? 0
  // About 30 ms; a page that reads more than it needs takes many times as long.
  expect(median).toBeLessThan(500)
})
