import type { z } from 'zod'
import { RequestError } from './errors.js'
import { shorten, unstorable } from './text.js'

const mostIssues = 10
const maxMessage = 200

/** What zod says of one place, or we. */
type Issue = z.core.$ZodIssue | Pick<z.core.$ZodIssue, 'path' | 'message'>

interface InvalidInput {
  /** The sentence before what is wrong. Default: "The input is not valid." */
  what?: string
  /** The path of what is wrong with the whole of it. Default `input`. */
  root?: string
  /** Other facts for clients. */
  facts?: Readonly<Record<string, unknown>>
}

/**
 * What is wrong with an input, the first ten places: `issues: [{path, message, rule?, …}]`. A message is English; a rule, with
 * its number or names, is what a panel in another language says in its own words. Names unknown keys, however long they are.
 */
export const invalidInput = (
  given: readonly Issue[],
  { what = 'The input is not valid.', root = 'input', facts = {} }: InvalidInput = {},
): RequestError => {
  const issues = given.slice(0, mostIssues).map((issue) => ({
    path: issue.path.join('.') || root,
    message: shorten(issue.message, maxMessage),
    ...ruleOf(issue),
  }))
  const said = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
  return new RequestError(400, `${what} ${said}.`, { code: 'invalid_input', issues, ...facts })
}

/** One thing that is wrong, and where. */
export const wrongInput = (path: string, message: string): RequestError =>
  invalidInput([{ path: path.split('.'), message }])

/** By what is counted. */
const least: Readonly<Record<string, string>> = { string: 'shortest', array: 'fewest', number: 'least', int: 'least' }
const most: Readonly<Record<string, string>> = { string: 'longest', array: 'mostEntries', number: 'most', int: 'most' }
/** By what is expected. */
const types: Readonly<Record<string, string>> = { string: 'text', number: 'number', int: 'whole', array: 'list' }

/** Which rule was broken, and its facts; nothing where only the message says it. */
const ruleOf = (issue: Issue): Readonly<Record<string, unknown>> => {
  const named = (rule: string | undefined, facts: object = {}) => (rule === undefined ? {} : { rule, ...facts })
  if (!('code' in issue)) return {}
  switch (issue.code) {
    case 'too_small':
      return issue.inclusive === false ? {} : named(least[issue.origin], { least: Number(issue.minimum) })
    case 'too_big':
      return issue.inclusive === false ? {} : named(most[issue.origin], { most: Number(issue.maximum) })
    case 'invalid_value':
      return named('oneOf', { values: shorten(issue.values.join(', '), maxMessage) })
    case 'unrecognized_keys':
      return named('unknown', { keys: shorten(issue.keys.join(', '), maxMessage) })
    case 'invalid_type':
      // That there was nothing stands in its message alone.
      return named(issue.message.endsWith('undefined') ? 'missing' : types[issue.expected])
    default:
      return {}
  }
}

/** More levels than any document of ours has; everything that walks through a value calls itself for each. */
const maxLevels = 100

/** @throws RequestError 400 with the path of the first text that Postgres cannot store, keys included */
export const checkStorable = (value: unknown, path: string, level = 0): void => {
  if (typeof value === 'string') checkCharacters(value, path)
  if (typeof value !== 'object' || value === null || value instanceof Date) return
  if (level > maxLevels) {
    throw new RequestError(400, `${path.split('.')[0]} is nested deeper than ${maxLevels} levels.`, {
      code: 'invalid_body',
    })
  }
  for (const [key, inner] of Object.entries(value)) {
    checkCharacters(key, path)
    checkStorable(inner, `${path}.${key}`, level + 1)
  }
}

const checkCharacters = (text: string, path: string): void => {
  const problem = unstorable(text)
  if (problem === undefined) return
  const at = path.slice(0, 200)
  throw new RequestError(400, `${at} contains ${problem}, which text cannot hold.`, {
    code: problem === 'a NUL character' ? 'nul_character' : 'half_character',
    path: at,
  })
}
