import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf, postgres } from '../../src/database/postgres.js'
import { startTestPayload, type TestPayload } from '../integration/startTestPayload.js'
import { ClaimerProcess } from './ClaimerProcess.js'

const steps = 200
let host: TestPayload
let claimers: ClaimerProcess[] = []

beforeAll(async () => {
  host = await startTestPayload()
  const { connectionString = '' } = postgres(host.payload).poolOptions
  claimers = Array.from({ length: 4 }, () => new ClaimerProcess(connectionString))
  await Promise.all(claimers.map((claimer) => claimer.ready()))
})
afterAll(async () => {
  await Promise.all(claimers.map((claimer) => claimer.kill()))
  await host?.stop()
})

/** Four processes with five slots each, at one instant, on steps that are all due. */
const race = async (isNaive = false) => {
  const db = poolOf(host.payload)
  await db.execute(sql`delete from generation_steps`)
  await db.execute(sql`
    with run as (
      insert into generation_runs (kind, input, status, open_steps, version) values ('drillSeries', '{}', 'running', ${steps}, 1)
      returning id
    )
    insert into generation_steps (run_id, "index", kind, status, run_after, requester_key, rank, attempts, claims, token, saved, missing, version)
    select run.id, number, 'generate', 'queued', now(), number % 7, number % 3, 0, 0, 0, 0, 0, 1 from run, generate_series(1, ${steps}) number`)
  const atMs = Date.now() + 100
  const claimed = (await Promise.all(claimers.map((claimer) => claimer.claim({ atMs, isNaive })))).flat()
  const { rows } = await db.execute(sql`select count(*)::int as left from generation_steps where status = 'queued'`)
  return { claimed: claimed.length, different: new Set(claimed).size, left: rows[0]?.left }
}

test('four processes at one instant: every step is claimed by one of them', async () => {
  for (let round = 0; round < 10; round += 1) {
    expect(await race()).toEqual({ claimed: steps, different: steps, left: 0 })
  }
})

test('a claim that looks and then takes gives steps twice, so that this test would see it', async () => {
  let doubled = 0
  for (let round = 0; round < 5 && doubled === 0; round += 1) {
    const { claimed, different } = await race(true)
    doubled = claimed - different
  }
  expect(doubled).toBeGreaterThan(0)
})
