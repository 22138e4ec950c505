import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPositions } from '../helpers/addPositions.js'
import { finishRun } from './helpers/finishRun.js'
import { requestRun } from './helpers/requestRun.js'
import { type Api, startApi } from './helpers/startApi.js'

let api: Api
let run: number
let series: number

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 30, endgame: 30 } })
  const input = { targetDrillCount: 50, phases: ['opening', 'endgame'], batchSize: 10, seed: 7 }
  run = (await requestRun(api.as.student, input)).id
  series = (await finishRun(api, run)).target.value
})
afterAll(() => api?.stop())

const KB = 1024

/** Every documented request that reads, on a series of 50 drills, and the most it may answer. */
const documented: [string, number][] = [
  ['/drills?where[series][equals]=SERIES&sort=order&limit=50', 200 * KB],
  ['/drills?where[series][equals]=SERIES&sort=order', 40 * KB],
  ['/drill-series/SERIES', 100 * KB],
  ['/drill-series', 20 * KB],
  ['/generation-runs/RUN', 4 * KB],
  ['/generation-runs', 4 * KB],
  ['/generation-steps?where[run][equals]=RUN', 200 * KB],
  ['/generation-logs?where[run][equals]=RUN', 30 * KB],
  ['/positions', 10 * KB],
  ['/generation/limits', 4 * KB],
  ['/generation/health', 2 * KB],
]

test('documented requests over GraphQL and of a run answer no more either', async () => {
  const query = `{ Drills(where: { series: { equals: ${series} } }, sort: "order", limit: 50) {
    docs { prompt choices { text correct rationale } solution } } }`
  const drills = await api.as.editor.graphql(query)
  expect(drills.body.data.Drills.docs).toHaveLength(50)
  expect(JSON.stringify(drills.body).length).toBeLessThan(60 * KB)
  const input = { targetDrillCount: 50, phases: ['opening', 'endgame'] }
  for (const path of ['/generation-runs/estimate', '/generation-runs']) {
    const { body } = await api.as.student.post(path, { kind: 'drillSeries', input })
    expect(JSON.stringify(body).length).toBeLessThan(4 * KB)
  }
})

test('in a list of series the artifact is there when it was asked for by name', async () => {
  const named = await api.as.editor.get('/drill-series?select[artifact]=true')
  expect(named.body.docs.find(({ id }: { id: number }) => id === series).artifact.drills).toHaveLength(50)
  const unnamed = await api.as.editor.get('/drill-series?select[title]=true')
  for (const { body } of [unnamed, await api.as.editor.get('/drill-series')]) {
    for (const doc of body.docs) expect(doc).not.toHaveProperty('artifact')
  }
})

test.each(documented)('GET %s answers what was asked for, and not the library with it', async (path, most) => {
  const address = path.replace('SERIES', String(series)).replace('RUN', String(run))
  const response = await api.as.editor.request(address)
  expect(response.status).toBe(200)
  const { length } = await response.text()
  expect(length).toBeLessThan(most)
})
