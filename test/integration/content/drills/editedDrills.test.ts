import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionBeforeDeleteHook } from 'payload'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import { drillChecks } from '../../../../src/generators/drillSeries/facts.js'
import { markdownToRichText } from '../../../../src/generators/richText.js'
import { finishRun } from '../../api/helpers/finishRun.js'
import { requestRun } from '../../api/helpers/requestRun.js'
import { type Api, startApi } from '../../api/helpers/startApi.js'

// White mates with f8=Q# and with f8=R#; every other move does not.
const twoMates = '7k/5Pp1/6K1/r7/8/8/8/8 w - - 0 1'
// After 1. e4 e5 2. Nf3 Nc6, White to move; the library holds Bb5 for best and Bc4 for as good.
const opening = 'r1bqkbnr/pppp1ppp/2n5/4p3/4P3/5N2/PPPP1PPP/RNBQKB1R w KQkq - 2 3'

let api: Api
let position: number
let mates: number
let series: number
let made: number

beforeAll(async () => {
  api = await startApi()
  const add = async (notation: string, solution: object, phase: string) =>
    (await api.as.editor.post('/positions', { game: 'chess', notation, solution, phase })).body.doc.id
  position = await add(opening, { best: 'Bb5', line: 'Bb5 a6 Ba4', alsoBest: ['Bc4'] }, 'opening')
  mates = await add(twoMates, { best: 'f8=Q#' }, 'endgame')
  const run = await requestRun(api.as.teacher, { targetDrillCount: 1, phases: ['opening'] })
  series = (await finishRun(api, run.id)).target.value
  made = (await api.as.editor.get(`/drills?where[series][equals]=${series}&depth=0`)).body.docs[0].id
})
afterAll(() => api?.stop())

const drill = () => ({
  prompt: 'White to move. How should he go on?',
  solution: 'Bb5',
  choices: [
    { text: 'Bb5', correct: true, rationale: 'It puts the knight under pressure.' },
    { text: 'a3', correct: false, rationale: 'It loses a move.' },
    { text: 'h4', correct: false, rationale: 'It weakens the king.' },
  ],
  hints: [{ text: 'Think of the knight on c6.' }],
  position,
})
let id: number
beforeEach(async () => {
  id = (await api.as.editor.post('/drills?draft=true&depth=0', { ...drill(), _status: 'draft' })).body.doc.id
})

const choice = (index: number, changes: object) => ({
  choices: drill().choices.map((one, at) => (at === index ? { ...one, ...changes } : one)),
})
const contradictions: [string, object, string, RegExp][] = [
  ['a choice is not legal', choice(1, { text: 'Nd5' }), 'choices.1.text', /"Nd5" is not a legal move/],
  ['two choices are one move', choice(1, { text: 'h2h4' }), 'choices.2.text', /"h4" is given twice/],
  ['the solution is another choice', { solution: 'a3' }, 'solution', /"a3", but the choice marked correct is "Bb5"/],
  ['the solution is not legal', { solution: 'Qh5' }, 'solution', /"Qh5" is not a legal move/],
  ['the solution stands among the wrong ones', choice(1, { text: 'Bf1-b5' }), 'choices.1.text', /given twice/],
  ['two are marked correct', choice(1, { correct: true }), 'choices', /2 choices are marked correct/],
]

test.each(contradictions)(
  'a drill is not published while %s, and a draft says so',
  async (_, changes, path, reason) => {
    const draft = await api.as.editor.patch(`/drills/${id}?draft=true&depth=0`, changes)
    expect(draft).toMatchObject({
      status: 200,
      body: { doc: { warnings: expect.arrayContaining([expect.stringMatching(reason)]) } },
    })
    const refused = await api.as.editor.patch(`/drills/${id}`, { _status: 'published' })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ data: { code: 'invalid_fields' } }] } })
    const { errors } = refused.body.errors[0].data
    expect(errors).toContainEqual(expect.objectContaining({ path, message: expect.stringMatching(reason) }))
    const stored = await api.as.editor.get(`/drills/${id}?draft=true`)
    expect(stored.body._status).toBe('draft')
  },
)

