import { z } from 'zod'
import type { AnswerProblem } from '../ModelCallFailed.js'
import { asObject } from './asObject.js'
import { describeIssue } from './describeIssue.js'
import { keyedListOf } from './keyedListOf.js'
import { keyOf } from './keyOf.js'

type Issue = z.core.$ZodIssue

interface ItemProblems {
  issues: readonly Issue[]
  /** The answer they were found in. */
  answer: unknown
  /** The keys of the batch. */
  keys: readonly string[]
}

/**
 * Says of each issue which item of the batch it belongs to: the one its path leads into (`['drills', 2, …]`), or the
 * one a custom issue names by `params: { key }`, as for an item that is missing. Items that did not come back are
 * problems whatever the schema says of them.
 */
export const itemProblems = ({ issues, answer, keys }: ItemProblems): AnswerProblem[] => {
  const problems = issues.map((issue): AnswerProblem => {
    const path = z.core.toDotPath(issue.path)
    const key = namedKey(issue) ?? keyAlong(issue.path, answer)
    if (key === undefined || !keys.includes(key)) return { path, problem: describeIssue(issue) }
    return { key, path, problem: describeIssue(issue, issue.path.slice(2)) }
  })
  const list = keyedListOf(answer)
  if (!list) return problems
  const named = new Set(problems.map(({ key }) => key))
  const missing = keys.filter((key) => !list.byKey.has(key) && !named.has(key))
  return [...problems, ...missing.map((key) => ({ key, path: list.name, problem: 'nothing with this key came back' }))]
}

const namedKey = (issue: Issue): string | undefined => (issue.code === 'custom' ? keyOf(issue.params) : undefined)

const keyAlong = ([name, index]: readonly PropertyKey[], answer: unknown): string | undefined => {
  const list = typeof name === 'string' ? asObject(answer)?.[name] : undefined
  return Array.isArray(list) && typeof index === 'number' ? keyOf(list[index]) : undefined
}
