import { type ZodType, z } from 'zod'
import { shorten } from '../../text.js'
import type { AnswerProblem } from '../failures.js'
import { asObject, keyedListOf, keyOf, type Part } from './keyed.js'

interface CheckAnswer<T> {
  schema: ZodType<T>
  /** JSON. */
  answer: unknown
  /** The keys of the batch that was asked for; `undefined` when it was one object. */
  keys: readonly string[] | undefined
}

type CheckedAnswer<T> =
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
const itemProblems = ({ issues, answer, keys }: ItemProblems): AnswerProblem[] => {
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

const maxProblemCharacters = 300
const maxGotCharacters = 60

/**
 * A zod issue in the words in which a model is told of it: path, what was expected, and what came instead, as in
 * `hints[0]: expected text, got a number`. At most 300 characters. Values are named only when the issue was made with
 * `reportInput`.
 *
 * @param path default: the issue's; shorter where the reader knows which item it is about
 */
export const describeIssue = (issue: Issue, path: readonly PropertyKey[] = issue.path): string => {
  const place = z.core.toDotPath(path)
  return shorten(place ? `${place}: ${wordsOf(issue)}` : wordsOf(issue), maxProblemCharacters)
}

const wordsOf = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${kinds[issue.expected] ?? issue.expected}, got ${
        issue.expected === 'int' ? got(issue.input) : kindOf(issue.input)
      }`
    case 'too_big':
      return `${issue.exact ? 'exactly' : issue.inclusive ? 'at most' : 'less than'} ${sizeOf(issue, issue.maximum)}`
    case 'too_small':
      return `${issue.exact ? 'exactly' : issue.inclusive ? 'at least' : 'more than'} ${sizeOf(issue, issue.minimum)}`
    case 'invalid_value':
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}, got ${got(issue.input)}`
    case 'invalid_format':
      return `expected the format "${issue.format}", got ${got(issue.input)}`
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}, got ${got(issue.input)}`
    case 'unrecognized_keys':
      return `nobody asked for ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`
    case 'invalid_union':
      return `fits none of the allowed forms, got ${got(issue.input)}`
    default:
      return issue.message
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  undefined: 'nothing',
}

const kindOf = (value: unknown): string => {
  if (value === null) return 'null'
  return kinds[Array.isArray(value) ? 'array' : typeof value] ?? typeof value
}

const got = (value: unknown): string => shorten(JSON.stringify(value) ?? 'nothing', maxGotCharacters)

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: [' character', ' characters'],
  array: [' entry', ' entries'],
}

const sizeOf = ({ origin, input }: { origin: string; input?: unknown }, limit: number | bigint): string => {
  const [one, many] = units[origin] ?? ['', '']
  const size = typeof input === 'string' || Array.isArray(input) ? input.length : got(input)
  return `${limit}${limit === 1 ? one : many}, got ${size}`
}
