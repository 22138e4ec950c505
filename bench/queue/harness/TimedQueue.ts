import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import { inTransaction } from '../../../src/database/transactions.js'
import type { Budget } from '../../../src/limits/budgetLimits.js'
import { calendarWindows, prefixOf } from '../../../src/limits/counters.js'
import { openEmptyCounters, openUsedCounters } from '../../../src/limits/openCounters.js'
import type { Attempt } from '../../../src/model/Attempt.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { claimStep } from '../../../src/runs/sql/claims.js'
import { recordAttempt } from '../../../src/runs/sql/ledger/attempts.js'
import { nextLogId, type Reserved, reserveCall } from '../../../src/runs/sql/ledger/reservations.js'
import { poolStore, storeIn } from '../../../src/runs/sql/store.js'
import { msUntilDue, takeWakeUp } from '../../../src/runs/sql/wakeUps.js'
import { readStepResult } from '../../../src/runs/step/stepResult.js'
import { sweep } from '../../../src/runs/sweep.js'
import type { Step } from '../../../src/runs/vocabulary.js'
import { median } from '../../report.js'

const attempt: Attempt = {
  outcome: 'ok',
  provider: 'bench',
  model: 'bench',
  servedModel: undefined,
  usage: { promptTokens: 1500, cachedTokens: 0, cacheWriteTokens: 0, completionTokens: 900, reasoningTokens: 0 },
  ms: 4000,
  firstTokenMs: undefined,
  requestId: undefined,
  message: undefined,
}

const call = {
  ...{ tokens: 5000, microUsd: 900, provider: 'bench', model: 'bench', serviceTier: 'normal' as const, items: 5 },
  ...{ userKey: 'system', role: 'system', kind: 'drillSeries' },
}

/** As many as one call can have. */
const budgetsOf = ({ run }: Step): Budget[] => {
  const limit = { tokens: 1_000_000_000_000, costUsd: 1_000_000 }
  const of = (scope: Budget['scope'], prefix: string): Budget[] =>
    calendarWindows.map((window) => ({ scope, window, prefix, limit }))
  return [
    { scope: 'run', window: 'run', prefix: prefixOf('run', run), limit },
    ...of('user', prefixOf('user', 'system')),
    ...of('role', prefixOf('role', 'system')),
    ...of('site', prefixOf('site')),
  ]
}

/** What is done in a queue, by the names under which its times are kept. */
const createWork = (payload: Payload) => {
  const settings = settingsOf(payload)
  const store = poolStore(payload, settingsOf(payload))
  let step: Step | undefined
  let reserved: Reserved | undefined
  let isOpen = false
  let admitted = 0
  const reservationFor = (of: Step) => ({
    ...{ step: of, ticket: randomUUID(), call, budgets: budgetsOf(of), logId: nextLogId(payload, settings.slugs) },
  })
  return {
    /** Of a wake-up and a step. */
    claim: async () => {
      const isWoken = await takeWakeUp(store)
      // So long that no sweep hands it back.
      step = await claimStep(store, { owner: 'bench', leaseSeconds: 3600 })
      if (!isWoken || !step) throw new Error('There was nothing to claim.')
    },
    /** Opens the counters of the step claimed last, as its first call does. */
    openCounters: async () => {
      if (!step) throw new Error('Claim a step first.')
      const found = await reserveCall(store, reservationFor(step))
      if (found.is !== 'missing') return
      if (isOpen) return openEmptyCounters(store, found)
      // What the month has used already is added up once.
      const { providers } = settings.model
      await inTransaction(payload, async (req) =>
        openUsedCounters(await storeIn(req, settings), { ...found, providers }),
      )
      isOpen = true
    },
    /** For the step claimed last, in all budgets that there may be. */
    reserveCall: async () => {
      if (!step) throw new Error('Claim a step first.')
      const answer = await reserveCall(store, reservationFor(step))
      if (answer.is !== 'reserved') throw new Error(`Nothing was reserved: ${answer.is}.`)
      reserved = answer.reserved
    },
    /** For the step claimed last. */
    recordAttempt: async () => {
      if (!step) throw new Error('Claim a step first.')
      const kept = { step, attempt, result: readStepResult({}), attempts: 1, reserved, id: reserved?.id }
      reserved = undefined
      const isOurs = await recordAttempt(store, kept)
      if (!isOurs) throw new Error('The step is no longer ours.')
    },
    msUntilDue: () => msUntilDue(store),
    sweep: () => sweep(payload, settings),
    /** Creates a run, with a key, so that older requests are looked through. */
    admit: () => {
      admitted += 1
      const input = { targetDrillCount: 10, phases: ['opening'] }
      const data = { kind: 'drillSeries', input, idempotencyKey: `bench ${admitted}` }
      return payload.create({ collection: 'generation-runs', depth: 0, data })
    },
    stockClaim: () => claimStock(payload),
  }
}

type Work = ReturnType<typeof createWork>
export type TimedWork = keyof Work

/** Claims a job as `payload.jobs.run({ limit: 1 })` does. */
const claimStock = async (payload: Payload): Promise<void> => {
  const claimed = await payload.db.updateJobs({
    data: { processing: true },
    limit: 1,
    sort: 'createdAt',
    where: {
      and: [
        { completedAt: { exists: false } },
        { hasError: { not_equals: true } },
        { processing: { equals: false } },
        { or: [{ waitUntil: { exists: false } }, { waitUntil: { less_than: new Date().toISOString() } }] },
        { queue: { equals: settingsOf(payload).queue } },
      ],
    },
  })
  if (claimed?.length !== 1) throw new Error('There was nothing to claim.')
}

/** One queue and how long things take in it. */
export class TimedQueue {
  readonly #work: Work
  readonly #times = new Map<TimedWork, number[]>()

  constructor(payload: Payload) {
    this.#work = createWork(payload)
  }

  async time(name: TimedWork): Promise<void> {
    const times = this.#times.get(name) ?? []
    this.#times.set(name, times)
    const startedAt = performance.now()
    await this.#work[name]()
    times.push(performance.now() - startedAt)
  }

  /** The median. */
  ms(name: TimedWork): number {
    return median(this.#times.get(name) ?? [])
  }
}
