import { type ZodType, z } from 'zod'
import type { AnswerProblem } from '../ModelCallFailed.js'
import { asObject } from './asObject.js'
import { describeIssue } from './describeIssue.js'
import { itemProblems } from './itemProblems.js'
import type { Part } from './Part.js'

interface CheckAnswer<T> {
  schema: ZodType<T>
  /** JSON. */
  answer: unknown
  /** The keys of the batch that was asked for; `undefined` when it was one object. */
  keys: readonly string[] | undefined
}

export type CheckedAnswer<T> =
  | { readonly isGood: true; readonly value: T; readonly problems: readonly [] }
  | { readonly isGood: false; readonly problems: readonly AnswerProblem[]; readonly failed: Part }

/** Judges an answer by its schema, and says which part of it has to be asked for again. */
export const checkAnswer = <T>({ schema, answer, keys }: CheckAnswer<T>): CheckedAnswer<T> => {
  const checked = schema.safeParse(answer, { reportInput: true })
  const issues = checked.error?.issues ?? []
  const problems = keys
    ? itemProblems({ issues, answer, keys })
    : issues.map((issue) => ({ path: z.core.toDotPath(issue.path), problem: describeIssue(issue) }))
  if (checked.success && problems.length === 0) return { isGood: true, value: checked.data, problems: [] }
  return { isGood: false, problems, failed: keys ? failedItems(problems, keys) : failedProperties(issues, answer) }
}

/** All of them when no problem belongs to an item: then it is the list itself that is not as asked. */
const failedItems = (problems: readonly AnswerProblem[], keys: readonly string[]): Part => {
  const named = new Set(problems.map(({ key }) => key))
  const failed = keys.filter((key) => named.has(key))
  return { of: 'items', keys: failed.length ? failed : keys }
}

/** Everything when a problem is not a property's: then no part of the answer is known to be good. */
const failedProperties = (issues: readonly z.core.$ZodIssue[], answer: unknown): Part => {
  const names = issues.map(({ path }) => path[0]).filter((name) => typeof name === 'string')
  return asObject(answer) && names.length === issues.length
    ? { of: 'properties', names: [...new Set(names)] }
    : { of: 'answer' }
}
