import type { Attempt } from '../Attempt.js'
import { BudgetSpent } from '../BudgetSpent.js'
import type { CallContext, Model } from '../Model.js'
import { ModelCallFailed } from '../ModelCallFailed.js'
import { type BudgetOptions, createBudget } from './createBudget.js'
import { sumUsage } from './sumUsage.js'

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
      async onAttempt(attempt, answer) {
        attempts.push(attempt)
        budget.charge(attempt)
        await request.context?.onAttempt?.(attempt, answer)
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
    } catch (error) {
      const last = attempts.at(-1)
      const isFailure = error instanceof ModelCallFailed
      if (deadline.signal.aborted && last && (isFailure || error === timeUp)) {
        const { message } = timeUp
        const attempt: Attempt = { ...last, outcome: 'timeout', message }
        // What was read of earlier answers is kept; only the class changes.
        const { answer, problems } = isFailure ? error : {}
        throw new ModelCallFailed(message, { attempt, attempts, isRetryable: true, answer, problems, cause: error })
      }
      throw isFailure ? error.with({ attempts }) : error
    } finally {
      end.abort()
    }
  },
})
