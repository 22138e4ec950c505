import { expect } from 'vitest'
import type { Sql } from '../../../../src/database/adapter.js'
import type { Attempt } from '../../../../src/model/Attempt.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { claimStep } from '../../../../src/runs/sql/claims.js'
import { poolStore } from '../../../../src/runs/sql/store.js'
import { recordAttempt } from '../../../../src/runs/step/ledger.js'
import { readStepResult } from '../../../../src/runs/step/stepResult.js'
import type { TestPayload } from '../../helpers/startTestPayload.js'
import { readRun } from './readRun.js'
import { requestRun } from './requestRun.js'

const attempt: Attempt = {
  outcome: 'ok',
  provider: 'Acme',
  model: 'big-1',
  servedModel: undefined,
  usage: { promptTokens: 11, cachedTokens: 0, cacheWriteTokens: 0, completionTokens: 7, reasoningTokens: 0 },
  ms: 5,
  firstTokenMs: undefined,
  requestId: 'bill',
  // The cutting proxy takes a packet that speaks of it for the end of a transaction, which this one statement is.
  message: 'commit',
}
const drafts = { d01: { draft: { key: 'd01' }, model: 'big-1', provider: 'Acme' } }

/** A step that is claimed, and an answer to be kept over any connection. */
export const claimWithAnswer = async (host: TestPayload) => {
  const { payload } = host
  const { id: run } = await requestRun(host, { targetDrillCount: 5 })
  const settings = settingsOf(payload)
  const store = poolStore(payload, settings)
  const step = await claimStep(store, { owner: 'test', leaseSeconds: 60 })
  if (!step) throw new Error('There was no step to claim.')
  const call = { attempt, result: readStepResult({ drafts }), attempts: 1 }
  return {
    run,
    step,
    keep: (db: Sql) =>
      recordAttempt({ payload, settings, store: { ...store, db }, step }, call, AbortSignal.timeout(20_000)),
    /** Once, with its bill. */
    expectKept: async () => {
      const { run: read, logs, steps } = await readRun(host, run)
      expect(logs).toMatchObject([{ requestId: 'bill', promptTokens: 11 }])
      expect(read.usage).toMatchObject({ calls: 1, promptTokens: 11, completionTokens: 7 })
      expect(steps).toMatchObject([{ attempts: 1, result: { drafts } }])
    },
  }
}
