import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../src/database/adapter.js'
import { goodPlan } from '../integration/content/plans/startPlans.js'
import { startTestPayload, type TestPayload } from '../integration/helpers/startTestPayload.js'
import { outlineKind } from '../integration/kinds/outlineKind.js'
import { Gate } from '../integration/runs/helpers/Gate.js'
import { runEnded } from '../integration/runs/helpers/runEnded.js'
import { waitFor } from '../shared/waitFor.js'
import { WorkerProcesses } from './processes/WorkerProcesses.js'

const answers = new Gate()
let host: TestPayload
let processes: WorkerProcesses
let before = 0
const calls = () => host.model.requests().length - before

beforeAll(async () => {
  const respond = async () => {
    await answers.pass()
    return goodPlan
  }
  host = await startTestPayload({ kinds: [outlineKind], model: { latencyMs: 300, respond } })
  processes = new WorkerProcesses(host)
})
afterAll(async () => {
  await processes?.killAll()
  await host?.stop()
})
beforeEach(() => {
  before = host.model.requests().length
})
afterEach(async () => {
  answers.open()
  await processes.killAll()
})

const request = async (topic: string) => {
  const data = { kind: 'outline', input: { topic } }
  return (await host.payload.create({ collection: 'generation-runs', depth: 0, data })).id
}
/** Ends of the runs, and what each made its lesson from. */
const ended = async (ids: readonly (number | string)[]) => {
  const runs = await Promise.all(ids.map((id) => runEnded(host, id, 120_000)))
  const { docs } = await host.payload.find({
    collection: 'lessons',
    where: { 'provenance.run': { in: [...ids] } },
    ...{ depth: 0, draft: true, pagination: false },
  })
  return {
    statuses: new Set(runs.map(({ run }) => run.status)),
    outcomes: runs.map(({ steps }) => steps[0]?.result?.outcome),
    lessons: docs.map(({ plan, planVersion, objective }) => JSON.stringify({ plan, planVersion, objective })),
  }
}

test('twenty equal requests at once on four processes: one call, twenty equal plans, and none for those who come later', async () => {
  const workers = Array.from({ length: 4 }, () => processes.start({ CONCURRENCY: '5' }))
  await Promise.all(workers.map(({ ready }) => ready))
  const ids = await Promise.all(Array.from({ length: 20 }, () => request('Four processes')))
  await Promise.all(workers.map((worker) => worker.work()))
  const { statuses, outcomes, lessons } = await ended(ids)
  expect(statuses).toEqual(new Set(['completed']))
  expect(calls()).toBe(1)
  expect(lessons).toHaveLength(20)
  expect(new Set(lessons).size).toBe(1)
  expect(outcomes.map(({ how }) => how).sort()).toEqual([...Array(19).fill('found'), 'written'])
  expect((await ended([await request('Four processes')])).outcomes).toMatchObject([{ how: 'found' }])
  expect(calls()).toBe(1)
})

test('when the writer of a plan is killed another step takes over, and those that wait use what it writes', async () => {
  const [first, second] = [processes.start(), processes.start({ CONCURRENCY: '5' })]
  await Promise.all([first.ready, second.ready])
  answers.close()
  const writer = await request('Killed writer')
  await first.work()
  await waitFor('the writer to ask', () => calls() === 1)
  const others = await Promise.all(Array.from({ length: 4 }, () => request('Killed writer')))
  await second.work()
  await waitFor('the others to wait', async () => {
    const waiting = sql`select 1 from generation_steps where status = 'queued' and result -> 'waitsFor' is not null`
    return (await poolOf(host.payload).execute(waiting)).rows.length === 4
  })
  expect(calls(), 'while the writer has its lease').toBe(1)
  await first.kill()
  // As if it had been dead for longer than its lease.
  await poolOf(host.payload).execute(sql`update generation_steps set lease_until = now() where status = 'running'`)
  answers.open()
  const { statuses, lessons } = await ended([writer, ...others])
  expect(statuses).toEqual(new Set(['completed']))
  // The killed call, and the one of who took over.
  expect(calls()).toBe(2)
  expect(new Set(lessons).size).toBe(1)
})

test('a worker that is killed between the plan and what follows costs no second call', async () => {
  const [first, second] = [processes.start({ CONCURRENCY: '1' }), processes.start()]
  await Promise.all([first.ready, second.ready])
  answers.close()
  const id = await request('Killed between')
  await first.work()
  await waitFor('the plan to be asked for', () => calls() === 1)
  // Nothing that comes next can be claimed before the worker is dead.
  const hold = sql`
    create function hold_back() returns trigger language plpgsql as $$
    begin if new.kind = 'generate' then new.run_after := now() + interval '1 hour'; end if; return new; end $$;
    create trigger hold_back before insert on generation_steps for each row execute function hold_back()`
  await poolOf(host.payload).execute(hold)
  answers.open()
  await waitFor('the plan to be saved', async () => {
    const done = sql`select 1 from generation_steps where run_id = ${id} and kind = 'plan' and status = 'done'`
    return (await poolOf(host.payload).execute(done)).rows.length === 1
  })
  await first.kill()
  await poolOf(host.payload).execute(sql`drop trigger hold_back on generation_steps`)
  await poolOf(host.payload).execute(sql`update generation_steps set run_after = now() where status = 'queued'`)
  await second.work()
  expect((await ended([id])).statuses).toEqual(new Set(['completed']))
  expect(calls()).toBe(1)
})
