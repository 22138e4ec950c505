import { type ZodType, z } from 'zod'
import { type Attempt, sumUsage } from '../Attempt.js'
import { type AnswerProblem, ModelCallFailed } from '../failures.js'
import type { CallContext, Message, Model, ModelAnswer, ModelRequest } from '../Model.js'
import { checkAnswer } from './check.js'
import { asObject, batchKeysOf, keyedListOf, keyOf, lastUserObject, type Part } from './keyed.js'

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

interface CalledForAnswer {
  /** Its value is unchecked; `undefined` when nothing could be read. */
  answer: ModelAnswer<unknown>
  /** Why it is not a whole one. */
  failure: ModelCallFailed | undefined
}

/** Takes what could be read of an answer that is no JSON, or was cut off, as an answer too. Other failures are thrown. */
const callForAnswer = async (inner: Model, request: ModelRequest<unknown>): Promise<CalledForAnswer> => {
  try {
    return { answer: await inner.generate(request), failure: undefined }
  } catch (error) {
    if (!(error instanceof ModelCallFailed)) throw error
    const { answer: value, attempt, attempts } = error
    if (attempt.outcome !== 'invalid' && attempt.outcome !== 'truncated') throw error
    const { provider, servedModel, model } = attempt
    const answer = { value, usage: sumUsage(attempts), provider, model: servedModel ?? model, attempts }
    return { answer, failure: error }
  }
}

interface MergeAnswers {
  /** What earlier answers brought together; `undefined` for nothing. */
  before: unknown
  /** The new answer; `undefined` when it could not be read. */
  answer: unknown
  /** What the new answer was asked for: nothing else is taken from it. */
  part: Part
  /** The batch's keys, in the order in which items are wanted. */
  keys: readonly string[]
}

/** Puts what was asked for again in its place. What was good before stays, whatever the new answer says of it. */
const mergeAnswers = ({ before, answer, part, keys }: MergeAnswers): unknown => {
  if (part.of === 'items') return mergeItems({ before, answer, asked: part.keys, keys })
  if (part.of === 'answer') return asObject(answer) || before === undefined ? answer : before
  const old = asObject(before)
  const given = asObject(answer)
  if (!old || !given) return before
  const taken = Object.entries(given).filter(([name]) => part.names.includes(name))
  return { ...old, ...Object.fromEntries(taken) }
}

interface MergeItems {
  before: unknown
  answer: unknown
  asked: readonly string[]
  keys: readonly string[]
}

const mergeItems = ({ before, answer, asked, keys }: MergeItems): unknown => {
  const old = keyedListOf(before)
  const given = keyedListOf(answer)
  if (!given) return old ? before : (answer ?? before)
  const items = keys.flatMap((key) => {
    const again = asked.includes(key) ? given.byKey.get(key) : undefined
    return again ?? old?.byKey.get(key) ?? []
  })
  return { ...asObject(answer), [given.name]: items }
}

/** More would cost tokens and help nobody: an answer with so many problems was not meant for us. */
const maxProblems = 30

interface NarrowRequest {
  request: Pick<ModelRequest<unknown>, 'messages' | 'schema' | 'wireSchema'>
  /** What to ask for. */
  part: Part
  /** What was wrong with the answers so far. */
  problems: readonly AnswerProblem[]
}

/**
 * The request for a part of an answer, and why: the last user message gets `problems`, and carries only those of its
 * `items`, or names as `only` those properties, that are wanted. One object is asked for in whole when its schema cannot
 * be narrowed.
 */
const narrowRequest = ({
  request: { messages, schema, wireSchema = schema },
  part,
  problems,
}: NarrowRequest): { messages: readonly Message[]; wireSchema: ZodType } => {
  const narrowed = part.of === 'properties' ? pickProperties(wireSchema, part.names) : undefined
  const last = lastUserObject(messages)
  const items = last?.object.items
  const message: Message = {
    role: 'user',
    content: JSON.stringify({
      ...last?.object,
      items: part.of === 'items' && Array.isArray(items) ? items.filter(isOneOf(part.keys)) : items,
      problems: problems
        .slice(0, maxProblems)
        .map(({ key, path, problem }) => (key === undefined ? { path, problem } : { key, problem })),
      only: narrowed && Object.keys(narrowed.shape),
    }),
  }
  return {
    messages: last ? messages.with(last.index, message) : [...messages, message],
    wireSchema: narrowed ?? wireSchema,
  }
}

const isOneOf = (keys: readonly string[]) => (item: unknown) => keys.includes(keyOf(item) ?? '')

/** Without refinements: they judge the whole, and what is written is judged by another schema. */
const pickProperties = (schema: ZodType, names: readonly string[]): z.ZodObject | undefined => {
  if (!(schema instanceof z.ZodObject) || !names.every((name) => Object.hasOwn(schema.shape, name))) return undefined
  return z.object(Object.fromEntries(names.map((name) => [name, schema.shape[name]])))
}

/** Most places a message names. */
const maxPlaces = 5

/** The attempt as the ledger shall see it: an answer that is JSON, but not what was asked for, is no good answer. */
const judgedAttempt = (attempt: Attempt, problems: readonly AnswerProblem[]): Attempt =>
  attempt.outcome === 'ok' && problems.length > 0
    ? { ...attempt, outcome: 'invalid', message: messageOf(problems) }
    : attempt

/** Says where, but not what: a problem may quote the answer, and that has no place in a log. */
const messageOf = (problems: readonly AnswerProblem[]): string => {
  const places = [...new Set(problems.map(({ key, path }) => key ?? path))].filter(Boolean)
  const named = places.slice(0, maxPlaces).join(', ')
  const more = places.length > maxPlaces ? ` and ${places.length - maxPlaces} more` : ''
  return `The answer was not what was asked for${named && `: see ${named}${more}`}.`
}
