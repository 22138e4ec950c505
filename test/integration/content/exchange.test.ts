import { afterAll, beforeAll, expect, test } from 'vitest'
import { chess } from '../../../src/index.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { lessonOf } from './lessonOf.js'

let api: Api
let position: number
let lesson: number

let notation: string

beforeAll(async () => {
  // Two games with one notation.
  api = await startApi({
    options: { games: [chess, { ...chess, slug: 'no-castling', label: 'Chess without castling' }] },
  })
  await addPositions({ payload: api.payload, counts: { endgame: 1 } })
  const { docs } = (await api.as.editor.get('/positions?limit=1')).body
  ;[{ id: position, notation }] = docs
  // As a run leaves it, with the names of its parts.
  const made = await api.payload.create({
    collection: 'lessons',
    data: { ...lessonOf(position, { objective: 'The learner *places* rooks.' }), _status: 'draft' },
    draft: true,
  })
  lesson = Number(made.id)
})
afterAll(() => api?.stop())

const file = async (path: string, as: keyof Api['as'] = 'editor') => {
  const response = await api.as[as].request(path)
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const send = async (path: string, text: string | Uint8Array<ArrayBuffer>, as: keyof Api['as'] = 'editor') => {
  const response = await api.as[as].request(path, {
    method: 'POST',
    body: text,
    headers: { 'Content-Type': 'text/markdown' },
  })
  return { status: response.status, body: await response.json() }
}
const latest = async (id = lesson) => (await api.as.editor.get(`/lessons/${id}?draft=true&depth=0`)).body

test('a lesson as Markdown: title, objective, and a heading with its comment for each part', async () => {
  const { status, headers, text } = await file(`/lessons/${lesson}/export?draft=true`)
  expect(status).toBe(200)
  expect(headers.get('Content-Type')).toBe('text/markdown; charset=utf-8')
  expect(headers.get('Content-Disposition')).toBe(
    `attachment; filename="Rooks behind passed pawns.md"; filename*=UTF-8''Rooks%20behind%20passed%20pawns.md`,
  )
  expect(text).toBe(
    [
      ...['# Rooks behind passed pawns', '', 'The learner \\*places\\* rooks.', ''],
      ...['## story', '', '<!-- prose: story -->', '', 'A rook **behind** the pawn grows stronger.', ''],
      ...['## steps', '', '<!-- entries: steps -->', '', '### First', ''],
      ...['- **Step 1**: Place the rook.', '- **Step 2**: Push the pawn.', ''],
      ...['## test', '', '<!-- questions: test -->', '', '1. Where does the rook belong?'],
      ...[
        '   - [x] Behind it',
        '     - **Why**: It gains room.',
        '   - [ ] In front of it',
        '     - **Why**: It blocks.',
      ],
      ...['   - **Explanation**: Behind the pawn.', '2. Name the rule.', '   - **Answer**: Tarrasch'],
      ...['   - **Explanation**: His name.', ''],
      ...['## map', '', '<!-- tree: map -->', '', '- Rooks', '  - **Behind**: Active', ''],
      ...['## diagrams', '', '<!-- boards: diagrams -->', '', `- \`${notation}\`: Tarrasch’s rule.`, ''],
    ].join('\n'),
  )
})

test('a file that was not changed changes nothing, not even a version', async () => {
  const before = await latest()
  const { text } = await file(`/lessons/${lesson}/export?draft=true`)
  const { status, body } = await send(`/lessons/${lesson}/import`, text)
  expect({ status, body }).toEqual({
    status: 200,
    body: { doc: { id: lesson }, changed: [], message: 'No parts were changed.' },
  })
  expect(await latest()).toEqual(before)
})

test('what a person changed in the file is a draft; everything else stays as it was, ids included', async () => {
  const before = await latest()
  const { text } = await file(`/lessons/${lesson}/export?draft=true`)
  const changed = text
    .replace('- **Behind**: Active', '- **Behind**: Active\n    - Even in defence\n  - In front')
    .replace('- **Step 2**: Push the pawn.', '- **Step 2**: Push the pawn.\n- **Step 3**: Promote.')
    .replace('# Rooks behind', '# All rooks behind')
    .concat('\n## A closing word\n\nKeep them *active*.\n')
  const { status, body } = await send(`/lessons/${lesson}/import`, changed)
  expect(status).toBe(200)
  expect(body).toMatchObject({ changed: ['steps', 'map', 'A closing word'], message: '3 parts were changed.' })
  const after = await latest()
  expect(after).toMatchObject({ title: 'All rooks behind passed pawns', _status: 'draft' })
  const [story, steps, quiz, map, boards, word] = after.content
  expect([story, quiz, boards]).toEqual([before.content[0], before.content[2], before.content[4]])
  expect(steps).toMatchObject({ id: before.content[1].id, part: 'steps' })
  expect(steps.rows.slice(0, 2)).toEqual(before.content[1].rows)
  expect(steps.rows[2]).toMatchObject({ label: 'Step 3', group: 'First', body: 'Promote.' })
  expect(map).toMatchObject({ id: before.content[3].id, part: 'map' })
  expect(map.nodes).toMatchObject([
    { ...before.content[3].nodes[0] },
    { ...before.content[3].nodes[1] },
    { key: 'even-in-defence', parent: 'behind', label: 'Even in defence' },
    { key: 'in-front', parent: 'root', label: 'In front' },
  ])
  expect(word).toMatchObject({ blockType: 'prose', heading: 'A closing word' })
  // Only runs name parts.
  expect(word.part ?? null).toBeNull()
  expect((await file(`/lessons/${lesson}/export?draft=true`)).text).toContain('Keep them _active_.')
})

test('a mind map as Mermaid, OPML and Markdown, by its name or as the only one', async () => {
  const mermaid = await file(`/lessons/${lesson}/export?format=mermaid&draft=true`)
  expect(mermaid.headers.get('Content-Type')).toBe('text/plain; charset=utf-8')
  expect(mermaid.headers.get('Content-Disposition')).toContain('All rooks behind passed pawns.mmd')
  expect(mermaid.text).toMatch(/^mindmap\n {2}n0\(\("Rooks"\)\)\n {4}n1\["Behind"\]/)
  const opml = await file(`/lessons/${lesson}/export?format=opml&part=map&draft=true`)
  expect(opml.headers.get('Content-Type')).toBe('text/x-opml; charset=utf-8')
  expect(opml.text).toContain('<outline text="Behind" _note="Active">')
  const { text } = await file(`/lessons/${lesson}/export?part=map&draft=true`)
  expect(text).toMatch(/^- Rooks\n {2}- \*\*Behind\*\*: Active\n/)
  const { body } = await send('/lessons/import', text)
  expect(body.outline).toMatchObject([
    { label: 'Rooks', children: [{ label: 'Behind', note: 'Active' }, { label: 'In front' }] },
  ])
})

test.each([
  ['?format=pdf', 400, 'unknown_format'],
  ['?format=mermaid&part=story&draft=true', 400, 'unknown_part'],
  ['?part=nowhere&draft=true', 400, 'unknown_part'],
  ['', 404, 'not_found'],
])('an export that cannot be says why: %s', async (query, status, code) => {
  const answer = await file(`/lessons/${lesson}/export${query}`)
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.text).errors[0].data).toMatchObject({ code })
})

