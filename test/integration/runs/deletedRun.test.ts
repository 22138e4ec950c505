import { createLocalReq } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { runKinds } from '../../../src/kinds/kinds.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { coursewrightOf } from '../../../src/runs/coursewrightOf.js'
import { createRunModel } from '../../../src/runs/runModel.js'
import { claimStep } from '../../../src/runs/sql/claims.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { endStep } from '../../../src/runs/step/endStep.js'
import { readRun } from '../../../src/runs/step/StepContext.js'
import { LeaseLost } from '../../../src/runs/vocabulary.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { requestRun } from './helpers/requestRun.js'

let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload()
  await addPositions({ payload: host.payload, counts: { opening: 5 } })
})
afterAll(() => host?.stop())

test('whoever ends a step of a run that was deleted is told that the step is gone', async () => {
  const { payload } = host
  const { id } = await requestRun(host, { targetDrillCount: 1 })
  const settings = settingsOf(payload)
  const _db = poolOf(payload)
  const store = poolStore(payload, settings)
  const step = await claimStep(store, { owner: 'test', leaseSeconds: 60 })
  if (!step) throw new Error('There was no step to claim.')
  const { kind, run } = await readRun({ payload, settings, kinds: runKinds(settings), id })
  await payload.delete({ collection: 'generation-runs', id })
  const { signal } = new AbortController()
  const model = createRunModel(settings)(payload)
  const held = { payload, settings, kinds: coursewrightOf(payload).kinds, model, store, step, signal, leaving: signal }
  const context = { ...held, kind, run, deadline: signal, onFree: undefined, req: await createLocalReq({}, payload) }
  await expect(endStep(context, { savedKeys: [], gaps: [] })).rejects.toThrow(LeaseLost)
})
