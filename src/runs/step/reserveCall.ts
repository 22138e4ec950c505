import { randomUUID } from 'node:crypto'
import { outlastOutage } from '../../database/outages.js'
import { retryingDeadlocks } from '../../database/refusals.js'
import { inTransaction } from '../../database/transactions.js'
import { RequestError } from '../../errors.js'
import { type Budget, budgetsOf, isLimited, microUsdOf } from '../../limits/budgetLimits.js'
import { prefixOf } from '../../limits/counters.js'
import { readTokenFactor } from '../../limits/measured.js'
import { openEmptyCounters, openUsedCounters } from '../../limits/openCounters.js'
import { describeSpent, type PausedBy, tightest } from '../../limits/room.js'
import type { Reservation } from '../../model/Attempt.js'
import type { CallContext, PlannedCall } from '../../model/Model.js'
import { bySettings, type Settings } from '../../options/Settings.js'
import type { StepRequest } from '../kind/RunKind.js'
import { RunPaused } from '../kind/RunPaused.js'
import {
  nextLogId,
  type PlannedSpending,
  type ReserveAnswer,
  type Reserved,
  reserveCall,
  unreserveCall,
} from '../sql/ledger/reservations.js'
import { storeIn } from '../sql/store.js'
import { StepWaits } from '../topics.js'
import { type Id, LeaseLost } from '../vocabulary.js'
import type { StepContext } from './StepContext.js'

/** How soon a step looks again whether calls under way have left it something. */
const lookAgainMs = 3000

/** Opening counters and asking again; more than two rounds need several windows to begin meanwhile. */
const mostRounds = 5

/**
 * `reserve` of the calls for one step: before each it sets aside the most the call can take, in all budgets that hold, so
 * that none is ever overspent, and the call stands in the ledger whatever becomes of this worker. `reservedFor` tells what was set
 * aside for an attempt.
 *
 * Where calls under way hold what is left, the step waits for them; where it would not be enough whatever they take, the run
 * is paused.
 */
export const reserveFor = (context: StepContext, ledger: StepRequest['ledger']) => {
  const { store, step } = context
  const known = new WeakMap<Reservation, Reserved>()

  const reserve: CallContext['reserve'] = async (planned) => {
    const reserved = await reserveOne(context, await spendingOf(context, planned, ledger))
    const reservation: Reservation = {
      settle: async (attempt) => {
        // What was made is settled by the statement that keeps it.
        if (!attempt) await unreserveCall(store, { step, reserved })
      },
    }
    known.set(reservation, reserved)
    return reservation
  }
  return {
    reserve,
    reservedFor: (reservation: Reservation | undefined): Reserved | undefined => reservation && known.get(reservation),
  }
}

/** Our count of a prompt is a guess for other tokenizers than OpenAI's. */
const margin = 1.1

/** The most that a call can take: what it may write is sent with it, and held by the provider. */
const spendingOf = async (
  context: StepContext,
  planned: PlannedCall,
  ledger: StepRequest['ledger'],
): Promise<PlannedSpending> => {
  const { step, run } = context
  const { provider, model, serviceTier, items, promptTokens, schemaTokens, maxCompletionTokens } = planned
  const factor = Math.max(1, await factorOf(context, planned))
  const prompt = Math.ceil(Math.max(promptTokens * factor, promptTokens + schemaTokens) * margin)
  const costUsd = planned.maxCostUsd(prompt)
  return {
    tokens: prompt + maxCompletionTokens,
    microUsd: costUsd === null ? undefined : microUsdOf(costUsd),
    ...{ provider, model, serviceTier, items, feature: ledger?.feature, subject: ledger?.subject },
    ...{ userKey: step.userKey, role: run.role, kind: run.kind },
  }
}

const factorMs = 10 * 60_000
const factorsOf = bySettings(() => new Map<string, { factor: Promise<number>; untilMs: number }>())

/** What our count is to be multiplied by, as the model's last calls tell; looked up once in a while, not for each call. */
const factorOf = (
  { settings, store }: Pick<StepContext, 'settings' | 'store'>,
  { provider, model }: PlannedCall,
): Promise<number> => {
  const factors = factorsOf(settings)
  const name = JSON.stringify([provider, model])
  const found = factors.get(name)
  if (found && found.untilMs > performance.now()) return found.factor
  const factor = readTokenFactor(store, { provider, model })
  factors.set(name, { factor, untilMs: performance.now() + factorMs })
  factor.catch(() => factors.delete(name))
  return factor
}

const reserveOne = async (context: StepContext, call: PlannedSpending): Promise<Reserved> => {
  const { payload, settings, store, step, signal } = context
  const facts = { runId: step.run, stepId: step.id }
  const patiently = { logger: payload.logger, facts, signal }
  // The same in each round: where a connection broke, nobody knows whether it was done.
  const ticket = randomUUID()
  const logId = nextLogId(payload, settings.slugs)
  const ask = async (): Promise<ReserveAnswer> => {
    const budgets = [
      ...runBudgetOf(settings, step.run),
      ...(await budgetsOf(payload, settings, { userKey: call.userKey, role: call.role })),
    ]
    return retryingDeadlocks(() => reserveCall(store, { step, ticket, call, budgets, logId }))
  }
  for (let round = 0; round < mostRounds; round += 1) {
    const answer = await outlastOutage({ work: ask, mayRepeat: true, ...patiently })
    if (answer.is === 'reserved') return answer.reserved
    if (answer.is === 'lost') throw new LeaseLost(step.id)
    if (answer.is === 'refused') throw refusalOf(answer, call)
    const { counters, day } = answer
    if (round === 0) await openEmptyCounters(store, { counters, day })
    else {
      const { providers } = settings.model
      await inTransaction(payload, async (req) =>
        openUsedCounters(await storeIn(req, settings), { counters, day, providers }),
      )
    }
  }
  throw new Error('The counters of a budget could not be opened.')
}

/** What the options allow any run; what it may spend by its request is read with its row. */
const runBudgetOf = ({ budgets }: Settings, run: Id): Budget[] =>
  isLimited(budgets.run) ? [{ scope: 'run', window: 'run', prefix: prefixOf('run', run), limit: budgets.run }] : []

const refusalOf = ({ counters, day }: Extract<ReserveAnswer, { is: 'refused' }>, call: PlannedSpending): Error => {
  const { tokens, microUsd } = call
  if (microUsd === undefined && counters.some(({ limitMicroUsd }) => limitMicroUsd !== undefined)) {
    return new RequestError(
      400,
      `There is a budget in US dollars, but no price is known for ${call.model} of ${call.provider}: give \`prices\` in model.providers.`,
      { code: 'price_unknown', provider: call.provider, model: call.model },
    )
  }
  const { pausedBy, until } = tightest({ counters, needed: { tokens, microUsd: microUsd ?? 0 }, day })
  if (pausedBy) return paused(pausedBy, until)
  return new StepWaits('budget', 'It waits for calls under way, which hold what is left of a budget.', lookAgainMs)
}

const paused = (pausedBy: PausedBy, until: Date | undefined): RunPaused =>
  new RunPaused('budget', describeSpent(pausedBy, until), { until, facts: { ...pausedBy } })