const mated = () => ({
  ...drill(),
  position: mates,
  solution: 'f8=Q#',
  hints: [],
  choices: [
    { text: 'f8=Q#', correct: true, rationale: 'Mate.' },
    { text: 'f8=R#', correct: false, rationale: 'No.' },
  ],
  _status: 'published',
})

test('a second mate cannot be offered as a wrong choice', async () => {
  expect(await api.as.editor.post('/drills', mated())).toMatchObject({
    status: 400,
    body: { errors: [{ data: { errors: [{ path: 'choices.1.text', message: expect.stringContaining('as good') }] } }] },
  })
  const other = {
    ...mated(),
    choices: [mated().choices[0], { text: 'f8=B', correct: false, rationale: 'Too little.' }],
  }
  expect((await api.as.editor.post('/drills', other)).status).toBe(201)
})

test('no door publishes a contradiction: REST by id and in bulk, GraphQL, Local API, restoring a version', async () => {
  const { payload } = api
  // Publishing many at once publishes what was saved last without being a draft over it.
  id = (await api.as.editor.post('/drills?draft=true&depth=0', { ...drill(), solution: 'a3', _status: 'draft' })).body
    .doc.id
  const bulk = await api.as.editor.patch(`/drills?where[id][equals]=${id}`, { _status: 'published' })
  expect(bulk.body).toMatchObject({ docs: [], errors: [{ id }] })
  const answer = await api.as.editor.graphql(`mutation { updateDrill(id: ${id}, data: { _status: published }) { id } }`)
  expect(answer.body.errors[0].extensions).toMatchObject({
    statusCode: 400,
    data: { errors: [{ path: 'solution' }] },
  })
  await expect(payload.update({ collection: 'drills', id, data: { _status: 'published' } })).rejects.toMatchObject({
    data: { errors: [{ path: 'solution' }] },
  })
  await expect(
    payload.create({ collection: 'drills', data: { ...drill(), solution: 'a3', _status: 'published' } }),
  ).rejects.toMatchObject({ data: { errors: [{ path: 'solution' }] } })

  // As published before drills were checked.
  await payload.update({ collection: 'drills', id, data: { solution: 'Bb5', _status: 'published' } })
  const { docs } = await payload.findVersions({ collection: 'drills', where: { parent: { equals: id } }, limit: 1 })
  await poolOf(payload).execute(sql`update _drills_v set version_solution = 'a3' where id = ${docs[0]?.id}`)
  await payload.update({
    collection: 'drills',
    id,
    data: { prompt: 'And now?', _status: 'published', solution: 'Bb5' },
  })
  const restored = await api.as.editor.post(`/drills/versions/${docs[0]?.id}`, {})
  expect(restored).toMatchObject({
    status: 400,
    body: { errors: [{ data: { errors: [{ path: 'solution' }] } }] },
  })
  const askedFor = async (args: string) => {
    const query = `mutation { restoreVersionDrill(id: ${docs[0]?.id}, ${args}) { id } }`
    // What the address says is said of no mutation.
    return (await api.as.editor.post('/graphql?draft=true', { query })).body
  }
  expect((await askedFor('draft: false')).errors[0].extensions).toMatchObject({ statusCode: 400 })
  expect((await askedFor('draft: true')).errors).toBeUndefined()
  expect((await api.as.editor.post(`/drills/versions/${docs[0]?.id}?draft=true`, {})).status).toBe(200)
})

test('what is published can be taken back, whatever is wrong with it', async () => {
  await api.as.editor.patch(`/drills/${id}`, { _status: 'published' })
  await poolOf(api.payload).execute(sql`update drills set solution = 'a3' where id = ${id}`)
  await poolOf(api.payload).execute(sql`update _drills_v set version_solution = 'a3' where parent_id = ${id}`)
  expect((await api.as.editor.patch(`/drills/${id}`, { prompt: 'And now?' })).status).toBe(400)
  expect((await api.as.editor.patch(`/drills/${id}`, { _status: 'draft' })).status).toBe(200)
})

