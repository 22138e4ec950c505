import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

let api: Api
let position: number

const large = 'x'.repeat(5 * 1024 * 1024)
const choices = [{ text: 'e4', correct: true }, { text: 'd4' }]
const drill = { prompt: 'What now?', solution: 'e4', choices }

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 3 } })
  position = (await api.as.editor.get('/positions?limit=1')).body.docs[0].id
})
afterAll(() => api?.stop())

const publish = (data: object) => api.as.editor.post('/drills', { ...drill, ...data, _status: 'published' })
const refusal = (path: string, code = 'invalid_fields') => ({
  status: 400,
  body: { errors: [{ message: expect.any(String), data: { code, errors: [{ path, message: expect.any(String) }] } }] },
})

test.each([
  ['no choice is correct', { choices: [{ text: 'e4' }, { text: 'd4' }] }, 'choices'],
  [
    'two choices are correct',
    {
      choices: [
        { text: 'e4', correct: true },
        { text: 'd4', correct: true },
      ],
    },
    'choices',
  ],
  ['there is one choice', { choices: [{ text: 'e4', correct: true }] }, 'choices'],
  ['there are no choices', { choices: [] }, 'choices'],
  ['a choice is empty', { choices: [{ text: 'e4', correct: true }, { text: '' }] }, 'choices.1.text'],
  ['there is no prompt', { prompt: '' }, 'prompt'],
  ['there is no solution', { solution: null }, 'solution'],
])('a drill cannot be published while %s, but may be a draft', async (_, data, path) => {
  expect(await publish(data)).toMatchObject(refusal(path))
  const draft = await api.as.editor.post('/drills?draft=true', { ...drill, ...data, _status: 'draft' })
  expect(draft.status).toBe(201)
  const published = await api.as.editor.patch(`/drills/${draft.body.doc.id}`, { _status: 'published' })
  expect(published).toMatchObject(refusal(path))
  const stored = await api.as.editor.get(`/drills/${draft.body.doc.id}?draft=true`)
  expect(stored.body._status).toBe('draft')
})

test('a good drill is published', async () => {
  expect(await publish({})).toMatchObject({ status: 201, body: { doc: { _status: 'published' } } })
})

test.each([
  ['curricula', { subject: large }, 'subject'],
  [
    'curricula',
    { subject: 'a', game: 'chess', principles: [{ name: 'a', explanation: large }] },
    'principles.0.explanation',
  ],
  ['curricula', { subject: 'a', game: 'chess', objectives: [{ statement: large }] }, 'objectives.0.statement'],
  ['curricula', { subject: 'a', game: 'chess', topics: [large] }, 'topics'],
  ['curricula', { subject: 'a', game: large }, 'game'],
  ['profiles', { name: 'a', level: 'beginner', language: 'a', goals: large }, 'goals'],
  ['profiles', { name: 'a', level: 'beginner', language: large }, 'language'],
  ['drill-series', { title: large, game: 'chess', _status: 'published' }, 'title'],
  ['drills', { ...drill, prompt: large, _status: 'published' }, 'prompt'],
  ['drills', { ...drill, hints: [{ text: large }], _status: 'published' }, 'hints.0.text'],
  ['drills', { ...drill, principle: large, _status: 'published' }, 'principle'],
  ['positions', { game: 'chess', notation: large, solution: { best: 'e4' } }, 'notation'],
])('5 MB in a field of %s are refused beside the field', async (slug, data, path) => {
  const answer = await api.as.editor.post(`/${slug}`, data)
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ data: { code: 'invalid_fields' } }] } })
  const paths = answer.body.errors[0].data.errors.map((error: { path: string }) => error.path)
  expect(paths).toContain(path)
  expect(JSON.stringify(answer.body).length).toBeLessThan(2000)
})

