import { type Attempt, sumUsage } from '../Attempt.js'
import type { Clock } from '../clock.js'
import { BudgetSpent, CallNotWanted, ModelCallFailed } from '../failures.js'
import type { Budget, CallContext, Model } from '../Model.js'

/**
 * Gives each request a budget of its own, and ends it at the deadline. Sets `attempts` and `usage` of the answer, and
 * `attempts` of a failure, to all calls that were made for it.
 *
 * @throws BudgetSpent when the time ran out while waiting, or all that was sent found providers that are open now
 * @throws ModelCallFailed of class `timeout` when the deadline ended it
 */
export const withBudget = (options: BudgetOptions, inner: Model): Model => ({
  async generate(request) {
    const budget = createBudget(options)
    const attempts: Attempt[] = []
    const context: CallContext = {
      ...request.context,
      budget,
      async onAttempt(attempt, verdict) {
        attempts.push(attempt)
        budget.charge(attempt)
        await request.context?.onAttempt?.(attempt, verdict)
      },
    }
    const deadline = new AbortController()
    const end = new AbortController()
    const timeUp = new BudgetSpent('The time for this request was up before an answer came.')
    options.clock.wait(options.deadlineMs, end.signal).then(
      () => deadline.abort(timeUp),
      () => undefined, // The request ended first.
    )
    const signal = request.signal ? AbortSignal.any([request.signal, deadline.signal]) : deadline.signal

    try {
      const answer = await inner.generate({ ...request, signal, context })
      return { ...answer, attempts, usage: sumUsage(attempts) }
    } catch (caught) {
      const error = caught instanceof CallNotWanted ? caught.cause : caught
      const last = attempts.at(-1)
      const isFailure = error instanceof ModelCallFailed
      if (deadline.signal.aborted && last && (isFailure || error === timeUp)) {
        const { message } = timeUp
        const attempt: Attempt = { ...last, outcome: 'timeout', message }
        // What was accepted of earlier answers is kept; only the class changes.
        const { good, problems } = isFailure ? error : {}
        throw new ModelCallFailed(message, { attempt, attempts, isRetryable: true, good, problems, cause: error })
      }
      throw isFailure ? error.with({ attempts }) : error
    } finally {
      end.abort()
    }
  },
})

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
const createBudget = (options: BudgetOptions): Budget => {
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
