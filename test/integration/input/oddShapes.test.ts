import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishRun } from '../api/helpers/finishRun.js'
import { requestRun, smallInput } from '../api/helpers/requestRun.js'
import { type Actor, type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

let api: Api
let drill: number

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 4, endgame: 4 } })
  await finishRun(api, (await requestRun(api.as.student)).id)
  drill = (await api.as.editor.get('/drills?depth=0&limit=1')).body.docs[0].id
})
afterAll(() => api?.stop())

const noText = { toString: 1 }

test.each(['visitor', 'student', 'editor'] as const)(
  'an object where a time is expected is refused to a %s',
  async (actor) => {
    for (const slug of ['drills', 'positions', 'generation-runs', 'generation-logs']) {
      for (const name of ['createdAt', 'updatedAt']) {
        expect(await api.as[actor].post(`/${slug}`, { [name]: noText })).toMatchObject({
          status: 400,
          body: { errors: [{ data: { code: 'invalid_time', path: name } }] },
        })
      }
    }
  },
)

const wrongFields: [string, object, string][] = [
  ['drills', { choices: null }, 'choices'],
  ['drills', { choices: [null] }, 'choices.0'],
  ['drills', { choices: [{ text: noText }] }, 'choices.0.text'],
  ['drills', { choices: Array(7).fill({ text: 'e4' }) }, 'choices'],
  ['drills', { choices: [{ text: 'x'.repeat(121) }] }, 'choices.0.text'],
  ['drills', { 'choices.0.text': 'e4' }, 'choices.0.text'],
  ['drills', { provenance: null }, 'provenance'],
  ['drills', { provenance: [] }, 'provenance'],
  ['drills', { prompt: 5 }, 'prompt'],
  ['drills', { prompt: noText }, 'prompt'],
  ['drills', { prompt: 'x'.repeat(3 * 1024 * 1024) }, 'prompt'],
  ['drills', { explanation: 5 }, 'explanation'],
  ['drills', { explanation: 'So.' }, 'explanation'],
  ['drills', { explanation: { root: { type: 'root', children: [null] } } }, 'explanation'],
  [
    'drills',
    { explanation: { root: { type: 'root', children: [{ type: 'text', text: 'x'.repeat(3 * 1024 * 1024) }] } } },
    'explanation',
  ],
  ['drills', { order: noText }, 'order'],
  ['drills', { order: 1e300 }, 'order'],
  ['drills', { phase: 'nowhere' }, 'phase'],
  ['drills', { checks: 'solution' }, 'checks'],
  ['drills', { position: noText }, 'position'],
  ['drill-series', { title: 'x'.repeat(201) }, 'title'],
  ['positions', { solution: null }, 'solution'],
  ['positions', { themes: Array(21).fill('pin') }, 'themes'],
  ['curricula', { principles: 'activity' }, 'principles'],
  ['profiles', { tone: ['kind'] }, 'tone'],
]

test.each(wrongFields)('a draft in %s with %j is refused beside the field, over REST', async (slug, data, path) => {
  const refused = {
    status: 400,
    body: { errors: [{ message: expect.any(String), data: { code: 'invalid_fields', errors: [{ path }] } }] },
  }
  expect(await api.as.editor.post(`/${slug}?draft=true`, data)).toMatchObject(refused)
  if (slug !== 'drills') return
  expect(await api.as.editor.patch(`/drills/${drill}?draft=true`, data)).toMatchObject(refused)
  expect(await api.as.editor.patch(`/drills?draft=true&where[id][equals]=${drill}`, data)).toMatchObject(refused)
  expect(await api.as.editor.post(`/drills/${drill}/duplicate`, data)).toMatchObject(refused)
})

test.each([
  ['progress: null', 'progress'],
  ['usage: null', 'usage'],
])('a run with %s is refused over REST and GraphQL, and nothing is stored', async (text, path) => {
  const before = await api.traces()
  const data = { kind: 'drillSeries', input: smallInput, [path]: null }
  expect(await api.as.student.post('/generation-runs', data)).toMatchObject({
    status: 400,
    body: { errors: [{ data: { code: 'invalid_fields', errors: [{ path }] } }] },
  })
  const { body } = await api.as.student.graphql(
    `mutation ($input: JSON!) { createGenerationRun(data: { kind: "drillSeries", input: $input, ${text} }) { id } }`,
    { input: smallInput },
  )
  expect(body.errors).toMatchObject([{ extensions: { statusCode: 400, data: { code: 'invalid_fields' } } }])
  expect(await api.traces()).toEqual(before)
})

