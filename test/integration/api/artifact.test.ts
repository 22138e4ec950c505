import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { addPositions } from '../helpers/addPositions.js'
import { finishRun } from './helpers/finishRun.js'
import { requestRun } from './helpers/requestRun.js'
import { type Api, startApi } from './helpers/startApi.js'

let api: Api
let series: number

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
  series = (await finishRun(api, (await requestRun(api.as.teacher)).id)).target.value
})
afterAll(() => api?.stop())

const readArtifact = async () => (await api.as.teacher.get(`/drill-series/${series}?draft=true`)).body.artifact
const readDrills = async () =>
  (await api.as.teacher.get(`/drills?where[series][equals]=${series}&depth=0&draft=true&sort=order`)).body.docs

test('the artifact says what the drills say, in their order', async () => {
  const { drills, ...rest } = await readArtifact()
  expect(rest).toEqual({ series })
  const docs = await readDrills()
  expect(docs).toHaveLength(4)
  expect(drills).toMatchObject(
    docs.map((doc: Record<string, unknown> & { hints: { text: string }[]; provenance: { item: string } }) => ({
      key: doc.provenance.item,
      position: doc.position,
      principle: doc.principle,
      prompt: doc.prompt,
      solution: doc.solution,
      hints: doc.hints.map(({ text }) => text),
    })),
  )
  for (const { choices, explanation } of drills) {
    expect(choices.filter(({ correct }: { correct: boolean }) => correct)).toHaveLength(1)
    expect(explanation.length).toBeGreaterThan(10)
  }
})

test('no column stores the artifact', async () => {
  const { rows } = await poolOf(api.payload).execute(
    sql`select table_name from information_schema.columns where column_name like '%artifact%'`,
  )
  expect(rows).toEqual([])
})

test('the artifact survives the loss of everything but the drills', async () => {
  const before = await readArtifact()
  const db = poolOf(api.payload)
  await db.execute(sql`delete from _drill_series_v`)
  await db.execute(sql`delete from generation_steps`)
  await db.execute(sql`delete from generation_logs`)
  await db.execute(sql`delete from generation_runs`)
  expect(await readArtifact()).toEqual(before)
})

test('the artifact cannot be written', async () => {
  const before = await readArtifact()
  await api.as.admin.patch(`/drill-series/${series}?draft=true`, { artifact: { series, drills: [] }, title: 'Renamed' })
  expect(await readArtifact()).toEqual(before)
})

test('an edit shows in the artifact, a new order reorders it, a deleted drill is gone', async () => {
  const [first, second, third] = await readDrills()
  await api.as.editor.patch(`/drills/${first.id}?draft=true`, { prompt: 'Edited by a person.', order: 99 })
  await api.as.editor.delete(`/drills/${second.id}`)
  const { drills } = await readArtifact()
  expect(drills).toHaveLength(3)
  expect(drills[0]).toMatchObject({ prompt: third.prompt })
  expect(drills.at(-1)).toMatchObject({ key: first.provenance.item, prompt: 'Edited by a person.' })
})

test('a series without drills has an empty artifact', async () => {
  const { body } = await api.as.editor.post('/drill-series?draft=true', { title: 'Empty', game: 'chess' })
  expect(body.doc.artifact).toEqual({ series: body.doc.id, drills: [] })
})

test('it is computed once for each who asks for it, and for nobody else', async () => {
  const find = vi.spyOn(api.payload, 'find')
  /** How often the drills of series were read meanwhile. */
  const computed = async (ask: () => Promise<unknown>): Promise<number> => {
    find.mockClear()
    await ask()
    return find.mock.calls.filter(([{ collection }]) => collection === 'drills').length
  }
  try {
    const { as } = api
    expect(await computed(() => as.editor.graphql('{ AllDrillSeries { docs { title } } }'))).toBe(0)
    expect(await computed(() => as.editor.graphql(`{ DrillSeries(id: ${series}) { title } }`))).toBe(0)
    const listed = await as.editor.graphql('{ AllDrillSeries { docs { id artifact } } }')
    const [{ id, artifact }] = listed.body.data.AllDrillSeries.docs.filter((one: { id: number }) => one.id === series)
    expect(artifact).toMatchObject({ series: id })
    const one = await as.editor.graphql(`{ DrillSeries(id: ${series}, draft: true) { artifact } }`)
    expect(one.body.data.DrillSeries.artifact).toEqual(await readArtifact())
    expect(await computed(readArtifact)).toBe(1)
    expect(await computed(() => as.editor.patch(`/drill-series/${series}?draft=true`, { title: 'Once' }))).toBe(1)
  } finally {
    find.mockRestore()
  }
})
