import { z } from 'zod'
import { shorten } from '../../text.js'

type Issue = z.core.$ZodIssue

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
      return `unexpected ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`
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
