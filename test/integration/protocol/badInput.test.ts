import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionAfterChangeHook } from 'payload'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { coursewright, InvalidOption } from '../../../src/index.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { control } from '../runs/helpers/control.js'
import { Gate } from '../runs/helpers/Gate.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'

const answers = new Gate()
let host: TestPayload
let workers: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  host = await startTestPayload({
    model: { respond: () => answers.pass() },
    options: { steps: { leaseSeconds: 1, retryDelayMs: 0, attempts: 1 } },
  })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
})
afterAll(() => host?.stop())
afterEach(async () => {
  answers.open()
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
})

const work = () => workers.push(host.work({ sweepMs: 100 }))
const execute = (query: ReturnType<typeof sql>) => poolOf(host.payload).execute(query)
const alerts = async (run: number | string) => {
  const { rows } = await execute(sql`select message from generation_logs where type = 'alert' and run_id = ${run}`)
  return rows.map(({ message }) => String(message))
}
const wakeUp = (columns: string, values: string) =>
  execute(
    sql`insert into payload_jobs (task_slug, queue, ${sql.raw(columns)}) values ('runStep', 'coursewright', ${sql.raw(values)})`,
  )

test.each([
  ['that lost its input', 'input', `null`],
  ['whose input is text', 'input', `'"drop table"'`],
  ['whose input is a list', 'input', `'[1, 2]'`],
  ['whose input names a step', 'input', `'{"run": 999999, "step": "none", "token": -1}'`],
  ['that claims to have been tried often', 'total_tried', `99`],
  ['that is due in a thousand years', 'wait_until', `now() + interval '1000 years'`],
  ['that somebody began and left', 'processing, updated_at', `true, now() - interval '10 years'`],
  ['that failed, for reasons of its own', 'has_error, error', `true, '"none"'`],
  ['that is done already', 'completed_at', `now()`],
])('a wake-up %s does no harm: steps say what the work is', async (_, columns, values) => {
  const { id } = await requestRun(host, { targetDrillCount: 2, batchSize: 1 })
  await execute(sql`delete from payload_jobs`)
  for (let copy = 0; copy < 3; copy += 1) await wakeUp(columns, values)
  work()
  const { run, drills } = await runEnded(host, id)
  expect(run.status).toBe('completed')
  expect(drills).toHaveLength(2)
  await execute(sql`delete from payload_jobs`)
})

test('a job of ours in the hands of another task or another queue is left alone', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 2 })
  await execute(sql`update payload_jobs set task_slug = 'inline', queue = 'another'`)
  work()
  expect((await runEnded(host, id)).run.status).toBe('completed')
  const { rows } = await execute(sql`delete from payload_jobs where queue = 'another' returning processing`)
  expect(rows).toEqual([{ processing: false }])
})

test('a step whose input was made unreadable ends its run, with its other steps and their calls; a retry goes on', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 6, batchSize: 2 })
  answers.close()
  work()
  await waitFor('all calls', () => answers.arrivals === 3)
  const calls = host.model.requests().slice(-3)
  const { rows } = await execute(sql`
    with old as (select id, input from generation_steps where run_id = ${id} and "index" = 2)
    update generation_steps s set
      input = '"none"', status = 'queued', token = token + 1, lease_owner = null, lease_until = null
    from old where s.id = old.id returning old.input`)
  const { run, drills, steps } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'failed', openSteps: 0 })
  expect(run.error).toMatch(
    /^The run could not be finished: one of its steps was started \d+ times and never came to an end/,
  )
  expect(drills).toEqual([])
  const reason = expect.stringMatching(/^one of its steps was started \d+ times/)
  // Of what cannot be read only the number of the step is known.
  expect(run.gaps).toEqual([
    { step: 1, key: 'd01', reason },
    { step: 1, key: 'd02', reason },
    { step: 2, key: '?', reason },
    { step: 3, key: 'd05', reason },
    { step: 3, key: 'd06', reason },
  ])
  expect(steps.map(({ status }) => status)).toEqual(['done', 'cancelled', 'failed', 'cancelled'])
  await waitFor('the alert', async () => (await alerts(id)).length > 0)
  expect(await alerts(id)).toEqual([
    expect.stringMatching(/^Step 2 of run \d+ was started .* so the run was given up\. .* look at their memory\.$/),
  ])
  // No answer has come yet.
  await waitFor('the calls to be stopped', () => calls.every(({ finishedAt }) => finishedAt !== undefined))

  answers.open()
  await execute(sql`
    update generation_steps set input = ${JSON.stringify(rows[0]?.input)}::jsonb where run_id = ${id} and "index" = 2`)
  await control(host, id, 'retry')
  const retried = await runEnded(host, id)
  expect(retried.run).toMatchObject({ status: 'completed', progress: { generated: 6, failed: 0 }, openSteps: 0 })
  expect(retried.drills).toHaveLength(6)
})

