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
  api = await startApi({
    options: {
      drillSeries: { maxPositionsPerPhase: 2, extraPositionsPerPhase: 0 },
      collectionOverrides: {
        drillSeries: ({ defaultCollection }) => ({
          ...defaultCollection,
          access: {
            ...defaultCollection.access,
            // A teacher changes what was given to teachers, an editor everything.
            update: ({ req }) =>
              req.user?.id === api.as.teacher.id ? { title: { equals: 'For teachers' } } : Boolean(req.user),
          },
        }),
      },
    },
  })
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

test('where a host has narrowed who changes a series, nobody else adds to it', async () => {
  const [one, other] = [await made({}), await made({})].map(({ run }) => run.target.value)
  await api.payload.update({ collection: 'drill-series', id: other, data: { title: 'For teachers' } })
  const ask = async (actor: 'teacher' | 'editor', addTo: unknown) => {
    const { status, body } = await api.as[actor].post('/generation-runs', {
      kind: 'drillSeries',
      input: { targetDrillCount: 2, addTo },
    })
    return [status, body.errors?.[0].data]
  }
  expect(await ask('teacher', one)).toEqual([403, { code: 'add_to_not_allowed', addTo: one }])
  expect(await ask('editor', one)).toEqual([201, undefined])
  expect(await ask('teacher', other)).toEqual([201, undefined])
})
