import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiClient } from '../api/helpers/ApiClient.js'
import { finishRun } from '../api/helpers/finishRun.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

let api: Api
let editor: ApiClient
let run: number
let drill: number
let review: number
let lesson: number
let course: number
let kit: number

beforeAll(async () => {
  api = await startApi()
  editor = api.as.editor
  await addPositions({ payload: api.payload, counts: { opening: 4, endgame: 4 } })
  run = (await requestRun(editor)).id
  await finishRun(api, run)
  drill = (await editor.get('/drills?depth=0&limit=1&draft=true')).body.docs[0].id
  review = (await editor.get(`/reviews?where[documentKey][equals]=drills:${drill}&depth=0`)).body.docs[0].id
  lesson = (await editor.post('/lessons?draft=true', { title: 'A lesson' })).body.doc.id
  kit = (await editor.post('/kits?draft=true', { title: 'A kit' })).body.doc.id
  course = (await editor.post('/courses?draft=true', { title: 'A course', lessons: [lesson] })).body.doc.id
})
afterAll(() => api?.stop())

const send = async (path: string, type: string | undefined, body: string, method = 'POST') => {
  // Bytes have no type of their own that a request would take over.
  const bytes = new TextEncoder().encode(body)
  const response = await editor.request(path, {
    method,
    body: bytes,
    ...(type === undefined ? {} : { headers: { 'Content-Type': type } }),
  })
  return { status: response.status, body: await response.json() }
}

const refused = { status: 400, body: { errors: [{ data: { code: 'invalid_body' } }] } }

/** What would be done without what the body says, by everything that takes one. */
const actions = (): [string, object][] => [
  ['/generation-runs/estimate', { kind: 'drillSeries', input: { targetDrillCount: 2 } }],
  [`/generation-runs/${run}/retry`, { step: 9999 }],
  [`/generation-runs/${run}/resume`, { maxTokens: 10 }],
  [`/courses/${course}/publish`, { preview: true }],
  ['/proposals/1/accept', { parts: ['prompt'] }],
  ['/proposals/1/reject', { parts: ['prompt'] }],
  ['/reviews/decide', [{ id: review, decision: 'rejected' }]],
  ['/reviews/preview', { ids: [review], decision: 'rejected' }],
  ['/generation/alerts/acknowledge', { ids: [1] }],
]