const textNode = (text: string, format = 0) => ({
  ...{ type: 'text', version: 1, text, format, detail: 0, mode: 'normal', style: '' },
})
const block = { version: 1, direction: null, format: '', indent: 0 }
const bodyOf = (...paragraphs: object[][]) => ({
  root: { ...block, type: 'root', children: paragraphs.map((children) => ({ ...block, type: 'paragraph', children })) },
})
const internalLink = () => ({
  ...{ type: 'link', version: 3, direction: null, format: '', indent: 0, children: [textNode('that lesson')] },
  fields: { linkType: 'internal', newTab: false, doc: { relationTo: 'lessons', value: lesson } },
})

test.each([
  ['a link to a document', () => bodyOf([textNode('See '), internalLink()])],
  ['a format such as underlining', () => bodyOf([textNode('See '), textNode('this', 8)])],
  [
    'a reference to a document',
    () => {
      const { root } = bodyOf([textNode('See')])
      const named = { type: 'relationship', version: 2, format: '', relationTo: 'lessons', value: lesson }
      return { root: { ...root, children: [...root.children, named] } }
    },
  ],
])('a part that holds %s is not written anew, which would lose it', async (what, body) => {
  const content = [
    { blockType: 'prose', heading: 'Story', body: body() },
    { blockType: 'prose', heading: 'Next', body: bodyOf([textNode('Plain words.')]) },
  ]
  const { doc } = (await api.as.editor.post('/lessons?draft=true&depth=0', { title: 'T', content, _status: 'draft' }))
    .body
  const { text } = await file(`/lessons/${doc.id}/export?draft=true`)
  const refused = await send(`/lessons/${doc.id}/import`, text.replace('See', 'Look at'))
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ data: { code: 'invalid_markdown', line: 3 } }] } })
  expect(refused.body.errors[0].message).toContain(`the part "Story" holds ${what}`)
  expect((await latest(doc.id)).content).toEqual(doc.content)
  const sent = await send(`/lessons/${doc.id}/import`, text.replace('Plain', 'Other').replace('## Story', '## Tale'))
  expect(sent.body).toMatchObject({ changed: ['Tale', 'Next'] })
})

