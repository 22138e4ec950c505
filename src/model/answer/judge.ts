import { type ZodType, z } from 'zod'
import type { AnswerProblem, Judge, Verdict } from '../Model.js'
import { describeIssue } from './describeIssue.js'
import { asObject, entriesOf, groupByKey } from './keyed.js'

/** Judges the properties of one object one by one, so that each can be asked for again alone. Their names are the keys. */
export const judgeProperties =
  ({ shape }: z.ZodObject): Judge =>
  (answer, keys) => {
    const good = new Map<string, unknown>()
    const problems: AnswerProblem[] = []
    const given = asObject(answer)
    if (!given) return { good, problems: [{ key: '', problem: describeIssue(noObject(answer)) }] }
    for (const key of keys) {
      const { success, data, error } = z.safeParse(shape[key] ?? z.never(), given[key], { reportInput: true })
      if (success) good.set(key, data)
      else
        for (const issue of telling(error.issues))
          problems.push({ key, problem: describeIssue(issue, [key, ...issue.path]) })
    }
    return { good, problems }
  }

const noObject = (input: unknown): z.core.$ZodIssue => ({
  code: 'invalid_type',
  expected: 'object',
  input,
  path: [],
  message: '',
})

/** Takes any JSON, for a caller that judges it later. */
export const judgeNothing: Judge = (answer) => ({ good: new Map([['', answer]]), problems: [] })

interface JudgeItems {
  /** JSON of any shape; see `entriesOf`. */
  answer: unknown
  keys: readonly string[]
  /** What an item is called: `drill`. */
  noun: string
  judgeItem(entry: unknown, key: string): { readonly good: unknown } | { readonly problem: string }
}

/** Many times what is ever asked for at once. */
const maxEntries = 1000

/** Judges the items of a batch one by one, each by its key: what was not asked for is as if it had not come. */
export const judgeItems = ({ answer, keys, noun, judgeItem }: JudgeItems): Verdict => {
  const good = new Map<string, unknown>()
  const problems: AnswerProblem[] = []
  const byKey = groupByKey(entriesOf(answer).slice(0, maxEntries), keys)
  for (const key of keys) {
    const [entry, ...more] = byKey.get(key) ?? []
    if (entry === undefined) problems.push({ key, problem: `no ${noun} with this key came back` })
    else if (more.length > 0) problems.push({ key, problem: `more than one ${noun} came back with this key` })
    else {
      const judged = judgeItem(entry, key)
      if ('good' in judged) good.set(key, judged.good)
      else problems.push({ key, problem: judged.problem })
    }
  }
  return { good, problems }
}

/** Most that is said of one item; one with more is written anew in any case. */
const maxIssues = 3

/** One item by its schema: the value, or the first three things wrong with it. */
export const judgeBySchema = <T>(schema: ZodType<T>, entry: unknown): { good: T } | { problem: string } => {
  const { success, data, error } = schema.safeParse(entry, { reportInput: true })
  if (success) return { good: data }
  const issues = telling(error.issues).slice(0, maxIssues)
  return { problem: issues.map((issue) => describeIssue(issue)).join('; ') }
}

/** Where a value is of the wrong type, its length and content say nothing: a text of 22 letters is no list of 22. */
const telling = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] => {
  const mistyped = new Set(issues.flatMap(({ code, path }) => (code === 'invalid_type' ? z.core.toDotPath(path) : [])))
  return issues.filter(({ code, path }) => code === 'invalid_type' || !mistyped.has(z.core.toDotPath(path)))
}
