import { type ZodType, z } from 'zod'
import type { AnswerProblem, Judge, Verdict } from '../Model.js'
import { describeIssue } from './describeIssue.js'
import { asObject, groupByKey } from './keyed.js'

/** Judges an answer that is one thing by a schema: all of it is accepted, or nothing. */
export const judgeWhole =
  (schema: ZodType): Judge =>
  (answer) => {
    const { success, data, error } = schema.safeParse(answer, { reportInput: true })
    if (success) return { good: new Map([['', data]]), problems: [] }
    const problemOf = (issue: z.core.$ZodIssue) => ({
      key: z.core.toDotPath(issue.path),
      problem: describeIssue(issue),
    })
    return { good: new Map(), problems: error.issues.map(problemOf) }
  }

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
      else for (const issue of error.issues) problems.push({ key, problem: describeIssue(issue, [key, ...issue.path]) })
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

/** Takes any JSON, for whoever judges it later. */
export const judgeNothing: Judge = (answer) => ({ good: new Map([['', answer]]), problems: [] })

interface JudgeItems {
  /** The entries of the answer's list, unchecked. */
  entries: readonly unknown[]
  keys: readonly string[]
  /** What an item is called: `drill`. */
  noun: string
  judgeItem(entry: unknown, key: string): { readonly good: unknown } | { readonly problem: string }
}

/** Judges the items of a batch one by one, each by its key: what was not asked for is as if it had not come. */
export const judgeItems = ({ entries, keys, noun, judgeItem }: JudgeItems): Verdict => {
  const good = new Map<string, unknown>()
  const problems: AnswerProblem[] = []
  const byKey = groupByKey(entries)
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
  const issues = error.issues.slice(0, maxIssues)
  return { problem: issues.map((issue) => describeIssue(issue)).join('; ') }
}
