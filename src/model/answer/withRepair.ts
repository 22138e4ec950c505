import { type Attempt, sumUsage } from '../Attempt.js'
import { ModelCallFailed } from '../failures.js'
import type { AnswerProblem, CallContext, Model, ModelAnswer, ModelRequest, Verdict } from '../Model.js'
import { judgeNothing } from './judge.js'
import { narrowRequest } from './narrow.js'

interface RepairOptions {
  /** How often the failed part of an answer is asked for again. Default 2. */
  maxRepairs?: number
  /** Whether an answer that brought so many of the wanted keys is worth mending. Default: any is. */
  isWorthRepair?(brought: number, wanted: number): boolean
}

/** How far the length limit is raised, at most, after answers that were cut off. */
const maxLengthFactor = 4

/**
 * Judges answers by the request's `judge`, each once, and asks again for exactly the keys that are missing, with what was
 * wrong: at most `maxRepairs` times and while the budget lasts. What was accepted of earlier answers is kept and never
 * replaced. After an answer that was cut off the next one may be twice as long, up to four times in all. Who gave two bad
 * answers in a row is passed over if another provider can be asked.
 *
 * `inner` is asked for JSON of any shape. `onAttempt` is told the verdict on all answers so far together.
 *
 * @throws ModelCallFailed with outcome `invalid` or `truncated` when the last answer still was not as asked. After any
 *   failure `good` is what all answers brought together, and `problems` is what is wrong with the rest.
 */
export const withRepair = ({ maxRepairs = 2, isWorthRepair }: RepairOptions, inner: Model): Model => ({
  async generate(request) {
    const { context } = request
    const gains = gainsOf(request)
    let notFrom = context?.notFrom ?? []
    let asked: ModelRequest = { ...request, judge: judgeNothing }
    const longest = request.maxOutputTokens * maxLengthFactor
    let previous: Attempt | undefined

    for (let repairs = 0; ; repairs += 1) {
      let last: Attempt | undefined
      const onAttempt: CallContext['onAttempt'] = async (made, unjudged) => {
        let told = made
        try {
          if (unjudged) gains.judge(unjudged.good.get(''))
          told = judgedAttempt(made, gains)
        } finally {
          // Whatever the judge made of it, the answer was paid for.
          last = told
          await context?.onAttempt?.(told, gains.verdict())
        }
      }
      const called = await callForAnswer(inner, { ...asked, context: { ...context, notFrom, onAttempt } }).catch(
        (error: unknown) => {
          throw error instanceof ModelCallFailed ? error.with(gains.facts()) : error
        },
      )
      // The call that gave the answer is the last one there was, and was judged when it ended.
      if (!last) throw new Error('A model answered without telling of its call.')
      const missing = gains.missing()
      const facts = gains.facts()
      if (missing.length === 0) return { ...called.answer, good: facts.good ?? new Map() }

      const problems = [...(called.failure?.problems ?? []), ...facts.problems]
      const refusal = context?.budget?.refusal()
      const isLost = isWorthRepair && !isWorthRepair(facts.good?.size ?? 0, request.keys.length)
      if (repairs === maxRepairs || refusal || isLost) {
        const message = [last.message, refusal].filter(Boolean).join(' ')
        throw new ModelCallFailed(message, {
          ...facts,
          attempt: last,
          isRetryable: true,
          problems,
          isCutShort: refusal !== undefined && repairs < maxRepairs,
          cause: called.failure,
        })
      }
      if (last.provider === previous?.provider) notFrom = [...notFrom, last.provider]
      previous = last
      const isCut = last.outcome === 'truncated'
      const maxOutputTokens = isCut ? Math.min(2 * asked.maxOutputTokens, longest) : asked.maxOutputTokens
      asked = { ...asked, ...narrowRequest({ request, missing, problems }), maxOutputTokens }
    }
  },
})

/** What the answers to one request have brought so far. A request without keys misses the answer, under the empty key. */
const gainsOf = ({ keys, judge }: ModelRequest) => {
  const wanted = keys.length > 0 ? keys : ['']
  const good = new Map<string, unknown>()
  let problems: readonly AnswerProblem[] = []
  let isRead = false
  const missing = () => wanted.filter((key) => !good.has(key))

  return {
    missing,
    judge(answer: unknown) {
      isRead = true
      const asked = keys.length > 0 ? missing() : []
      const verdict = judge(answer, asked)
      for (const key of missing()) if (verdict.good.has(key)) good.set(key, verdict.good.get(key))
      const still = missing()
      const isStill = ({ key }: AnswerProblem) => key === '' || still.includes(key)
      const told = keys.length > 0 ? verdict.problems.filter(isStill) : still.length > 0 ? verdict.problems : []
      const silent = told.some(({ key }) => key === '') ? [] : still.filter((key) => key && !told.some(of(key)))
      problems = [...told, ...silent.map((key) => ({ key, problem: 'nothing with this key came back' }))]
    },
    /** `undefined` while nothing could be read. */
    verdict: (): Verdict | undefined => (isRead ? { good: new Map(good), problems } : undefined),
    facts: () => ({ good: isRead ? new Map(good) : undefined, problems }),
  }
}

const of = (wanted: string) => (problem: AnswerProblem) => problem.key === wanted

interface CalledForAnswer {
  /** Unjudged. */
  answer: ModelAnswer
  /** Why it is not a whole one. */
  failure: ModelCallFailed | undefined
}

/** Takes what could be read of an answer that is no JSON, or was cut off, as an answer too. Other failures are thrown. */
const callForAnswer = async (inner: Model, request: ModelRequest): Promise<CalledForAnswer> => {
  try {
    return { answer: await inner.generate(request), failure: undefined }
  } catch (error) {
    if (!(error instanceof ModelCallFailed)) throw error
    const { attempt, attempts } = error
    if (attempt.outcome !== 'invalid' && attempt.outcome !== 'truncated') throw error
    const { provider, servedModel, model } = attempt
    const answer = { good: new Map(), usage: sumUsage(attempts), provider, model: servedModel ?? model, attempts }
    return { answer, failure: error }
  }
}

/** Most places a message names. */
const maxPlaces = 5

/** The attempt as the ledger shall see it: an answer that is JSON, but not what was asked for, is no good answer. */
const judgedAttempt = (attempt: Attempt, gains: ReturnType<typeof gainsOf>): Attempt =>
  attempt.outcome === 'ok' && gains.missing().length > 0
    ? { ...attempt, outcome: 'invalid', message: messageOf(gains.facts().problems) }
    : attempt

/** Says where, but not what: a problem may quote the answer, and that has no place in a log. */
const messageOf = (problems: readonly AnswerProblem[]): string => {
  const places = [...new Set(problems.map(({ key }) => key))].filter(Boolean)
  const named = places.slice(0, maxPlaces).join(', ')
  const more = places.length > maxPlaces ? ` and ${places.length - maxPlaces} more` : ''
  return `The answer was not what was requested${named && `: see ${named}${more}`}.`
}
