import { z } from 'zod'
import type { Attempt } from '../Attempt.js'
import type { CallContext, Model, ModelAnswer, ModelRequest } from '../Model.js'
import { type AnswerProblem, ModelCallFailed } from '../ModelCallFailed.js'
import { batchKeysOf } from './batchKeysOf.js'
import { callForAnswer } from './callForAnswer.js'
import { checkAnswer } from './checkAnswer.js'
import { judgedAttempt } from './judgedAttempt.js'
import { mergeAnswers } from './mergeAnswers.js'
import { narrowRequest } from './narrowRequest.js'
import type { Part } from './Part.js'

interface RepairOptions {
  /** How often the failed part of an answer is asked for again. Default 2. */
  maxRepairs?: number
}

/** How far the length limit is raised, at most, after answers that were cut off. */
const maxLengthFactor = 4

/**
 * Checks answers by the request's schema, and asks again for exactly what was not as asked, with what was wrong: for the
 * items of a batch or the properties of an object that failed, at most `maxRepairs` times and while the budget lasts.
 * Good parts of earlier answers are kept and never replaced. After an answer that was cut off the next one may be twice
 * as long, up to four times in all. Who gave two bad answers in a row is passed over if somebody else can be asked.
 *
 * `inner` is asked for JSON of any shape. `onAttempt` is told what all answers so far bring together.
 *
 * @throws ModelCallFailed with outcome `invalid` or `truncated` when the last answer still was not as asked. After any
 *   failure `answer` is what all answers brought together, and `problems` is what is wrong with it.
 */
export const withRepair = ({ maxRepairs = 2 }: RepairOptions, inner: Model): Model => ({
  async generate<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>> {
    const { schema, wireSchema = schema, context } = request
    const keys = batchKeysOf(request.messages)
    let notFrom = context?.notFrom ?? []
    let asked: ModelRequest<unknown> = { ...request, schema: z.unknown(), wireSchema }
    const longest = request.maxOutputTokens * maxLengthFactor
    let part: Part = keys ? { of: 'items', keys } : { of: 'answer' }
    let gained: unknown
    let problems: readonly AnswerProblem[] = []
    let previous: Attempt | undefined

    for (let repairs = 0; ; repairs += 1) {
      const judge = (attempt: Attempt, answer: unknown) => {
        const merged = mergeAnswers({ before: gained, answer, part, keys: keys ?? [] })
        const checked = checkAnswer({ schema, answer: merged, keys })
        return { merged, checked, attempt: judgedAttempt(attempt, checked.problems) }
      }
      const verdicts: ReturnType<typeof judge>[] = []
      const onAttempt: CallContext['onAttempt'] = async (made, answer) => {
        const verdict = judge(made, answer)
        verdicts.push(verdict)
        await context?.onAttempt?.(verdict.attempt, verdict.merged)
      }
      const called = await callForAnswer(inner, { ...asked, context: { ...context, notFrom, onAttempt } }).catch(
        (error: unknown) => {
          throw error instanceof ModelCallFailed ? error.with({ answer: gained, problems }) : error
        },
      )
      // The call that gave the answer is the last one there was, and was judged when it ended.
      const verdict = verdicts.at(-1)
      if (!verdict) throw new Error('A model answered without telling of its call.')
      const { merged, checked, attempt } = verdict
      if (checked.isGood) return { ...called.answer, value: checked.value }

      gained = merged
      problems = [...(called.failure?.problems ?? []), ...checked.problems]
      const refusal = context?.budget?.refusal()
      if (repairs === maxRepairs || refusal) {
        const message = [attempt.message, refusal].filter(Boolean).join(' ')
        throw new ModelCallFailed(message, {
          attempt,
          isRetryable: true,
          answer: gained,
          problems,
          cause: called.failure,
        })
      }
      if (attempt.provider === previous?.provider) notFrom = [...notFrom, attempt.provider]
      previous = attempt
      part = checked.failed
      const isCut = attempt.outcome === 'truncated'
      const maxOutputTokens = isCut ? Math.min(2 * asked.maxOutputTokens, longest) : asked.maxOutputTokens
      asked = { ...asked, ...narrowRequest({ request, part, problems }), maxOutputTokens }
    }
  },
})
