import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mostFileBytes } from '../../../../src/kits/fileProblems.js'
import { docxOf, paragraphOf, pdfOf } from '../../../shared/kitFiles.js'
import { type Actor, type Api, startApi } from '../../api/helpers/startApi.js'

let api: Api
let kit: number | string

beforeAll(async () => {
  api = await startApi()
}, 60_000)
afterAll(() => api?.stop())
beforeEach(async () => {
  const data = { title: 'Rooks', language: 'en' }
  kit = (await api.payload.create({ collection: 'kits', data, draft: true })).id
})

const send = async (as: Actor, path: string, body: BodyInit) => {
  const init: RequestInit = { method: 'POST', body, ...{ duplex: 'half' } }
  const response = await api.as[as].request(`/kits${path}`, init)
  return { status: response.status, body: await response.json() }
}
const formOf = (bytes: Uint8Array | string, name: string): FormData => {
  const form = new FormData()
  form.set('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name))
  return form
}
const sourcesOf = async (draft = true) => (await api.payload.findByID({ collection: 'kits', id: kit, draft })).sources

describe('POST /kits/:id/sources', () => {
  test('adds the pages of a PDF, then a DOCX, each source under a key of its own', async () => {
    expect(
      await send('teacher', `/${kit}/sources`, formOf(pdfOf([['Rooks like files.'], ['Pawns too.']]), 'book.pdf')),
    ).toEqual({
      status: 201,
      body: {
        added: [
          { key: 's1', title: 'book', page: 1 },
          { key: 's2', title: 'book', page: 2 },
        ],
        message: '2 sources were added.',
      },
    })
    const docx = docxOf(paragraphOf('Kings', 'Heading1') + paragraphOf('Kings hide.'))
    expect(await send('editor', `/${kit}/sources`, formOf(docx, 'kings.docx'))).toMatchObject({
      body: { added: [{ key: 's3', title: 'Kings' }], message: '1 source was added.' },
    })
    expect(await sourcesOf()).toMatchObject([
      { key: 's1', text: 'Rooks like files.', page: 1, fileName: 'book.pdf' },
      { key: 's2', text: 'Pawns too.', page: 2 },
      { key: 's3', text: '# Kings\n\nKings hide.', page: null, fileName: 'kings.docx' },
    ])
  })

  test('takes a file as the body, and two at once are both in the kit', async () => {
    const answers = await Promise.all(
      ['one', 'two'].map((name) => send('admin', `/${kit}/sources?fileName=${name}.txt`, `The text of ${name}.`)),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect((await sourcesOf())?.map((source: { key: string }) => source.key)).toEqual(['s1', 's2'])
    expect((await sourcesOf())?.map((source: { title: string }) => source.title).sort()).toEqual(['one', 'two'])
  })

  test('a source that comes back with an older version has its key again', async () => {
    for (const name of ['one', 'two', 'three']) await send('editor', `/${kit}/sources?fileName=${name}.txt`, name)
    const keys = async () => (await sourcesOf())?.map(({ key }: { key: string }) => key)
    const at = { collection: 'kits', where: { parent: { equals: kit } }, sort: '-createdAt', limit: 1 } as const
    const [whole] = (await api.payload.findVersions(at)).docs
    const left = (await sourcesOf())?.slice(0, 2)
    await api.as.editor.patch(`/kits/${kit}?draft=true`, { sources: left, _status: 'draft' })
    expect(await keys()).toEqual(['s1', 's2'])
    expect((await api.as.editor.post(`/kits/versions/${whole?.id}?draft=true`)).status).toBe(200)
    expect(await keys()).toEqual(['s1', 's2', 's3'])
    await send('editor', `/${kit}/sources?fileName=four.txt`, 'four')
    expect(await keys()).toEqual(['s1', 's2', 's3', 's4'])
  })

  test('leaves a draft a draft and what is published published', async () => {
    await send('editor', `/${kit}/sources?fileName=a.txt`, 'First.')
    await api.payload.update({ collection: 'kits', id: kit, data: { _status: 'published' } })
    await send('editor', `/${kit}/sources?fileName=b.txt`, 'Second.')
    expect(await sourcesOf(false)).toHaveLength(2)
    await api.payload.update({ collection: 'kits', id: kit, data: { tone: 'warm' }, draft: true })
    await send('editor', `/${kit}/sources?fileName=c.txt`, 'Third.')
    expect(await sourcesOf(false)).toHaveLength(2)
    expect(await sourcesOf()).toHaveLength(3)
  })

  test('is what the next lesson is written from, where the kit was never published', async () => {
    const input = { topic: 'Rooks', kit }
    const tokens = async () =>
      (await api.as.editor.post('/generation-runs/estimate', { kind: 'lessons', input })).body.estimate.promptTokens
    const before = await tokens()
    await send('editor', `/${kit}/sources`, 'Rooks like open files. '.repeat(200))
    // As somebody leaves a form: rows without what they must have in the end.
    const unfinished = { glossary: [{ term: 'castle' }], vocabulary: [{ meaning: 'a piece' }], title: null }
    await api.payload.update({ collection: 'kits', id: kit, data: { ...unfinished, _status: 'draft' }, draft: true })
    expect(await tokens()).toBeGreaterThan(before + 800)
  })

  test.each<[string, BodyInit, number, string]>([
    ['nothing', '', 400, 'empty_file'],
    ['white space', '  ', 422, 'file_without_text'],
    ['a form without a file', new FormData(), 400, 'no_file'],
    ['an empty file', formOf('', 'a.txt'), 400, 'empty_file'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 415, 'unsupported_file'],
    ['a broken PDF', '%PDF-1.7 nothing follows', 422, 'broken_file'],
    ['a PDF with a password', new Uint8Array(pdfOf([['Rooks']], { isLocked: true })), 422, 'encrypted_file'],
    ['a form with 11 MB', formOf('x'.repeat(11 * 1024 * 1024), 'a.txt'), 413, 'file_too_large'],
    ['a form with a byte too many', formOf('x'.repeat(mostFileBytes + 1), 'a.txt'), 413, 'file_too_large'],
    ['text for a thousand sources', 'rooks like files '.repeat(500_000), 422, 'too_many_sources'],
  ])('refuses %s, and the kit stays as it is', async (_, body, status, code) => {
    const answer = await send('editor', `/${kit}/sources`, body)
    expect(answer).toMatchObject({ status, body: { errors: [{ data: { code } }] } })
    expect(await sourcesOf()).toEqual([])
  })

  test('stops reading a body that is too large, however much would come', async () => {
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1024 * 1024
        if (sent > 200 * 1024 * 1024) controller.close()
        else controller.enqueue(new Uint8Array(1024 * 1024).fill(97))
      },
    })
    expect(await send('editor', `/${kit}/sources`, body)).toMatchObject({
      status: 413,
      body: { errors: [{ data: { code: 'file_too_large', maxBytes: mostFileBytes } }] },
    })
    expect(sent).toBeLessThan(15 * 1024 * 1024)
  })

  test('refuses a file that gives more sources than the kit has room for', async () => {
    const sources = Array.from({ length: 199 }, (_, at) => ({ title: `Source ${at}`, text: 'Rooks.' }))
    await api.payload.update({ collection: 'kits', id: kit, data: { sources }, draft: true })
    const answer = await send('editor', `/${kit}/sources`, formOf(pdfOf([['One'], ['Two']]), 'a.pdf'))
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ data: { code: 'too_many_sources', sources: 201, max: 200 } }] },
    })
    expect(await sourcesOf()).toHaveLength(199)
  })

  test.each<[Actor, number]>([
    ['visitor', 401],
    ['member', 403],
    ['roleless', 403],
    ['student', 403],
  ])('is not for a %s', async (actor, status) => {
    expect((await send(actor, `/${kit}/sources`, 'Rooks.')).status).toBe(status)
    expect((await send(actor, '/sources', 'Rooks.')).status).toBe(status)
    expect(await sourcesOf()).toEqual([])
  })

  test.each(['999999', 'nothing', '1.5', '-1'])('answers 404 for a kit that is not there: %s', async (id) => {
    expect(await send('editor', `/${id}/sources`, 'Rooks.')).toMatchObject({
      status: 404,
      body: { errors: [{ data: { code: 'not_found' } }] },
    })
  })
})

