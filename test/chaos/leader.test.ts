import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../src/database/adapter.js'
import { inTransaction } from '../../src/database/transactions.js'
import { settingsOf } from '../../src/options/Settings.js'
import { storeIn } from '../../src/runs/sql/store.js'
import { takeLead } from '../../src/runs/sql/workers.js'
import { startTestPayload, type TestPayload } from '../integration/helpers/startTestPayload.js'
import { waitFor } from '../shared/waitFor.js'
import type { WorkerProcess } from './processes/WorkerProcess.js'
import { WorkerProcesses } from './processes/WorkerProcesses.js'

// With a beat each second, another worker leads less than four seconds after the leader was last heard of.
// Plans are looked through by themselves twelve hours from now only.
const beats = {
  SWEEP_MS: '1000',
  CRONS: JSON.stringify({ plans: `17 ${(new Date().getUTCHours() + 12) % 24} * * *` }),
}

let host: TestPayload
let processes: WorkerProcesses

beforeAll(async () => {
  host = await startTestPayload()
  processes = new WorkerProcesses(host)
})
afterAll(async () => {
  await processes?.killAll()
  await host?.stop()
})

const execute = async (query: ReturnType<typeof sql>) => (await poolOf(host.payload).execute(query)).rows
/** Of all looks there were. */
let mostLeaders = 0
const leader = async (): Promise<number | undefined> => {
  const found = await execute(sql`select pid::int as pid from generation_workers where leads_until > now()`)
  mostLeaders = Math.max(mostLeaders, found.length)
  return found[0] && Number(found[0].pid)
}
const leaderBeside = (pid: number | undefined) =>
  waitFor('another leader', async () => {
    const found = await leader()
    return found !== undefined && found !== pid && found
  })
/** How often plans were looked through; none while they are. */
const times = async () => {
  const rows = await execute(sql`
    select token::int as token from generation_maintenance where key = 'plans' and running_until is null
  `)
  return rows[0] && Number(rows[0].token)
}
const makeDue = () =>
  execute(sql`update generation_maintenance set next_at = now() - interval '1 second' where key = 'plans'`)
const timesAre = (wanted: number) => waitFor(`plans to be done ${wanted} times`, async () => (await times()) === wanted)

test('one of several workers leads; when it is killed or suspended another one does, never two, and each task is done once', async () => {
  const team: WorkerProcess[] = [1, 2, 3].map(() => processes.start(beats))
  await Promise.all(team.map((process) => process.work()))
  const first = await leaderBeside(undefined)
  await waitFor('all rows', async () => (await execute(sql`select from generation_workers`)).length === 3)
  await waitFor('its task', async () => (await times()) === 0)
  await makeDue()
  await timesAre(1)

  const killedMs = performance.now()
  await team.find(({ pid }) => pid === first)?.kill()
  const second = await leaderBeside(first)
  expect(performance.now() - killedMs).toBeLessThan(20_000)
  await makeDue()
  await timesAre(2)

  const suspended = team.find(({ pid }) => pid === second)
  suspended?.suspend()
  const third = await leaderBeside(second)
  expect(team.map(({ pid }) => pid)).toContain(third)
  await makeDue()
  await timesAre(3)
  suspended?.resume()
  const seen = await execute(sql`select max(seen_at)::text as seen from generation_workers where pid = ${second}`)
  await waitFor('it to be heard of again', async () => {
    const rows = await execute(sql`
      select from generation_workers where pid = ${second} and seen_at > ${seen[0]?.seen}::timestamptz + interval '2 seconds'
    `)
    await leader()
    return rows.length === 1
  })
  // Whoever beats late on a busy machine does not lead for that time.
  expect(await leaderBeside(undefined)).toBe(third)
  expect(await times()).toBe(3)
  expect(mostLeaders).toBe(1)
})

test('twelve workers that look at once: one of them leads, again and again', async () => {
  await processes.killAll()
  const workers = Array.from({ length: 12 }, (_, index) => `worker ${index}`)
  await execute(sql`delete from generation_workers`)
  for (const key of workers) {
    await execute(sql`
      insert into generation_workers (key, host, pid, slots, busy, started_at, seen_at)
      values (${key}, 'here', 1, 1, 0, now(), now())
    `)
  }
  for (let round = 0; round < 20; round += 1) {
    await execute(sql`update generation_workers set leads_until = null`)
    const taken = await Promise.all(
      workers.map((key) =>
        inTransaction(host.payload, async (req) =>
          takeLead(await storeIn(req, settingsOf(host.payload)), { key, leadMs: 60_000 }),
        ),
      ),
    )
    expect(taken.filter(Boolean)).toHaveLength(1)
  }
})