test('what only differs from the library warns, and is published', async () => {
  const differing = {
    solution: 'Bc4',
    choices: [
      { text: 'Bc4', correct: true, rationale: 'It eyes f7.' },
      { text: 'Bb5', correct: false, rationale: 'Too early.' },
    ],
  }
  const { status, body } = await api.as.editor.patch(`/drills/${id}?depth=0`, { ...differing, _status: 'published' })
  expect({ status, body: body.doc }).toMatchObject({
    status: 200,
    body: {
      _status: 'published',
      checks: ['position', 'one-correct-choice', 'solution-hidden', 'moves-in-prose'],
      warnings: [
        'Solution is "Bc4", the library has "Bb5".',
        'Choice "Bb5" is marked wrong but is a solution in the library.',
      ],
    },
  })
})

test('words warn: a prompt or hint that gives the solution away, and a move that cannot be played', async () => {
  const changes = { prompt: 'What does Bf1-b5 attack?', hints: [{ text: 'Then Qxf7# follows.' }] }
  const { body } = await api.as.editor.patch(`/drills/${id}?depth=0`, { ...changes, _status: 'published' })
  expect(body.doc.checks).toEqual(['position', 'solution', 'one-correct-choice', 'legal-distractors'])
  expect(body.doc.warnings).toEqual([
    'Prompt gives the solution "Bb5" away.',
    expect.stringMatching(/^"Qxf7#" is named in hint 1, but is legal neither/),
  ])
})

test('a run’s drill has all check marks, and each edit has those that hold after it', async () => {
  const read = async (query = '') => (await api.as.editor.get(`/drills/${made}?depth=0${query}`)).body
  const before = await read()
  expect(before).toMatchObject({ checks: [...drillChecks], warnings: [] })
  const unchanged = await api.as.editor.patch(`/drills/${made}?draft=true&depth=0`, { principle: 'Mine' })
  expect(unchanged.body.doc).toMatchObject({ checks: [...drillChecks], warnings: [] })

  const reordered = [...before.choices].reverse()
  await api.as.editor.patch(`/drills/${made}?draft=true`, { choices: reordered })
  expect((await read('&draft=true')).checks).toEqual(drillChecks.filter((check) => check !== 'choice-order'))
  const wrong = reordered.findIndex(({ correct }: { correct: boolean }) => !correct)
  const illegal = reordered.map((one, at) => (at === wrong ? { ...one, text: 'Qh7' } : one))
  await api.as.editor.patch(`/drills/${made}?draft=true`, { choices: illegal })
  expect((await read('&draft=true')).checks).toEqual(
    drillChecks.filter((check) => check !== 'choice-order' && check !== 'legal-distractors'),
  )
  expect((await read()).checks).toEqual([...drillChecks])
  await api.as.editor.patch(`/drills/${made}?draft=true`, { choices: before.choices })
  expect((await read('&draft=true')).checks).toEqual([...drillChecks])
})

test('check marks and warnings are written by nobody but the checks', async () => {
  const forged = { checks: ['forged', ...drillChecks], warnings: ['forged'] }
  const { body } = await api.as.admin.patch(`/drills/${id}?depth=0&draft=true`, { solution: 'a3', ...forged })
  expect(body.doc.checks).not.toContain('forged')
  expect(body.doc.checks).not.toContain('solution')
  expect(body.doc.warnings).not.toContain('forged')
  const local = await api.payload.create({ collection: 'drills', draft: true, data: { ...drill(), ...forged } })
  expect(local.checks).not.toContain('choice-order')
})

