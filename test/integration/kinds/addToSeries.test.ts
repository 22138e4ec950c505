import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf, table } from '../../../src/database/adapter.js'
import type { Worker } from '../../../src/index.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'

let api: Api
let worker: Worker

beforeAll(async () => {
  api = await startApi({ options: { drillSeries: { maxPositionsPerPhase: 2, extraPositionsPerPhase: 0 } } })
  await addPositions({ payload: api.payload, counts: { opening: 4 } })
  worker = api.work()
})
afterAll(async () => {
  await worker?.stop()
  await api?.stop()
})

const made = async (input: object) => runEnded(api, (await requestRun(api, { targetDrillCount: 2, ...input })).id)

test('a series that has the least used positions of its phase already is filled from the others', async () => {
  const first = await made({})
  // Other series use those it does not have more than its own.
  await poolOf(api.payload).execute(
    sql`update ${table(api.payload, 'positions')} set drill_count = 5 where drill_count = 0`,
  )
  const more = await made({ addTo: first.run.target.value })
  expect(more.run).toMatchObject({ status: 'completed', progress: { generated: 2 } })
  expect(new Set([...first.drills, ...more.drills].map(({ position }) => position)).size).toBe(4)
})
