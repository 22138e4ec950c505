import { createLocalReq } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf, type Sql } from '../../../src/database/adapter.js'
import type { Attempt } from '../../../src/model/Attempt.js'
import type { PlannedCall } from '../../../src/model/Model.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { coursewrightOf } from '../../../src/runs/coursewrightOf.js'
import { claimStep } from '../../../src/runs/sql/claims.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { recordAttempt } from '../../../src/runs/step/ledger.js'
import { reserveFor } from '../../../src/runs/step/reserveCall.js'
import { readRun, type StepContext } from '../../../src/runs/step/StepContext.js'
import { readStepResult } from '../../../src/runs/step/stepResult.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { expectSettled, readSpending } from './spending.js'

const all = { day: { tokens: 1_000_000_000 }, month: { tokens: 1_000_000_000 } }
let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload({ options: { budgets: { run: { tokens: 1_000_000 }, site: all } } })
  await addPositions({ payload: host.payload, counts: { opening: 5 } })
})
afterAll(() => host?.stop())

const planned: PlannedCall = {
  ...{ provider: 'Acme', model: 'big-1', promptTokens: 100, schemaTokens: 10, maxCompletionTokens: 50, items: 1 },
  ...{ serviceTier: 'normal', maxCostUsd: () => null, signal: undefined },
}

const attempt: Attempt = {
  ...{ outcome: 'ok', provider: 'Acme', model: 'big-1', servedModel: undefined, ms: 5, firstTokenMs: undefined },
  usage: { promptTokens: 11, cachedTokens: 0, cacheWriteTokens: 0, completionTokens: 7, reasoningTokens: 0 },
  ...{ requestId: undefined, message: undefined },
}

/** A claimed step as its worker has it, and the statements that are made for it, on the store and on the pool. */
const claimed = async () => {
  const { payload } = host
  await requestRun(host, { targetDrillCount: 5 })
  const settings = settingsOf(payload)
  const pool = poolOf(payload)
  let statements = 0
  const counting: Sql = {
    execute: (query) => {
      statements += 1
      return pool.execute(query)
    },
  }
  const store = { ...poolStore(payload, settings), db: counting }
  const step = await claimStep(store, { owner: 'test', leaseSeconds: 60 })
  if (!step) throw new Error('There was no step to claim.')
  const { kinds } = coursewrightOf(payload)
  const never = new AbortController().signal
  const context: StepContext = {
    ...{ payload, settings, kinds, store, step, signal: never, leaving: never, deadline: never, onFree: undefined },
    ...(await readRun({ payload, settings, kinds, id: step.run })),
    model: { generate: () => Promise.reject(new Error('Nobody is asked.')) },
    req: await createLocalReq({}, payload),
  }
  const count = async <T>(work: () => Promise<T> | T): Promise<[T, number]> => {
    const before = statements
    const result = await work()
    return [result, statements - before]
  }
  return { context, count, never }
}

test('a budget costs a call one statement to reserve and none to settle, and usage none', async () => {
  const { context, count, never } = await claimed()
  const { reserve, reservedFor } = reserveFor(context, { feature: 'drillSeries' })
  // The first of a day opens counters, and looks up how this model counts.
  const first = await reserve?.(planned)
  await first?.settle(undefined)
  expect((await readSpending(host)).counters).toMatchObject([
    { spentTokens: 0, reservedTokens: 0 },
    { spentTokens: 0, reservedTokens: 0 },
    { spentTokens: 0, reservedTokens: 0 },
  ])

  const [reservation, toReserve] = await count(async () => reserve?.(planned))
  expect(toReserve).toBe(1)
  // A tenth more than was counted, and all that may be written.
  const most = Math.ceil(110 * 1.1) + 50
  expect((await readSpending(host)).counters.map(({ reservedTokens }) => reservedTokens)).toEqual([most, most, most])
  const made = { ...attempt, reservation: reservation ?? undefined }
  const reserved = reservedFor(made.reservation)
  const [, toSettle] = await count(async () => {
    const call = { attempt: made, reserved, result: readStepResult({}), attempts: 1 }
    await recordAttempt(context, call, never)
    await reservation?.settle(made)
  })
  expect(toSettle).toBe(1)
  expect((await readSpending(host)).counters.map(({ spentTokens }) => spentTokens)).toEqual([18, 18, 18])
  await expectSettled(host)
})

test('a reservation that is asked for twice, because its connection broke, is one', async () => {
  const { context } = await claimed()
  const { store } = context
  let isCut = false
  const db: Sql = {
    execute: async (query) => {
      const answer = await store.db.execute(query)
      if (isCut || !('is_ours' in (answer.rows[0] ?? {}))) return answer
      isCut = true
      throw Object.assign(new Error('Connection terminated unexpectedly'), { query: '', params: [] })
    },
  }
  const before = await readSpending(host)
  const warm = await reserveFor(context, undefined).reserve?.(planned)
  await warm?.settle(undefined)
  const reservation = await reserveFor({ ...context, store: { ...store, db } }, undefined).reserve?.(planned)
  expect(isCut).toBe(true)
  expect((await readSpending(host)).underWay).toBe(Number(before.underWay) + 1)
  await reservation?.settle(undefined)
  await expectSettled(host)
})
