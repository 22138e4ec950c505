import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { readContent } from '../../../src/drafts/parts/readContent.js'
import { contentLimits } from '../../../src/generators/content/part.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { type Blocks, idsIn, lessonOf } from './lessonOf.js'

describe.each([
  { idType: 'serial', blocksAsJSON: false },
  { idType: 'uuid', blocksAsJSON: true },
] as const)('with $idType ids, blocks as JSON: $blocksAsJSON', (mode) => {
  let api: Api
  let positions: { id: number | string; notation: string }[]

  beforeAll(async () => {
    api = await startApi(mode)
    await addPositions({ payload: api.payload, counts: { opening: 3 } })
    positions = (await api.payload.find({ collection: 'positions', sort: 'id', depth: 0 })).docs as never
  })
  afterAll(() => api?.stop())

  const positionAt = (index: number) => positions[index] ?? expect.fail('no position')
  const create = async (more: object = {}, collection = 'lessons') =>
    api.payload.create({ collection, data: { ...lessonOf(positionAt(0).id), ...more }, depth: 0 })
  const contentOf = async (id: number | string, query = 'depth=0'): Promise<Blocks> =>
    (await api.as.editor.get(`/lessons/${id}?${query}`)).body.content

  test('a host’s own parts are read back as they were written, with every id', async () => {
    const tables = async () => (await poolOf(api.payload).execute(sql`select count(*) from pg_class`)).rows
    const before = await tables()
    const given = lessonOf(positionAt(0).id)
    const { id } = await api.payload.create({ collection: 'lessons', data: given })
    const content = await contentOf(id)
    expect(content).toMatchObject(given.content)
    expect(idsIn(content)).toEqual(idsIn(given.content))
    expect(Object.keys(idsIn(content)).length).toBe(14)
    expect(await tables()).toEqual(before)
    const [read] = readContent(api.payload.config, 'lessons', content)
    const value = 'A rook **behind** the pawn grows stronger.'
    expect(read).toEqual({ name: 'story', heading: 'story', written: { sort: 'prose', value } })
    const { body } = await api.as.editor.graphql(
      `query ($id: ${mode.idType === 'uuid' ? 'String' : 'Int'}!) { Lesson(id: $id) { format content {
        ... on ProsePart { part heading body }
        ... on EntriesPart { part rows { id group label body } }
        ... on QuestionsPart { part items { id sort stem answer choices { id text correct why } } }
        ... on TreePart { part nodes { key parent label note } }
        ... on BoardsPart { part rows { id notation caption position { id } } }
      } } }`,
      { id },
    )
    expect(body.errors).toBeUndefined()
    const [, entries, questions, tree, boards] = body.data.Lesson.content
    expect(entries.rows[1]).toMatchObject({ label: 'Step 2', group: 'First' })
    expect(questions.items[0].choices[0]).toMatchObject({ text: 'Behind it', correct: true })
    expect(tree.nodes[1]).toMatchObject({ parent: 'root', note: 'Active' })
    expect(boards.rows[0]).toMatchObject({ notation: positionAt(0).notation, position: { id: positionAt(0).id } })
  })

  test('blocks and rows keep the ids that they are given when they are moved and written again, in versions too', async () => {
    const { id, content } = await create()
    const ids = idsIn(content)
    const [story, steps, questions, tree, boards] = content as Blocks
    const moved = [boards, questions, { ...steps, rows: steps?.rows?.toReversed() }, tree, { ...story, heading: 'New' }]
    await api.payload.update({ collection: 'lessons', id, data: { content: moved } })
    const now = await contentOf(id)
    expect(now.map(({ part }) => part)).toEqual(['diagrams', 'test', 'steps', 'map', 'story'])
    expect(now.at(-1)?.heading).toBe('New')
    expect(idsIn(now)).toEqual(ids)
    const { docs } = await api.payload.findVersions({
      collection: 'lessons',
      where: { parent: { equals: id } },
      depth: 0,
    })
    expect(docs).toHaveLength(2)
    for (const { version } of docs) expect(Object.keys(idsIn(version.content))).toHaveLength(14)
    const { body } = await api.as.editor.patch(`/lessons/${id}?draft=true&depth=0`, { content: now.slice(1) })
    expect(Object.values(ids)).toEqual(expect.arrayContaining(Object.values(idsIn(body.doc.content))))
  })

  test('an editor moves, renames, adds and deletes parts; what a run wrote keeps its name, a new one has none', async () => {
    const { id, content } = await create()
    const [story, steps, questions] = content as Blocks
    const edited = [
      { ...questions, heading: 'Quiz' },
      { ...story, part: 'forged' },
      { blockType: 'entries', part: 'mine', rows: [{ label: 'A', body: 'B' }] },
      // As the panel duplicates a block.
      { ...steps, id: randomUUID(), rows: [{ label: 'Copy', body: 'B' }] },
    ]
    const answer = await api.as.editor.patch(`/lessons/${id}?depth=0`, { content: edited })
    expect(answer.status).toBe(200)
    const parts = (blocks: Blocks) => blocks.map(({ part }) => part ?? null)
    expect(parts(await contentOf(id))).toEqual(['test', 'story', null, null])

    const { docs } = (await api.as.editor.get(`/lessons/versions?where[parent][equals]=${id}&sort=createdAt`)).body
    expect((await api.as.editor.post(`/lessons/versions/${docs[0].id}`)).status).toBe(200)
    expect(parts(await contentOf(id))).toEqual(['story', 'steps', 'test', 'map', 'diagrams'])
    expect(idsIn(await contentOf(id))).toEqual(idsIn(content))
  })

  test('a copy is an editor’s own: without provenance, and without the names of parts', async () => {
    const { id } = await create({
      written: { story: 'hash' },
      sourceHash: 'hash',
      provenance: { item: 'l1', model: 'm' },
    })
    const { body } = await api.as.editor.post(`/lessons/${id}/duplicate`)
    expect(body.doc).toMatchObject({ written: null, sourceHash: null, provenance: { item: null, model: null } })
    expect(body.doc.content.map(({ part }: { part?: string }) => part ?? null)).toEqual(Array(5).fill(null))
    expect(Object.values(idsIn(await contentOf(id)))).not.toContain(body.doc.content[0].id)
  })

  test('a part stands once, whoever writes it', async () => {
    const [story] = lessonOf(positionAt(0).id).content
    const doubled = [story, { ...story, id: randomUUID() }]
    await expect(create({ content: doubled })).rejects.toMatchObject({
      status: 400,
      data: { errors: [{ path: 'content.1.part' }] },
    })
  })

  test.each([
    ['two blocks of one id', (blocks: Blocks) => [blocks[1], blocks[1]], 'content.1.id'],
    [
      'two rows of one id',
      ([, steps]: Blocks) => [{ ...steps, rows: [steps?.rows?.[0], steps?.rows?.[0]] }],
      'content.0.rows.1.id',
    ],
    [
      'a link that leads nowhere safe',
      () => [{ blockType: 'prose', body: link('javascript:alert(1)') }],
      'content.0.body',
    ],
    [
      'too long a label',
      () => [{ blockType: 'entries', rows: [{ label: 'x'.repeat(contentLimits.label + 1), body: 'B' }] }],
      'content.0.rows.0.label',
    ],
    ['too many parts', () => Array(61).fill({ blockType: 'entries' }), 'content'],
    ['a block of no sort', () => [{ blockType: 'video' }], 'content.0'],
    [
      'a sort of question that there is none',
      () => [{ blockType: 'questions', items: [{ sort: 'essay' }] }],
      'content.0.items.0.sort',
    ],
    [
      'a position that is not there',
      () => [{ blockType: 'boards', rows: [{ position: absent() }] }],
      'content.0.rows.0.position',
    ],
  ])('%s is refused at its place', async (_, contentFrom, path) => {
    const content = contentFrom(lessonOf(positionAt(0).id).content)
    const answer = await api.as.editor.post('/lessons?draft=true', { title: 'Bad', content })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ data: { errors: [{ path }] } }] } })
  })

  const absent = () => (mode.idType === 'uuid' ? randomUUID() : 999_999)

  const link = (url: string) => ({
    root: {
      ...{ type: 'root', version: 1, direction: null, format: '', indent: 0 },
      children: [
        { type: 'link', version: 3, fields: { linkType: 'custom', url }, children: [{ type: 'text', text: 'x' }] },
      ],
    },
  })

  test('ids of another document’s blocks are no server error', async () => {
    const { content } = await create()
    const answer = await api.as.editor.post('/lessons', { title: 'Thief', content })
    expect([201, 400]).toContain(answer.status)
    for (const id of ['x'.repeat(3000), '1', '']) {
      const odd = { title: 'Odd', content: [{ blockType: 'entries', id }] }
      expect((await api.as.editor.post('/lessons', odd)).status).toBeLessThan(500)
    }
  })

  test('a board shows its position as the library has it, whatever a request says', async () => {
    const content = [{ blockType: 'boards', rows: [{ position: positionAt(1).id, notation: 'forged', caption: 'c' }] }]
    const { doc } = (await api.as.editor.post('/lessons?depth=0', { title: 'Boards', content })).body
    expect(doc.content[0].rows[0]).toMatchObject({ notation: positionAt(1).notation })
    const [board] = doc.content
    await api.as.editor.patch(`/lessons/${doc.id}`, { title: 'Only the title' })
    expect(await contentOf(doc.id)).toMatchObject([{ rows: [{ notation: positionAt(1).notation }] }])
    const swapped = [{ ...board, rows: [{ ...board.rows[0], position: positionAt(2).id }] }]
    await api.as.editor.patch(`/lessons/${doc.id}`, { content: swapped })
    expect(await contentOf(doc.id)).toMatchObject([{ rows: [{ notation: positionAt(2).notation }] }])
    await api.as.editor.patch(`/lessons/${doc.id}`, {
      content: [{ ...board, rows: [{ ...board.rows[0], position: null }] }],
    })
    expect(await contentOf(doc.id)).toMatchObject([{ rows: [{ notation: null }] }])
  })

  test('a section knows its parent, is there once, and goes with it', async () => {
    const lesson = await create()
    const course = (await api.as.editor.post('/courses', { title: 'Endings' })).body.doc
    const sectionOf = (relationTo: string, value: unknown, key: string) =>
      api.as.editor.post('/sections?depth=0', { title: key, key, parent: { relationTo, value }, parentKey: 'forged' })
    const first = await sectionOf('lessons', lesson.id, 'production')
    expect(first).toMatchObject({ status: 201, body: { doc: { parentKey: `lessons:${lesson.id}` } } })
    expect((await sectionOf('lessons', lesson.id, 'production')).status).toBe(400)
    expect((await sectionOf('courses', course.id, 'production')).status).toBe(201)
    expect((await sectionOf('profiles', course.id, 'production')).status).toBe(400)
    const { id } = first.body.doc
    const parent = { relationTo: 'courses', value: course.id }
    expect((await api.as.editor.patch(`/sections/${id}`, { parent })).status).toBe(400)
    const moved = await api.as.editor.patch(`/sections/${id}?depth=0`, { parent, key: 'other' })
    expect(moved.body.doc.parentKey).toBe(`courses:${course.id}`)
    const joined = (await api.as.editor.get(`/courses/${course.id}?depth=1`)).body.sections.docs
    expect(joined.map(({ key }: { key: string }) => key).sort()).toEqual(['other', 'production'])
    expect((await api.as.editor.delete(`/courses/${course.id}`)).status).toBe(200)
    expect((await api.as.editor.get(`/sections/${id}`)).status).toBe(404)
    expect((await api.as.editor.get('/sections')).body.totalDocs).toBe(0)
  })

  test.each([
    ['profiles', { name: 'P', level: 'beginner' }],
    ['lessons', { title: 'L' }],
    ['kits', { title: 'K' }],
    ['courses', { title: 'C' }],
  ])('the language of %s is one tag in one spelling, English when none is given', async (slug, data) => {
    const saved = async (language?: string) =>
      (await api.as.editor.post(`/${slug}?draft=true`, { ...data, language })).body
    expect((await saved('pt-br')).doc.language).toBe('pt-BR')
    expect((await saved()).doc.language).toBe('en')
    expect((await saved('English')).errors[0].data.errors).toEqual([
      { path: 'language', message: '"English" is not a language tag; write "en".' },
    ])
    expect((await saved('Dothraki')).errors[0].data.errors[0].message).toContain('write one such as "en" or "pt-BR"')
  })

  test('nobody forges a plan’s key, state or hits, and a state is one of those there are', async () => {
    const data = {
      key: randomUUID(),
      state: 'ready',
      hits: 3,
      objective: 'o',
      content: lessonOf(positionAt(0).id).content,
    }
    const plan = await api.payload.create({ collection: 'plans', data })
    const forged = { key: 'k', state: 'edited', hits: 99, issues: ['x'], writer: 1 }
    await api.as.admin.patch(`/plans/${plan.id}`, forged)
    expect((await api.as.admin.get(`/plans/${plan.id}`)).body).toMatchObject({ key: data.key, state: 'ready', hits: 3 })
    await expect(
      api.payload.create({ collection: 'plans', data: { ...data, key: 'k2', state: 'done' } }),
    ).rejects.toThrow()
    await expect(api.payload.create({ collection: 'plans', data })).rejects.toMatchObject({ status: 400 })
  })
})
