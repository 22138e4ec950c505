import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf, postgres } from '../../../../src/database/adapter.js'
import { runTasksNow } from '../../../../src/jobs/maintenance/runTasks.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { readRun } from '../../runs/helpers/readRun.js'
import { requestRun } from '../../runs/helpers/requestRun.js'
import { runEnded } from '../../runs/helpers/runEnded.js'

// The SQL is that of docs/scaling.md, word by word.
const blocks = readFileSync(path.resolve('docs/scaling.md'), 'utf8').matchAll(/```sql\n(-- .*\n[^`]*)```/g)
const documented = [...blocks].map(([, block = '']) => block)
const run = async (title: string, change = (text: string) => text): Promise<number | null> => {
  const block = documented.find((text) => text.startsWith(`-- ${title}`))
  if (!block) throw new Error(`docs/scaling.md has no SQL that begins with "-- ${title}".`)
  return (await postgres(host.payload).pool.query(change(block))).rowCount
}

let host: TestPayload
let old: Awaited<ReturnType<typeof makeRun>>
let recent: typeof old

const makeRun = async () => {
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const worker = host.work()
  const ended = await runEnded(host, id)
  await worker.stop()
  return ended
}
const rowsOf = async (query: ReturnType<typeof sql>) => (await poolOf(host.payload).execute(query)).rows

beforeAll(async () => {
  host = await startTestPayload({ options: { model: { logBodies: true } } })
  await addPositions({ payload: host.payload, counts: { opening: 8 } })
  old = await makeRun()
  recent = await makeRun()
  await rowsOf(sql`update generation_runs set finished_at = now() - interval '200 days' where id = ${old.run.id}`)
  await rowsOf(sql`update generation_logs set created_at = now() - interval '8 days' where run_id = ${old.run.id}`)
})
afterAll(() => host?.stop())

test('bodies of old logs go, and nothing else of them', async () => {
  expect(await run('Bodies')).toBe(1)
  const [before, after] = [old.logs[0], (await readRun(host, old.run.id)).logs[0]]
  expect(before?.answerBody).toBeTruthy()
  expect(after).toEqual({ ...before, requestBody: null, answerBody: null, createdAt: after?.createdAt })
  expect((await readRun(host, recent.run.id)).logs).toEqual(recent.logs)
})

test('old logs go by themselves, and the run still knows what it used', async () => {
  await rowsOf(sql`update generation_logs set created_at = now() - interval '91 days' where run_id = ${old.run.id}`)
  expect((await runTasksNow(host.payload, ['retention'])).retention).toMatchObject({ facts: { logs: 1 } })
  expect(await readRun(host, old.run.id)).toEqual({
    ...old,
    logs: [],
    run: { ...old.run, finishedAt: expect.anything() },
  })
  expect((await readRun(host, recent.run.id)).logs).toEqual(recent.logs)
})

test('old runs go with their steps; drafts stay, and so do runs that are younger or open', async () => {
  const { id: open } = await requestRun(host, { targetDrillCount: 5 })
  expect(await run('Runs that ended')).toBe(1)
  expect(await rowsOf(sql`select id from generation_runs order by id`)).toEqual([{ id: recent.run.id }, { id: open }])
  expect(await rowsOf(sql`select count(*)::int as count from generation_steps where run_id = ${old.run.id}`)).toEqual([
    { count: 0 },
  ])
  expect((await host.payload.count({ collection: 'drills' })).totalDocs).toBe(10)
  expect((await readRun(host, recent.run.id)).steps).toEqual(recent.steps)
})

/** What the rows of a table refer to, and what becomes of them when that goes. */
const referencesOf = (name: string) =>
  rowsOf(sql`
    select a.attname as column, c.confrelid::regclass::text as refers_to, c.confdeltype as on_delete
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.conrelid = ${name}::regclass and c.contype = 'f' order by 1
  `)

test('logs in partitions are written, read, deleted and dropped as before', async () => {
  const references = await referencesOf('generation_logs')
  expect(references.map(({ column }) => column)).toEqual(['acknowledged_by_id', 'run_id', 'step_id', 'user_id'])
  // The month of the page comes to pass: of another, nothing is there but what is put there.
  await run('Logs in partitions', (text) => text.replace(/2026(?=[-_]12)/g, '2099').replace('2027-01-01', '2100-01-01'))
  expect(await referencesOf('generation_logs')).toEqual(references)
  expect((await readRun(host, recent.run.id)).logs).toEqual(recent.logs)
  const made = await makeRun()
  expect(made.run.status).toBe('completed')
  expect(made.logs).toHaveLength(1)
  await rowsOf(sql`update generation_logs set created_at = '2099-12-24' where run_id = ${made.run.id}`)
  expect(await rowsOf(sql`select run_id from generation_logs_2099_12`)).toEqual([{ run_id: made.run.id }])
  await rowsOf(sql`drop table generation_logs_2099_12`)
  expect((await readRun(host, made.run.id)).logs).toEqual([])
  await host.payload.delete({ collection: 'generation-logs', where: { run: { equals: recent.run.id } } })
  expect((await readRun(host, recent.run.id)).logs).toEqual([])
  await host.payload.delete({ collection: 'generation-runs', id: made.run.id })
})
