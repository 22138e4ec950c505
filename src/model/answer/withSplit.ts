import { type Attempt, type AttemptOutcome, sumUsage } from '../Attempt.js'
import { BudgetSpent, ModelCallFailed, ProvidersOpen } from '../failures.js'
import type { AnswerProblem, CallContext, Model, ModelAnswer, ModelRequest, Verdict } from '../Model.js'
import { narrowRequest } from './narrow.js'
import { withRepair } from './withRepair.js'

/** After these, less at once may bring more. Anything else stands in the way of single calls too. */
const mayBeTooMuch: ReadonlySet<AttemptOutcome> = new Set(['invalid', 'truncated', 'refused', 'timeout'])

/**
 * How a request for several keys falls back, where it has `split`: an answer with at least half of them is mended, once;
 * with less, each missing key is asked for alone, all side by side, through the same window and policies, and mended once.
 * What was good is kept and not asked for again. Requests without `split`, or for one key, are repaired as usual.
 *
 * `inner` is asked for JSON of any shape. `onAttempt` is told of one call after the other, each with the verdict on all
 * answers so far together.
 *
 * @throws what `withRepair` throws; of single calls the failure that says most of whether asking again may help
 */
export const withSplit = (inner: Model): Model => {
  const repaired = withRepair({}, inner)
  const batch = withRepair({ maxRepairs: 1, isWorthRepair: isHalf }, inner)
  const single = withRepair({ maxRepairs: 1 }, inner)
  return {
    async generate(request) {
      const { keys, split } = request
      if (!split || keys.length < 2) return repaired.generate(request)
      const gains = gainsOf(request)
      try {
        return await batch.generate({ ...request, context: { ...request.context, onAttempt: gains.tell() } })
      } catch (error) {
        if (!(error instanceof ModelCallFailed) || !mayBeTooMuch.has(error.attempt.outcome)) throw error
        if (isHalf(gains.good.size, keys.length) || request.signal?.aborted) throw error
        if (request.context?.budget?.refusal()) throw error
      }
      const answers = await Promise.allSettled(
        gains.missing().map((key) => single.generate(singleRequest(request, { key, split, gains }))),
      )
      const failures = answers.flatMap(({ status, ...end }) => ('reason' in end ? [end.reason] : []))
      if (failures.length === 0) return gains.answer()
      const worst = failures.toSorted((a, b) => weightOf(b) - weightOf(a))[0]
      if (!(worst instanceof ModelCallFailed)) throw worst
      const isAny = (of: 'isRetryable' | 'isCutShort') =>
        failures.some((error) => error instanceof ModelCallFailed && error[of])
      const marks = { isRetryable: isAny('isRetryable'), isCutShort: isAny('isCutShort') }
      throw worst.with({ ...marks, good: gains.good, problems: gains.problems(), attempts: gains.attempts })
    },
  }
}

const isHalf = (brought: number, wanted: number): boolean => 2 * brought >= wanted

type Gains = ReturnType<typeof gainsOf>

/** The request for one key, as if it had been the only one. */
const singleRequest = (
  request: ModelRequest,
  { key, split, gains }: { key: string; split: NonNullable<ModelRequest['split']>; gains: Gains },
): ModelRequest => ({
  ...request,
  ...narrowRequest({ request, missing: [key], problems: gains.problems().filter((problem) => problem.key === key) }),
  maxOutputTokens: split.maxOutputTokens,
  context: { ...request.context, onAttempt: gains.tell(key) },
})

/** What all calls for one request brought together, and told one after the other: a caller keeps all of it each time. */
const gainsOf = ({ keys, context }: ModelRequest) => {
  const good = new Map<string, unknown>()
  let found: readonly AnswerProblem[] = []
  let isRead = false
  const attempts: Attempt[] = []
  let turn: Promise<void> = Promise.resolve()
  const missing = () => keys.filter((key) => !good.has(key))

  const add = (verdict: Verdict, only: string | undefined) => {
    isRead = true
    for (const key of missing()) if (verdict.good.has(key)) good.set(key, verdict.good.get(key))
    // Of a call for one key everything that is wrong is wrong with that.
    const told = only === undefined ? verdict.problems : verdict.problems.map((of) => ({ ...of, key: of.key || only }))
    const others = only === undefined ? [] : found.filter(({ key }) => key !== '' && key !== only)
    found = [...others, ...told]
  }
  const problems = () => found.filter(({ key }) => !good.has(key) && (key !== '' || good.size < keys.length))

  return {
    good,
    attempts,
    missing,
    problems,
    tell:
      (only?: string): CallContext['onAttempt'] =>
      (attempt, verdict) => {
        attempts.push(attempt)
        if (verdict) add(verdict, only)
        const all = isRead ? { good: new Map(good), problems: problems() } : undefined
        const next = async () => context?.onAttempt?.(attempt, all)
        // Whatever became of the one before, this one was paid for too.
        turn = turn.then(next, next)
        return turn
      },
    answer: (): ModelAnswer => {
      const last = attempts.at(-1)
      if (!last) throw new Error('A model answered without telling of its call.')
      const { provider, model, servedModel = model } = last
      return { good: new Map(good), usage: sumUsage(attempts), provider, model: servedModel, attempts }
    },
  }
}

/** What ends the request comes before what only time can mend, and that before what the model answered. */
const weightOf = (error: unknown): number => {
  if (error instanceof BudgetSpent) return 0
  if (error instanceof ProvidersOpen) return 3
  if (!(error instanceof ModelCallFailed)) return 4
  return error.isRetryable && !mayBeTooMuch.has(error.attempt.outcome) ? 2 : 1
}
