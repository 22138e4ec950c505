import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { poolOf, postgres } from '../../src/database/adapter.js'
import { NotSaved } from '../../src/runs/vocabulary.js'
import { addPositions } from '../integration/helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../integration/helpers/startTestPayload.js'
import { requestRun } from '../integration/runs/helpers/requestRun.js'
import { runEnded } from '../integration/runs/helpers/runEnded.js'
import { startCuttingProxy } from '../shared/proxies.js'
import { WorkerProcesses } from './processes/WorkerProcesses.js'

let host: TestPayload
let processes: WorkerProcesses
let before = 0

beforeAll(async () => {
  host = await startTestPayload({ options: { steps: { retryDelayMs: 10 } } })
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
  processes = new WorkerProcesses(host)
  await execute(sql`create sequence commits`)
})
afterAll(async () => {
  await processes?.killAll()
  await host?.stop()
})
beforeEach(() => {
  before = host.model.requests().length
})

const execute = (query: ReturnType<typeof sql>) => poolOf(host.payload).execute(query)
const calls = () => host.model.requests().length - before

/** Everything once, and nothing lost. */
const expectWhole = ({ run, drills, steps }: Awaited<ReturnType<typeof runEnded>>) => {
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 5, failed: 0 }, openSteps: 0 })
  expect(drills.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5])
  expect(steps.map(({ kind, status }) => [kind, status])).toEqual([
    ['plan', 'done'],
    ['generate', 'done'],
    ['finish', 'done'],
  ])
}

const kinds = ['plan', 'generate', 'finish']
const failures = {
  'refuses it': sql`raise 'This commit fails.'`,
  'dies in it': sql`perform pg_terminate_backend(pg_backend_pid())`,
}

test.each(kinds.flatMap((kind) => Object.entries(failures).map(([how, statement]) => [kind, how, statement] as const)))(
  'the COMMIT of a %s step, when the backend %s, counts as not done and is done again',
  async (kind, _, statement) => {
    await execute(sql`select setval('commits', 1, false)`)
    // Deferred, so that it comes inside of the COMMIT, whose error Payload's adapter swallows.
    await execute(sql`
      create or replace function break_commit() returns trigger language plpgsql as $$
      begin
        if new.status = 'done' and new.kind = ${sql.raw(`'${kind}'`)} and nextval('commits') = 1 then ${statement}; end if;
        return new;
      end $$`)
    await execute(sql`
      create constraint trigger break_commit after update on generation_steps
      deferrable initially deferred for each row execute function break_commit()`)
    const log = vi.spyOn(host.payload.logger, 'error')
    const worker = host.work()
    try {
      const { id } = await requestRun(host, { targetDrillCount: 5 })
      const ended = await runEnded(host, id)
      expectWhole(ended)
      // Whoever worked on it knows, too.
      expect(log).toHaveBeenCalledWith(expect.objectContaining({ kind, err: expect.any(NotSaved) }))
      expect(ended.steps.map(({ claims }) => claims)).toEqual(kinds.map((each) => (each === kind ? 2 : 1)))
      expect(calls()).toBe(1)
    } finally {
      log.mockRestore()
      await worker.stop()
      await execute(sql`drop trigger break_commit on generation_steps`)
    }
  },
)

test('a COMMIT whose answer is lost counts as done: no step is done again', async () => {
  const uri = String(postgres(host.payload).poolOptions.connectionString)
  // What the fence says, and nothing else.
  const proxy = await startCuttingProxy({ uri, statement: 'saved = saved +' })
  const worker = processes.start({ DATABASE_URI: proxy.uri })
  try {
    const { id } = await requestRun(host, { targetDrillCount: 5 })
    await worker.work()
    const ended = await runEnded(host, id)
    expectWhole(ended)
    expect(proxy.cuts()).toBe(3)
    expect(ended.steps.map(({ claims }) => claims)).toEqual([1, 1, 1])
    expect(calls()).toBe(1)
  } finally {
    await worker.kill()
    await proxy.stop()
  }
})