test.each(['plan', 'generate', 'finish'])(
  'a %s step that takes its worker with it each time does so a bounded number of times',
  async (kind) => {
    const { id } = await requestRun(host, { targetDrillCount: 2 })
    // As if the workers of so many claims had died of it: nothing is left of them but the count.
    await execute(sql`
      create or replace function bring_down() returns trigger language plpgsql as $$
      begin new.claims := 50; return new; end $$`)
    await execute(sql`
      create trigger bring_down before insert on generation_steps for each row
      when (new.kind = ${sql.raw(`'${kind}'`)}) execute function bring_down()`)
    try {
      if (kind === 'plan') await execute(sql`update generation_steps set claims = 50 where run_id = ${id}`)
      work()
      const { run, drills } = await runEnded(host, id)
      const made = kind === 'finish' ? 2 : 0
      expect(run.status).toBe(made ? 'partial' : 'failed')
      expect(run.error).toMatch('one of its steps was started 50 times')
      expect(drills).toHaveLength(made)
    } finally {
      await execute(sql`drop trigger bring_down on generation_steps`)
    }
  },
)

test('a run deleted while the model answers: the call is stopped, its bill stays, the worker goes on', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 2 })
  answers.close()
  work()
  await waitFor('a call', () => answers.arrivals === 1)
  const call = host.model.requests().at(-1)
  await host.payload.delete({ collection: 'generation-runs', id })
  await waitFor('the call to be stopped', () => call?.finishedAt !== undefined)
  answers.open()
  await waitFor('its bill', async () => {
    const { rows } = await execute(sql`select from generation_logs where outcome = 'aborted' and run_id is null`)
    return rows.length === 1
  })
  const next = await requestRun(host, { targetDrillCount: 2 })
  expect((await runEnded(host, next.id)).run.status).toBe('completed')
})

test('a new run that a hook of another plugin undoes is refused, and nothing of it is left', async () => {
  const { payload } = host
  const hooks = payload.collections['generation-runs']?.config.hooks.afterChange
  const swallow: CollectionAfterChangeHook = async ({ req }) => {
    // Payload rolls the whole transaction back when a nested call fails, and the hook goes on as if nothing were.
    await req.payload.update({ collection: 'drills', id: 999_999, data: {}, req }).catch(() => undefined)
  }
  const count = async () => {
    const [series, steps] = await Promise.all(
      (['drill-series', 'generation-steps'] as const).map((collection) => payload.count({ collection })),
    )
    return { series, steps }
  }
  const before = await count()
  hooks?.push(swallow)
  try {
    await expect(requestRun(host, { targetDrillCount: 2 })).rejects.toMatchObject({
      status: 503,
      data: { code: 'not_saved' },
    })
  } finally {
    hooks?.pop()
  }
  expect(await count()).toEqual(before)
})

test('two of the plugin in one config are refused, with what to do', () => {
  const config = {
    collections: [{ slug: 'users', auth: true, fields: [] }],
    secret: 'test',
    db: host.payload.db,
  } as never
  const once = coursewright()(config)
  const slugs = { drills: 'second-drills', generationRuns: 'second-runs' }
  const twice = () => coursewright({ slugs })(once as never)
  expect(twice).toThrow(InvalidOption)
  expect(twice).toThrow(/`plugins` has coursewright twice; .*once/)
})