test.each([
  ['drills', { ...drill, prompt: 'a\u0000b' }, 'data.prompt'],
  ['drills', { ...drill, choices: [{ text: 'a\u0000' }] }, 'data.choices.0.text'],
  [
    'drills',
    { ...drill, explanation: { root: { children: [{ text: '\u0000' }] } } },
    'data.explanation.root.children.0.text',
  ],
  ['curricula', { subject: '\u0000' }, 'data.subject'],
  ['profiles', { name: 'a', 'ke\u0000y': 1 }, 'data'],
  ['positions', { game: 'chess', notation: '\u0000' }, 'data.notation'],
  ['drill-series', { title: '\u0000' }, 'data.title'],
])('NUL in %s is a 400 that names the place', async (slug, data, path) => {
  expect(await api.as.editor.post(`/${slug}?draft=true`, data)).toMatchObject({
    status: 400,
    body: { errors: [{ data: { code: 'nul_character', path } }] },
  })
})

test.each(['[]', '5', '"text"', '{', '{"prompt":'])('the body %s changes and makes nothing', async (body) => {
  const before = await api.traces()
  const [{ id }] = (await api.as.editor.get('/drills?limit=1')).body.docs
  for (const slug of ['drills', 'positions', 'curricula', 'profiles', 'drill-series']) {
    expect((await api.as.editor.post(`/${slug}`, body)).status).toBe(400)
  }
  expect((await api.as.editor.patch(`/drills/${id}`, body)).status).toBe(400)
  expect((await api.as.editor.post(`/drills/${id}/duplicate`, body)).status).toBe(400)
  expect(await api.traces()).toEqual(before)
})

const nonsense: [string, unknown][] = [
  ['a number', 5],
  ['a list', ['a', 1, null]],
  ['an object', { a: { b: 1 } }],
  ['true', true],
  ['text', 'abc'],
  ['a missing id', 999_999],
  ['a large number', 1e30],
  ['a negative number', -1],
]

test.each(nonsense)('%s in any field is stored as data or refused, never a server error', async (_, value) => {
  const [{ id }] = (await api.as.editor.get('/drills?limit=1')).body.docs
  for (const slug of ['drills', 'positions', 'curricula', 'profiles', 'drill-series']) {
    for (const { name } of api.payload.collections[slug]?.config.flattenedFields ?? []) {
      const base = slug === 'drills' ? drill : {}
      await api.as.editor.post(`/${slug}?draft=true&depth=0&field=${name}`, { ...base, [name]: value })
      if (slug === 'drills')
        await api.as.editor.patch(`/drills/${id}?draft=true&depth=0&field=${name}`, { [name]: value })
    }
  }
})

test('a drill shows the position it is about, whoever made it', async () => {
  const { body } = await api.as.editor.get(`/positions/${position}`)
  const created = await api.as.editor.post('/drills?depth=0', { ...drill, position, _status: 'draft' })
  expect(created.body.doc).toMatchObject({ position, game: 'chess', notation: body.notation })
  const { id } = created.body.doc
  const [other] = (await api.as.editor.get(`/positions?where[id][not_equals]=${position}&limit=1`)).body.docs
  const moved = await api.as.editor.patch(`/drills/${id}?depth=0`, { position: other.id })
  expect(moved.body.doc).toMatchObject({ position: other.id, notation: other.notation })
  const cleared = await api.as.editor.patch(`/drills/${id}?depth=0`, { position: null })
  expect(cleared.body.doc).toMatchObject({ position: null, game: null, notation: null })
})

test('a document that does not exist cannot be referred to', async () => {
  for (const [path, data] of [
    ['/drills?draft=true', { ...drill, position: 999_999 }],
    ['/drills?draft=true', { ...drill, series: 999_999 }],
    ['/drill-series?draft=true', { title: 'a', game: 'chess', curriculum: 999_999 }],
  ] as const) {
    expect((await api.as.editor.post(path, data)).status).toBe(400)
  }
  const { body } = await api.as.editor.graphql(
    'mutation { createDrill(draft: true, data: { prompt: "a", solution: "e4", series: 999999 }) { id } }',
  )
  expect(body.errors[0].extensions.statusCode).toBe(400)
})