test.each(['de', 'de-AT', 'de_ch'])('prose is read in the language of the series (%s)', async (language) => {
  const profile = (await api.as.editor.post('/profiles', { name: language, level: 'beginner', language })).body.doc.id
  const of = (await api.as.editor.post('/drill-series', { title: language, game: 'chess', profile })).body.doc.id
  const { body } = await api.as.editor.patch(`/drills/${id}?depth=0`, {
    series: of,
    prompt: 'Was spricht gegen Sxe5?',
    hints: [{ text: 'Nicht Td1, sondern Lb5!' }],
  })
  expect(body.doc.warnings).toEqual([
    expect.stringMatching(/^Hint 1 gives the solution "Bb5" away\.$/),
    expect.stringMatching(/^"Td1" is named in hint 1/),
  ])
})

const link = (url: string) => ({
  root: {
    type: 'root',
    version: 1,
    direction: null,
    format: '',
    indent: 0,
    children: [
      {
        type: 'paragraph',
        version: 1,
        direction: null,
        format: '',
        indent: 0,
        children: [
          {
            type: 'link',
            version: 3,
            direction: null,
            format: '',
            indent: 0,
            fields: { linkType: 'custom', newTab: false, url },
            children: [{ type: 'text', version: 1, text: 'here', format: 0, detail: 0, mode: 'normal', style: '' }],
          },
        ],
      },
    ],
  },
})

test.each([
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,x',
  'file:///etc',
  '//evil.test',
])('a link to %j is not saved, not even in a draft', async (url) => {
  const refused = await api.as.editor.patch(`/drills/${id}?draft=true`, { explanation: link(url) })
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ data: { errors: [{ path: 'explanation' }] } }] } })
})

test.each(['https://example.org/a?b=c', 'http://example.org', 'mailto:a@example.org'])(
  'a link to %j is',
  async (url) => {
    const { status } = await api.as.editor.patch(`/drills/${id}`, { explanation: link(url), _status: 'published' })
    expect(status).toBe(200)
  },
)

test('a copy has the checks that hold for it, and a drill without a position none', async () => {
  const copy = await api.as.editor.post(`/drills/${made}/duplicate?depth=0`, {})
  expect(copy.body.doc.checks).toEqual(drillChecks.filter((check) => check !== 'choice-order'))
  const bare = await api.as.editor.post('/drills?depth=0', { ...drill(), position: null, _status: 'published' })
  expect(bare.body.doc).toMatchObject({ checks: [], warnings: [] })
})

test('without a position a drill must still agree with itself', async () => {
  const bare = { ...drill(), position: null, solution: 'a3', _status: 'published' }
  expect(await api.as.editor.post('/drills', bare)).toMatchObject({
    status: 400,
    body: { errors: [{ data: { errors: [{ path: 'solution' }] } }] },
  })
})

test('when a position is corrected, the check marks of its drills follow, and nothing else of them', async () => {
  const read = async (query = '') => (await api.as.editor.get(`/drills/${id}?depth=0${query}`)).body
  await api.as.editor.patch(`/drills/${id}`, { _status: 'published' })
  await api.as.editor.patch(`/drills/${id}?draft=true`, { principle: 'Mine', _status: 'draft' })
  const [published, draft] = [await read(), await read('&draft=true')]
  const versions = async () => (await api.as.editor.get(`/drills/versions?where[parent][equals]=${id}`)).body.totalDocs
  const before = await versions()
  expect([published.checks, draft.checks]).toEqual([expect.arrayContaining(['solution']), published.checks])

  const corrected = { best: 'Bc4', line: 'Bc4 Bc5', alsoBest: [] }
  expect((await api.as.editor.patch(`/positions/${position}`, { solution: corrected })).status).toBe(200)
  const outdated = {
    checks: published.checks.filter((check: string) => check !== 'solution'),
    warnings: ['Solution is "Bb5", the library has "Bc4".'],
  }
  expect(await read()).toEqual({ ...published, ...outdated })
  expect(await read('&draft=true')).toEqual({ ...draft, ...outdated })
  expect(await versions()).toBe(before)

  const again = { best: 'Bb5', line: 'Bb5 a6 Ba4', alsoBest: ['Bc4'] }
  await api.as.editor.patch(`/positions/${position}`, { solution: again })
  expect([await read(), await read('&draft=true')]).toEqual([published, draft])
})