const wrongQueries: [Actor, string, string][] = [
  ['editor', 'where=[null]', 'where'],
  ['editor', `where=${JSON.stringify({ and: [null] })}`, 'where'],
  ['editor', `where=${JSON.stringify({ prompt: null })}`, 'prompt'],
  ['editor', `where=${JSON.stringify({ or: 5 })}`, 'or'],
  ['editor', `where=${JSON.stringify({ prompt: { like: noText } })}`, 'prompt'],
  ['editor', `where=${JSON.stringify({ and: Array(501).fill({ prompt: { equals: 'a' } }) })}`, 'where'],
  ['editor', 'where[provenance__run][equals]=abc', 'provenance__run'],
  ['editor', 'where[position__drillCount][near]=1', 'position__drillCount'],
  ['editor', 'where[series__runs.priority][within][then]=1', 'series__runs.priority'],
  ['editor', 'where[provenance][equals]=1', 'provenance'],
  ['editor', 'where[series.artifact.id][equals]=1', 'series.artifact.id'],
  ['editor', 'limit[]=1&limit[]=2', 'limit'],
  ['editor', 'limit[a]=1', 'limit'],
  ['editor', 'page[]=1&page[]=2', 'page'],
  ['editor', 'sort=series.artifact', 'sort'],
  ['editor', 'sort=-position__solution.alsoBest.nope', 'sort'],
  ['student', 'where[position.notation][like]=8', 'position.notation'],
  ['student', 'where[position__solution__best][equals]=e4', 'position__solution__best'],
  ['student', 'where[provenance.step.error][like]=e4', 'provenance.step.error'],
  ['student', 'sort=position.drillCount', 'sort'],
]

test.each(wrongQueries)('a query of a %s with ?%s is refused, naming %s', async (actor, query, path) => {
  for (const route of ['/drills', '/drills/count']) {
    // Only lists are paged and sorted.
    if (route === '/drills/count' && /^(limit|page|sort)/.test(query)) continue
    expect(await api.as[actor].get(`${route}?${query}`)).toMatchObject({
      status: 400,
      body: { errors: [{ message: expect.any(String), data: { code: 'invalid_query', path } }] },
    })
  }
})

test.each([
  ['where', 'drills.order__nope', 'joins[drills][where][order__nope][equals]=1'],
  ['where', 'position.notation', 'joins[drills][where][position.notation][like]=8'],
  ['limit', 'joins.drills.limit', 'joins[drills][limit]=-1'],
  ['sort', 'joins.drills.sort', 'joins[drills][sort]=series.artifact'],
])('in the %s of a join too: %s', async (_, __, query) => {
  expect(await api.as.student.get(`/drill-series?${query}`)).toMatchObject({
    status: 400,
    body: { errors: [{ data: { code: 'invalid_query' } }] },
  })
})

test.each([
  ['{ Drills(where: { AND: [null] }) { totalDocs } }', {}],
  ['{ Drills(where: { prompt: null }) { totalDocs } }', {}],
  ['{ Drills(where: { provenance__run: { equals: "abc" } }) { totalDocs } }', {}],
  ['query ($where: Drill_where) { Drills(where: $where) { totalDocs } }', { where: { prompt: null } }],
  ['query ($v: JSON) { Drills(where: { series: { equals: $v } }) { totalDocs } }', { v: noText }],
  ['{ Drills(limit: -1) { totalDocs } }', {}],
  ['mutation { createDrill(draft: true, data: { prompt: "a", solution: "e4", choices: null }) { id } }', {}],
  [
    'mutation ($v: JSON) { createDrill(draft: true, data: { prompt: "a", solution: "e4", explanation: $v }) { id } }',
    { v: 5 },
  ],
  [
    'mutation ($v: JSON!) { createGenerationRun(data: { kind: "drillSeries", input: $v }) { id } }',
    { v: { phases: ['\ud800'] } },
  ],
] as [string, Record<string, unknown>][])('over GraphQL %s with %j is a 400 with a code', async (query, variables) => {
  const { body } = await api.as.editor.graphql(query, variables)
  expect(body.errors).toMatchObject([{ extensions: { statusCode: 400, data: { code: expect.any(String) } } }])
})

test('over GraphQL, who may not is told so with a code too', async () => {
  const { body } = await api.as.student.graphql('{ Positions { totalDocs } }')
  expect(body.errors).toMatchObject([{ extensions: { statusCode: 403, data: { code: 'forbidden' } } }])
})

test('what a person sends is still taken', async () => {
  const text = (words: string) => ({
    type: 'text',
    version: 1,
    text: words,
    format: 0,
    mode: 'normal',
    style: '',
    detail: 0,
  })
  const explanation = {
    root: {
      ...{ type: 'root', version: 1, direction: 'ltr', format: '', indent: 0 },
      children: [{ type: 'paragraph', version: 1, direction: 'ltr', format: '', indent: 0, children: [text('So.')] }],
    },
  }
  const draft = { prompt: 'What now?', choices: 0, order: '7', explanation, hints: [], checks: null, series: null }
  const { status, body } = await api.as.editor.post('/drills?draft=true', { ...draft, createdAt: null })
  expect({ status, doc: body.doc }).toMatchObject({ status: 201, doc: { prompt: 'What now?', order: 7, choices: [] } })
  const whole = (await api.as.editor.get(`/drills/${drill}?depth=0`)).body
  // As the admin panel saves: the whole document, whoever owns its fields.
  expect((await api.as.editor.patch(`/drills/${drill}?depth=0&draft=true`, whole)).status).toBe(200)
})