const otherTypes = [undefined, 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=q']

describe('a body that is not called JSON', () => {
  test.each(otherTypes)('is refused by every action, as %s, and nothing is done without it', async (type) => {
    const before = await api.traces()
    for (const [path, body] of actions()) {
      expect([path, await send(path, type, JSON.stringify(body))]).toMatchObject([path, refused])
    }
    const file = await send(`/kits/${kit}/sources`, type, '')
    expect(file.body.errors[0].data.code).not.toBe('invalid_body')
    const outline = await send(`/courses/${course}/outline`, type, JSON.stringify({ lessons: [lesson] }), 'PATCH')
    expect(outline).toMatchObject(refused)
    expect(await api.traces()).toEqual(before)
    expect((await editor.get(`/courses/${course}?draft=true&depth=0`)).body._status).toBe('draft')
    expect((await editor.get(`/reviews/${review}?depth=0`)).body.state).toBe('waiting')
  })

  test.each(otherTypes)('is refused where documents are written, as %s', async (type) => {
    for (const slug of [
      'lessons',
      'drills',
      'positions',
      'curricula',
      'kits',
      'drill-series',
      'sections',
      'generation-runs',
    ])
      expect([slug, await send(`/${slug}`, type, '{"title":"x"}')]).toMatchObject([slug, refused])
    expect(await send(`/lessons/${lesson}?draft=true`, type, '{"title":"x"}', 'PATCH')).toMatchObject(refused)
    expect((await editor.get(`/lessons/${lesson}?draft=true&depth=0`)).body.title).toBe('A lesson')
  })

  test('is taken when its type has a charset, or is written in other letters', async () => {
    const body = JSON.stringify({ ids: [review], decision: 'rejected' })
    for (const type of ['application/json; charset=utf-8', 'Application/JSON']) {
      const answer = await send('/reviews/preview', type, body)
      expect(answer).toMatchObject({ status: 200, body: { results: [{ id: review, outcome: 'ready' }] } })
    }
  })
})

test('a body that is no JSON, or no object, is said to be so everywhere', async () => {
  for (const text of ['{"a":', '[1,2]', '"x"', '5', 'null']) {
    for (const [path] of actions()) {
      // That takes a list, and says what of.
      if (path === '/reviews/decide' && text !== '{"a":') continue
      expect([path, text, await send(path, 'application/json', text)]).toMatchObject([path, text, refused])
    }
  }
  expect(await send('/lessons', 'application/json', '{"a":')).toMatchObject(refused)
  const form = new FormData()
  form.set('_payload', '{"a":')
  const response = await editor.request('/lessons', { method: 'POST', body: form })
  expect({ status: response.status, body: await response.json() }).toMatchObject(refused)
})

test('a visitor is told to log in first, whatever the body', async () => {
  for (const action of ['accept', 'reject']) {
    const response = await api.as.visitor.request(`/proposals/1/${action}`, { method: 'POST', body: '{"a":' })
    expect(response.status).toBe(401)
  }
})

test('a name that an action does not know is refused, so that nothing is done again for a slip', async () => {
  expect(await editor.post(`/generation-runs/${run}/retry`, { steps: 2 })).toMatchObject({
    status: 400,
    body: {
      errors: [
        {
          message: expect.stringContaining('retry takes step'),
          data: { code: 'invalid_input', issues: [{ rule: 'unknown', keys: 'steps' }] },
        },
      ],
    },
  })
})

test('what text cannot hold is refused of a decision too, before any of them is decided', async () => {
  for (const [text, code] of [
    ['a\u0000b', 'nul_character'],
    ['half \ud800', 'half_character'],
  ]) {
    for (const name of ['note', 'reason']) {
      const decisions = [
        { id: review, decision: 'rejected' },
        { id: review, decision: 'rejected', [name]: text },
      ]
      expect(await editor.post('/reviews/decide', decisions)).toMatchObject({
        status: 400,
        body: { errors: [{ data: { code, path: `decisions.1.${name}` } }] },
      })
    }
  }
  expect((await editor.get(`/reviews/${review}?depth=0`)).body.state).toBe('waiting')
})

test('of several documents that would be alike none is changed, and it is said which was refused why, not that somebody else was writing', async () => {
  const keys = ['first', 'second']
  for (const key of keys) {
    const parent = { relationTo: 'lessons', value: lesson }
    expect((await editor.post('/sections?draft=true', { title: key, key, parent })).status).toBe(201)
  }
  const answer = await editor.patch('/sections?where[key][in]=first,second', { key: 'same' })
  const said = {
    message: expect.stringMatching(/one by one/),
    data: { code: 'changed_meanwhile', errors: [{ message: expect.stringMatching(/invalid/) }] },
  }
  expect(answer).toMatchObject({ status: 409, body: { errors: [said] } })
  const { body } = await editor.get(`/sections?where[key][in]=first,second,same&depth=0&draft=true`)
  expect(body.docs.map(({ key }: { key: string }) => key).toSorted()).toEqual(keys)
})

test('the outline of a course that lists a lesson twice can be put in order, and lists it once then', async () => {
  const other = (await editor.post('/lessons?draft=true', { title: 'Another' })).body.doc.id
  const twice = (await editor.post('/courses?draft=true', { title: 'Twice', lessons: [lesson, lesson, other] })).body
    .doc.id
  const { order } = (await editor.get(`/courses/${twice}/outline`)).body
  const strange = await editor.patch(`/courses/${twice}/outline`, { order, lessons: [other, lesson, 999_999] })
  expect(strange.status).toBe(400)
  const { status, body } = await editor.patch(`/courses/${twice}/outline`, { order, lessons: [other, lesson] })
  expect([status, body.errors]).toEqual([200, undefined])
  expect((await editor.get(`/courses/${twice}?draft=true&depth=0`)).body.lessons).toEqual([other, lesson])
})
