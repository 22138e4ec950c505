import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/postgres.js'
import { settingsOf } from '../../../src/options/settingsOf.js'
import { claimStep } from '../../../src/runs/sql/claimStep.js'
import { runTables } from '../../../src/runs/sql/runTables.js'
import { waitFor } from '../../waitFor.js'
import { addPositions } from '../addPositions.js'
import { readRun } from '../runs/readRun.js'
import { requestRun } from '../runs/requestRun.js'
import { startTestPayload, type TestPayload } from '../startTestPayload.js'

let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload({ options: { steps: { leaseSeconds: 1 } } })
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
})
afterAll(() => host?.stop())

/** As autoRun does at each tick, and a scheduler over REST. */
const tick = () => host.payload.jobs.run({ queue: settingsOf(host.payload).queue, silent: true })
const jobs = async () => (await host.payload.count({ collection: 'payload-jobs' })).totalDocs

test.each([1, 2.5])(
  'without a worker, a step whose runner died is done when its lease of %d s has ended, by Payload’s own runner',
  async (leaseSeconds) => {
    const { payload } = host
    const { id } = await requestRun(host)
    const tables = runTables(payload, settingsOf(payload).slugs)
    expect(await claimStep(poolOf(payload), tables, { owner: 'dead', leaseSeconds })).toMatchObject({ run: id })
    const { run, steps } = await waitFor('the run to end', async () => {
      await tick()
      const found = await readRun(host, id)
      return ['completed', 'partial', 'failed'].includes(found.run.status) && found
    })
    expect(run).toMatchObject({ status: 'completed', progress: { generated: 10 } })
    expect(steps.map(({ claims }) => claims)).toEqual([2, 1, 1, 1])
    await waitFor('the last wake-up', async () => {
      await tick()
      return (await jobs()) === 0
    })
  },
)
