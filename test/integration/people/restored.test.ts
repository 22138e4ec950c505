import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Documents, startDocuments } from './words/Documents.js'

let api: Documents

beforeAll(async () => {
  api = await startDocuments()
})
afterAll(() => api?.stop())

type Doc = Record<string, unknown>

const collections = ['drills', 'lessons', 'sections', 'courses'] as const
type Collection = (typeof collections)[number]

const read = async (collection: Collection, id: number | string): Promise<Doc> =>
  (await api.as.editor.get(`/${collection}/${id}?draft=true&depth=0`)).body
const textsOf = ({ updatedAt: _, ...doc }: Doc) => doc
const newestVersion = async (collection: Collection, id: number | string, back = 0): Promise<number> => {
  const where = `where[parent][equals]=${id}&sort=-createdAt&limit=20&depth=0`
  const { body } = await api.as.editor.get(`/${collection}/versions?${where}`)
  return body.docs[back].id
}
const restore = async (collection: Collection, version: number): Promise<void> => {
  const { status } = await api.as.editor.post(`/${collection}/versions/${version}?draft=true`)
  expect(status).toBe(200)
}

test.each(collections)(
  'a version of %s that is restored brings back all of it, also what only runs write',
  async (name) => {
    const ids = await api.fresh()
    const before = await read(name, ids[name])
    expect(before).toMatchObject({ aiDisclosure: 'ai-generated', provenance: { model: expect.any(String) } })
    await restore(name, await newestVersion(name, ids[name]))
    expect(textsOf(await read(name, ids[name]))).toEqual(textsOf(before))
  },
)

test('over GraphQL, too', async () => {
  const { lessons } = await api.fresh()
  const before = await read('lessons', lessons)
  const version = await newestVersion('lessons', lessons)
  const { body } = await api.as.editor.graphql(`mutation { restoreVersionLesson(id: ${version}, draft: true) { id } }`)
  expect(body.errors).toBeUndefined()
  expect(textsOf(await read('lessons', lessons))).toEqual(textsOf(before))
})

test('what a person takes out of a version that was restored stays out when the course is filled', async () => {
  const ids = await api.fresh()
  await restore('sections', await newestVersion('sections', ids.sections))
  await api.as.editor.patch(`/sections/${ids.sections}?draft=true`, { content: [], _status: 'draft' })
  const input = { course: ids.courses, sections: ['summary', 'metadata'] }
  expect((await api.as.editor.post('/generation-runs', { kind: 'course', input })).status).toBe(201)
  await api.worker.drain()
  expect((await read('sections', ids.sections)).content).toEqual([])
})

test('a part that a run wrote since the version, and which that does not have, was taken out by whoever restored it', async () => {
  const ids = await api.fresh()
  const { written, ...before } = await read('sections', ids.sections)
  // As if the run had written the part after this version.
  await api.payload.update({
    ...{ collection: 'sections', id: ids.sections, draft: true, depth: 0 },
    data: { content: [], written: {}, _status: 'draft' },
  })
  const empty = await newestVersion('sections', ids.sections)
  await api.payload.update({
    ...{ collection: 'sections', id: ids.sections, draft: true, depth: 0 },
    data: { content: before.content, written, _status: 'draft' },
  })
  await restore('sections', empty)
  expect(await read('sections', ids.sections)).toMatchObject({ content: [], written })
})

test('a drill shows its position as it is now, however old the version is', async () => {
  const ids = await api.fresh()
  const version = await newestVersion('drills', ids.drills)
  const { position } = await read('drills', ids.drills)
  const { doc } = (
    await api.as.editor.patch(`/positions/${position}?depth=0`, {
      notation: '8/8/8/8/8/4k3/8/4K2R w K - 0 1',
      solution: { best: 'Rh3+' },
    })
  ).body
  expect(doc.notation).toContain('4K2R')
  await restore('drills', version)
  expect((await read('drills', ids.drills)).notation).toBe(doc.notation)
})
