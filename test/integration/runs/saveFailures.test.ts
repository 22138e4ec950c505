import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionAfterChangeHook, PayloadRequest } from 'payload'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { transactionOf } from '../../../src/database/transactions.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { isWaitedFor } from '../helpers/isWaitedFor.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { control } from './helpers/control.js'
import { readRun } from './helpers/readRun.js'
import { requestRun } from './helpers/requestRun.js'
import { runEnded } from './helpers/runEnded.js'

interface Item {
  key: string
  position: number
}

let host: TestPayload
let worker: { stop(): Promise<void> }
/** What another plugin does whenever a drill is made, in its transaction; `made` counts from 1. */
let onDrill: (req: PayloadRequest, made: number) => Promise<void>
let made = 0
let before = 0

beforeAll(async () => {
  host = await startTestPayload({ options: { steps: { leaseSeconds: 30, retryDelayMs: 10 } } })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
  const hook: CollectionAfterChangeHook = async ({ req }) => {
    made += 1
    await onDrill(req, made)
  }
  host.payload.collections.drills?.config.hooks.afterChange.push(hook)
})
afterAll(() => host?.stop())
beforeEach(() => {
  made = 0
  before = host.model.requests().length
  onDrill = async () => undefined
  worker = host.work()
})
afterEach(() => worker.stop())

const calls = () => host.model.requests().length - before
const drillCounts = async () => {
  const { docs } = await host.payload.find({ collection: 'positions', limit: 100, depth: 0 })
  return docs.reduce((sum, { drillCount }) => sum + drillCount, 0)
}

test('when saving keeps failing the run ends and says why; what was paid for is saved by a retry', async () => {
  const counted = await drillCounts()
  onDrill = async (_, count) => {
    if (count % 2 === 0) throw new Error('The glossary plugin is out of order.')
  }
  const { id } = await requestRun(host)
  const failed = await runEnded(host, id)
  expect(failed.run).toMatchObject({ status: 'failed', progress: { generated: 0, failed: 10 } })
  expect(failed.run.error).toBe('10 of 10 are missing. The glossary plugin is out of order.')
  expect(failed.drills).toEqual([])
  expect(failed.batches).toMatchObject([
    { status: 'failed', attempts: 1, claims: 9 },
    { status: 'failed', attempts: 1, claims: 9 },
  ])
  expect(await drillCounts()).toBe(counted)
  expect(calls()).toBe(2)

  onDrill = async () => undefined
  await control(host, id, 'retry')
  const { run, drills } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 10, failed: 0 } })
  expect(drills).toHaveLength(10)
  expect(await drillCounts()).toBe(counted + 10)
  expect(calls()).toBe(2)
})

test('when saving fails once nothing is half-written, no attempt is spent, and the run completes', async () => {
  onDrill = async (_, count) => {
    if (count === 3) throw new Error('Not now.')
  }
  const { id } = await requestRun(host)
  const { run, drills, batches } = await runEnded(host, id)
  expect(run.status).toBe('completed')
  expect(drills.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(batches.map(({ attempts }) => attempts)).toEqual([1, 1])
  expect(calls()).toBe(2)
})

test.each([2, 5])(
  'an error that a hook of drill %i swallows rolls all of the batch back, not half of it',
  async (nth) => {
    onDrill = async (req, count) => {
      if (count !== nth) return
      // Payload rolls the whole transaction back when a nested call fails, and the hook goes on as if nothing were.
      await req.payload.update({ collection: 'drills', id: 999_999, data: {}, req }).catch(() => undefined)
    }
    const { id } = await requestRun(host, { targetDrillCount: 5 })
    const { run, drills, batches } = await runEnded(host, id)
    expect(run.status).toBe('completed')
    expect(drills.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5])
    expect(batches).toMatchObject([{ attempts: 1, saved: 5 }])
    expect(made).toBe(5 + nth)
    expect(calls()).toBe(1)
  },
)

test('a connection that is cut while drills are saved loses and doubles none', async () => {
  onDrill = async (req, count) => {
    if (count !== 3) return
    const { rows } = await (await transactionOf(req)).execute(sql`select pg_backend_pid() as pid`)
    await poolOf(host.payload).execute(sql`select pg_terminate_backend(${rows[0]?.pid}::int)`)
  }
  const { id } = await requestRun(host)
  const { run, drills } = await runEnded(host, id)
  expect(run.status).toBe('completed')
  expect(drills.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(calls()).toBe(2)
})

test('a COMMIT that fails, which Payload does not tell, counts as not done', async () => {
  const db = poolOf(host.payload)
  await db.execute(sql`create sequence commits`)
  await db.execute(sql`
    create function fail_first_commit() returns trigger language plpgsql as $$
    begin
      if new.status = 'done' and new.kind = 'generate' and nextval('commits') = 1 then raise 'This commit fails.'; end if;
      return new;
    end $$`)
  await db.execute(sql`
    create constraint trigger fail_first_commit after update on generation_steps
    deferrable initially deferred for each row execute function fail_first_commit()`)
  try {
    const { id } = await requestRun(host, { targetDrillCount: 5 })
    const { run, drills, batches, steps } = await runEnded(host, id)
    expect(run).toMatchObject({ status: 'completed', progress: { generated: 5, failed: 0 } })
    expect(drills).toHaveLength(5)
    expect(batches).toMatchObject([{ attempts: 1, claims: 2, saved: 5 }])
    expect(steps.filter(({ kind }) => kind === 'finish')).toHaveLength(1)
    expect(calls()).toBe(1)
    const { rows } = await db.execute(sql`select last_value from commits`)
    expect(Number(rows[0]?.last_value)).toBe(2)
  } finally {
    await db.execute(sql`drop trigger fail_first_commit on generation_steps`)
  }
})

test('a plan that cannot be made any more fails the run at once, with the reason', async () => {
  await worker.stop()
  const curriculum = await host.payload.create({
    collection: 'curricula',
    data: { subject: 'Openings', game: 'chess', principles: [{ name: 'Develop', explanation: 'First.' }] },
  })
  const { id } = await requestRun(host, { curriculum: curriculum.id })
  await host.payload.delete({ collection: 'curricula', id: curriculum.id })
  worker = host.work()
  const { run } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'failed', progress: { generated: 0, failed: 10 } })
  expect(run.error).toMatch(/^10 of 10 are missing\. The run could not be planned: The curriculum \d+ does not exist/)
  expect(calls()).toBe(0)
})