test('a part that is as it was need not be one that a file may bring', async () => {
  const long = Array.from({ length: 80 }, () => textNode('Rooks belong behind passed pawns. '.repeat(8)))
  const lines = Array.from({ length: 250 }, (_, at) => [textNode(`Move ${at}`, 1)])
  const content = [
    { blockType: 'prose', part: 'long', body: bodyOf(long) },
    { blockType: 'prose', part: 'lines', body: bodyOf(...lines) },
    { blockType: 'entries', part: 'steps', rows: [{ label: '', body: 'Without a label.' }] },
    { blockType: 'questions', part: 'quiz', items: [{ stem: '', sort: 'short', explanation: 'None.' }] },
    { blockType: 'tree', part: 'empty', nodes: [] },
    {
      ...{ blockType: 'tree', part: 'roots' },
      nodes: ['one', 'two'].map((label) => ({ key: label, parent: null, label, note: null })),
    },
    { blockType: 'prose', part: 'last', body: bodyOf([textNode('Plain words.')]) },
  ]
  const data = { title: 'T', content, _status: 'draft' } as never
  const { id } = await api.payload.create({ collection: 'lessons', draft: true, data })
  const before = await latest(Number(id))
  const { text } = await file(`/lessons/${id}/export?draft=true`)
  expect(text).toContain('**Move 249**')
  expect((await send(`/lessons/${id}/import`, text)).body).toMatchObject({ changed: [] })
  expect((await send(`/lessons/${id}/import`, text.replace('Plain', 'Other'))).body).toMatchObject({
    changed: ['last'],
  })
  expect((await latest(Number(id))).content.slice(0, -1)).toEqual(before.content.slice(0, -1))
})

test.each([
  ['## story\n\n<div>no</div>', 3, 'HTML'],
  ['## map\n\n- One\n- Two', 4, 'one root'],
  ['no part', 1, 'no part'],
  ['## diagrams\n\n- `8/8/8/8/8/8/8/8 b - - 0 1`: Nowhere', 1, 'no position'],
])('a bad file is refused with its line, and nothing is saved: %#', async (text, line, words) => {
  const before = await latest()
  const { status, body } = await send(`/lessons/${lesson}/import`, text)
  expect(status).toBe(400)
  expect(body.errors[0].data).toEqual({ code: 'invalid_markdown', line })
  expect(body.errors[0].message).toContain(words)
  expect(await latest()).toEqual(before)
})