test('rich text made of markdown is valid in the editor, and reads as the same markdown in the artifact', async () => {
  const markdown = [
    '## Plan',
    '**Nf3** and *d4*, `code`, [here](https://example.org/a?b=c)',
    '- one\n- two\n    - three',
    '> quoted words',
    '---',
    '1. first\n2. second',
    'Half-finished.',
  ].join('\n\n')
  const of = (await api.as.editor.post('/drill-series', { title: 'Markdown', game: 'chess' })).body.doc.id
  const explanation = markdownToRichText(markdown)
  const saved = await api.as.editor.patch(`/drills/${id}`, { series: of, explanation, _status: 'published' })
  expect(saved.status).toBe(200)
  const { body } = await api.as.editor.get(`/drill-series/${of}?depth=0`)
  expect(body.artifact.drills[0].explanation).toBe(markdown)
})

// After 1. e4 e5 2. Nf3 Nc6 3. Bb5 a6, White to move.
const attacked = 'r1bqkbnr/1ppp1ppp/p1n5/1B2p3/4P3/5N2/PPPP1PPP/RNBQK2R w KQkq - 0 4'

/** A position, and a published drill on it. */
const withDrill = async (notation: string, best: string) => {
  const facts = { game: 'chess', notation, solution: { best }, phase: 'opening' }
  const of = (await api.as.editor.post('/positions', facts)).body.doc.id
  const asked = {
    ...{ ...drill(), solution: best, hints: [], position: of, _status: 'published' },
    choices: [
      { text: best, correct: true, rationale: `${best} keeps the bishop.` },
      { text: 'h4', correct: false, rationale: 'h4 loses it.' },
    ],
  }
  return { of, made: (await api.as.editor.post('/drills?depth=0', asked)).body.doc }
}

test('when a position is deleted, its drills lose the marks that rest on it, published and draft', async () => {
  const { of, made } = await withDrill(attacked, 'Ba4')
  await api.as.editor.patch(`/drills/${made.id}?draft=true`, { prompt: 'And how now?', _status: 'draft' })
  expect(made.checks).toEqual(expect.arrayContaining(['position', 'solution', 'legal-distractors']))
  expect((await api.as.editor.delete(`/positions/${of}`)).status).toBe(200)
  for (const query of ['', '?draft=true']) {
    const { body } = await api.as.editor.get(`/drills/${made.id}${query}`)
    expect(body).toMatchObject({ position: null, notation: attacked })
    // What the board alone says holds as before.
    expect(body.checks).toContain('legal-distractors')
    for (const check of ['position', 'solution']) expect(body.checks).not.toContain(check)
  }
})

test('of several positions, one that a hook of the host keeps leaves the marks of its drills', async () => {
  const gone = await withDrill(attacked, 'Ba4')
  // After 3. Bb5 a6 4. Ba4 b5, White to move.
  const kept = await withDrill('r1bqkbnr/2pp1ppp/p1n5/1p2p3/B3P3/5N2/PPPP1PPP/RNBQK2R w KQkq b6 0 5', 'Bb3')
  const hooks = api.payload.collections.positions?.config.hooks.beforeDelete ?? []
  const refuse: CollectionBeforeDeleteHook = ({ id }) => {
    if (id === kept.of) throw new Error('The glossary names this position.')
  }
  hooks.push(refuse)
  const { body } = await api.as.editor.delete(`/positions?where[id][in]=${gone.of},${kept.of}`)
  hooks.splice(hooks.indexOf(refuse), 1)
  expect(body).toMatchObject({ docs: [{ id: gone.of }], errors: [{ id: kept.of }] })
  const checksOf = async ({ made }: typeof gone, query = '') =>
    (await api.as.editor.get(`/drills/${made.id}${query}`)).body.checks
  expect(kept.made.checks).toEqual(expect.arrayContaining(['position', 'solution']))
  for (const query of ['', '?draft=true']) {
    expect(await checksOf(kept, query)).toEqual(kept.made.checks)
    expect(await checksOf(gone, query)).not.toContain('solution')
  }
})