test.each([
  ['before its batch is opened again', false],
  ['after its batch was opened again', true],
])(
  'a position deleted while its drill is saved is a gap with that reason, and the others are made: %s',
  async (_, isLate) => {
    let gone: Item | undefined
    let deletion: Promise<unknown> | undefined
    onDrill = async (_, count) => {
      if (count !== 1) return
      const { docs } = await host.payload.find({ collection: 'generation-steps', sort: '-id', limit: 1, depth: 0 })
      // The last to be saved; the save has locked it all the same.
      const [last] = docs[0]?.input.items.toSorted((a: Item, b: Item) => b.position - a.position) ?? []
      gone = last
      deletion = host.payload.delete({ collection: 'positions', id: last.position })
      await waitFor('the deletion to wait for the save', () => isWaitedFor(host.payload, 'delete from "positions"'))
      throw new Error('Not now.')
    }
    // The deletion has its turn when the first save has failed, and is not over before the next one waits for it.
    const hooks = host.payload.collections.positions?.config.hooks
    const holdOn = () => waitFor('the next save to wait for the deletion', () => isWaitedFor(host.payload))
    if (isLate) hooks?.afterDelete.push(holdOn)
    const { id } = await requestRun(host, { targetDrillCount: 5 })
    const { run, drills } = await runEnded(host, id)
    await deletion
    if (isLate) hooks?.afterDelete.pop()
    expect(run).toMatchObject({ status: 'partial', progress: { generated: 4, failed: 1 } })
    expect(run.gaps).toEqual([{ step: 1, key: gone?.key, reason: 'the position was deleted', isPublic: true }])
    expect(drills).toHaveLength(4)
    expect(drills.map(({ position }) => position)).not.toContain(gone?.position)
    expect(calls()).toBe(1)
  },
)

test('a run cancelled while drills are saved keeps none of them, and cancelling need not wait for the save', async () => {
  const counted = await drillCounts()
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  onDrill = async (_, count) => {
    if (count === 3) await control(host, id, 'cancel')
  }
  await runEnded(host, id)
  await worker.stop()
  expect(made).toBe(5)
  const { run, drills, batches } = await readRun(host, id)
  expect(run).toMatchObject({ status: 'cancelled', progress: { generated: 0 }, openSteps: 0 })
  expect(drills).toEqual([])
  expect(batches).toMatchObject([{ status: 'cancelled', saved: 0 }])
  expect(await drillCounts()).toBe(counted)

  onDrill = async () => undefined
  await control(host, id, 'retry')
  worker = host.work()
  const retried = await runEnded(host, id)
  expect(retried.run).toMatchObject({ status: 'completed', progress: { generated: 5 } })
  expect(retried.drills).toHaveLength(5)
  expect(calls()).toBe(1)
})

test('a run deleted while drills are saved goes as soon as the save is over, without a deadlock; its drafts stay', async () => {
  const { payload } = host
  let deletion: Promise<unknown> | undefined
  const { id, target } = await requestRun(host)
  onDrill = async (_, count) => {
    // Begun from outside of the save's transaction, as an admin would.
    if (count === 2) deletion = payload.delete({ collection: 'generation-runs', id, depth: 0 })
  }
  await waitFor('the deletion to begin', () => deletion !== undefined)
  await deletion
  const { totalDocs } = await payload.count({ collection: 'generation-runs', where: { id: { equals: id } } })
  expect(totalDocs).toBe(0)
  const steps = await payload.count({ collection: 'generation-steps', where: { run: { equals: id } } })
  expect(steps.totalDocs).toBe(0)
  // Whether the second batch was saved before or came too late: what was saved is whole, and is there.
  const { docs: drafts } = await payload.find({
    collection: 'drills',
    where: { series: { equals: target.value } },
    limit: 100,
    depth: 0,
  })
  expect([5, 10]).toContain(drafts.length)
  expect(new Set(drafts.map(({ order }) => order)).size).toBe(drafts.length)
  expect(drafts.every(({ provenance }) => !provenance?.run)).toBe(true)
})
