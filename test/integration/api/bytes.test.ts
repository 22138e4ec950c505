import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPositions } from '../addPositions.js'
import { finishRun } from './finishRun.js'
import { requestRun } from './requestRun.js'
import { type Api, startApi } from './startApi.js'

let api: Api
let run: number
let series: number

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 30, endgame: 30 } })
  const input = { targetDrillCount: 50, phases: ['opening', 'endgame'], batchSize: 10, seed: 7 }
  run = (await requestRun(api.as.student, input)).id
  series = (await finishRun(api, run)).series
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
  ['/generation/limits', 2 * KB],
  ['/generation/health', 2 * KB],
]

test.each(documented)('GET %s answers what was asked for, and not the library with it', async (path, most) => {
  const address = path.replace('SERIES', String(series)).replace('RUN', String(run))
  const response = await api.as.editor.request(address)
  expect(response.status).toBe(200)
  const { length } = await response.text()
  console.log(path, length)
  expect(length).toBeLessThan(most)
})