test('POST /kits/sources says what a file has and saves nothing', async () => {
  const before = await api.payload.count({ collection: 'kits' })
  expect(await send('teacher', '/sources', formOf(pdfOf([['Rooks like files.']]), 'book.pdf'))).toEqual({
    status: 200,
    body: {
      sources: [{ title: 'book', text: 'Rooks like files.', page: 1, fileName: 'book.pdf' }],
      message: '1 source was read.',
    },
  })
  expect(await api.payload.count({ collection: 'kits' })).toEqual(before)
})

test('a source keeps its key for ever, and no client chooses or changes one', async () => {
  const save = async (sources: object[]) => {
    const { body } = await api.as.editor.patch(`/kits/${kit}?draft=true`, { sources })
    return body.doc.sources as { id: string; key: string; title: string }[]
  }
  const [a, b, c] = await save([{ title: 'A', key: 's9' }, { title: 'B' }, { title: 'C' }])
  expect([a?.key, b?.key, c?.key]).toEqual(['s1', 's2', 's3'])
  const moved = await save([{ ...b, key: 's7' }, { title: 'New' }, { ...a }])
  expect(moved.map(({ key, title }) => [title, key])).toEqual([
    ['B', 's2'],
    ['New', 's4'],
    ['A', 's1'],
  ])
  // The last key is not given again either.
  const [first] = moved
  await save([{ ...first }])
  expect((await save([{ ...first }, { title: 'Newest' }])).map(({ key }) => key)).toEqual(['s2', 's5'])
})
