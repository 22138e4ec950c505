import type { Attempt } from '../Attempt.js'
import type { Budget } from '../Budget.js'
import type { Clock } from '../Clock.js'

export interface BudgetOptions {
  clock: Clock
  /** Milliseconds for everything together. */
  deadlineMs: number
  maxCalls: number
  /** Prompt and completion tokens together. Default: any number. */
  maxTokens?: number
  /** Default: any amount. */
  maxCostUsd?: number
  /** US dollars, or `null` when the price or the usage is unknown: such an attempt counts as a call, but not as money. */
  costOf(attempt: Attempt): number | null
}

/**
 * A budget that begins now. It is checked before each call, so the last call may go over it by what that one costs.
 */
export const createBudget = (options: BudgetOptions): Budget => {
  const { clock, maxCalls, maxTokens = Number.POSITIVE_INFINITY, maxCostUsd = Number.POSITIVE_INFINITY } = options
  const endsAtMs = clock.now() + options.deadlineMs
  let calls = 0
  let tokens = 0
  let costUsd = 0

  return {
    refusal(waitMs = 0) {
      if (calls >= maxCalls) return `A request may make ${maxCalls} calls, and they are made.`
      if (tokens >= maxTokens) return `A request may use ${maxTokens} tokens, and they are used.`
      if (costUsd >= maxCostUsd) return `A request may cost $${maxCostUsd}, and that is spent.`
      if (clock.now() + waitMs >= endsAtMs) return 'The time for this request is not enough for another call.'
      return undefined
    },
    charge(attempt) {
      calls += 1
      tokens += (attempt.usage?.promptTokens ?? 0) + (attempt.usage?.completionTokens ?? 0)
      costUsd += options.costOf(attempt) ?? 0
    },
  }
}