test('a board is of the game of its lesson, where the library has the position for several', async () => {
  const twin = await api.payload.create({
    collection: 'positions',
    data: { game: 'no-castling', notation, phase: 'endgame', solution: { best: chess.legalMoves(notation)[0] ?? '' } },
  })
  const text = `## New boards\n\n<!-- boards -->\n\n- \`${notation}\`: What a rook can do.\n`
  const create = async (collection: string, data: object) =>
    Number((await api.as.editor.post(`/${collection}?draft=true`, { title: 'Mine', ...data })).body.doc.id)
  const boardIn = async (collection: string, id: number) => {
    const { status, body } = await send(`/${collection}/${id}/import`, text)
    if (status !== 200) return body.errors[0]
    const { body: doc } = await api.as.editor.get(`/${collection}/${id}?draft=true&depth=0`)
    return doc.content[0].rows[0].position
  }
  const chessLesson = await create('lessons', { game: 'chess' })
  const twinLesson = await create('lessons', { game: 'no-castling' })
  expect(await boardIn('lessons', chessLesson)).toBe(position)
  expect(await boardIn('lessons', twinLesson)).toBe(twin.id)
  const parent = { relationTo: 'lessons', value: twinLesson }
  expect(await boardIn('sections', await create('sections', { key: 'mine', parent }))).toBe(twin.id)
  const refused = await boardIn('lessons', await create('lessons', {}))
  expect(refused.data).toEqual({ code: 'invalid_markdown', line: 1 })
  expect(refused.message).toContain('for several games (')
  await api.payload.delete({ collection: 'positions', id: twin.id })
})

test('what is no text, too long, or for a document that is not there', async () => {
  expect((await send(`/lessons/${lesson}/import`, new Uint8Array([0xff, 0xfe, 0x00]))).body.errors[0].data.code).toBe(
    'unreadable_file',
  )
  expect((await send(`/lessons/${lesson}/import`, 'a'.repeat(900_000))).status).toBe(413)
  expect((await send('/lessons/999999/import', '## A')).status).toBe(404)
  expect((await send('/lessons/x/import', '## A')).status).toBe(404)
  expect((await send('/lessons/import', 'no list')).body.errors[0].data).toEqual({ code: 'invalid_markdown', line: 1 })
})

test('a title that no file may have is mended, in both of its spellings', async () => {
  const { body } = await api.as.editor.post('/lessons?draft=true', { title: '../Тур "1"; x\n: 国', content: [] })
  const { headers } = await file(`/lessons/${body.doc.id}/export?draft=true`)
  expect(headers.get('Content-Disposition')).toMatch(
    /^attachment; filename="[\x20-\x21\x23-\x7E]+\.md"; filename\*=UTF-8''[\w.%-]+\.md$/,
  )
})

test('students export what is published and import nothing; visitors neither', async () => {
  expect((await send(`/lessons/${lesson}/import`, '## A', 'student')).status).toBe(403)
  expect((await send('/lessons/import', '- A', 'student')).status).toBe(403)
  expect((await send(`/lessons/${lesson}/import`, '## A', 'visitor')).status).toBe(401)
  expect((await file(`/lessons/${lesson}/export`, 'student')).status).toBe(404)
  expect((await file(`/lessons/${lesson}/export?draft=true`, 'student')).status).toBe(403)
  expect((await file(`/lessons/${lesson}/export`, 'visitor')).status).toBe(401)
  await api.as.editor.patch(`/lessons/${lesson}`, { _status: 'published' })
  await send(`/lessons/${lesson}/import`, '## A secret\n\nNot yet approved.')
  const { status, text } = await file(`/lessons/${lesson}/export`, 'student')
  expect(status).toBe(200)
  expect(text).toContain('All rooks')
  expect(text).not.toContain('secret')
  expect((await file(`/lessons/${lesson}/export`)).text).toBe(text)
  expect((await file(`/lessons/${lesson}/export?draft=true`)).text).toContain('secret')
})
