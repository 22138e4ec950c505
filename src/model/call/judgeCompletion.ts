import type { ZodType } from 'zod'
import { checkAnswer } from '../answer/checkAnswer.js'
import { parseAnswer } from '../answer/parseAnswer.js'
import { salvageAnswer } from '../answer/salvageAnswer.js'
import type { CallFailure } from './CallFailure.js'
import type { Completion } from './Completion.js'

interface Judge<T> {
  /** A whole one. */
  completion: Completion
  schema: ZodType<T>
  provider: string
}

/** What a call came to: `answer` is the JSON as it was read, `value` what the schema made of it. */
export type Verdict<T> = { readonly outcome: 'ok'; readonly value: T; readonly answer: unknown } | CallFailure

/** Decides whether what a provider answered is an answer. */
export const judgeCompletion = <T>({ completion, schema, provider }: Judge<T>): Verdict<T> => {
  const { text, isRefusal, isTruncated } = completion
  if (isRefusal) return { outcome: 'refused', isRetryable: true, message: `${provider} declined to answer.` }
  if (isTruncated) {
    const message = `The answer of ${provider} was cut off at its length limit.`
    return { outcome: 'truncated', isRetryable: true, message, answer: salvageAnswer(text) }
  }
  const parsed = parseAnswer(text)
  if ('problem' in parsed) {
    const message = `The answer of ${provider} could not be read: ${parsed.problem}.`
    return { outcome: 'invalid', isRetryable: true, message, problems: [{ path: '', problem: parsed.problem }] }
  }
  const answer = parsed.value
  const checked = checkAnswer({ schema, answer, keys: undefined })
  if (checked.isGood) return { outcome: 'ok', value: checked.value, answer }
  const message = `The answer of ${provider} was not what was asked for.`
  return { outcome: 'invalid', isRetryable: true, message, answer, problems: checked.problems }
}
