import { expect, test } from 'vitest'
import { type ZodType, z } from 'zod'
import { describeIssue } from '../../../../src/model/answer/describeIssue.js'

const problemsOf = (schema: ZodType, value: unknown) =>
  schema.safeParse(value, { reportInput: true }).error?.issues.map((issue) => describeIssue(issue))

test.each<[string, ZodType, unknown, string]>([
  ['a number for a text', z.string(), 1, 'expected text, got a number'],
  ['null for a number', z.number(), null, 'expected a number, got null'],
  ['a fraction', z.int(), 1.5, 'expected a whole number, got 1.5'],
  ['a text for yes or no', z.boolean(), 'yes', 'expected true or false, got text'],
  ['an object for a list', z.array(z.string()), {}, 'expected a list, got an object'],
  ['a list for an object', z.object({}), [], 'expected an object, got a list'],
  ['nothing', z.object({}), undefined, 'expected an object, got nothing'],
  ['true for an object', z.object({}), true, 'expected an object, got true or false'],
  ['a text too long', z.string().max(3), 'four', 'at most 3 characters, got 4'],
  ['a text too short once it is trimmed', z.string().trim().min(1), '   ', 'at least 1 character, got 0'],
  ['a list too long', z.array(z.int()).max(1), [1, 2], 'at most 1 entry, got 2'],
  ['a list too short', z.array(z.int()).min(2), [1], 'at least 2 entries, got 1'],
  ['a list of another length', z.array(z.int()).length(2), [1], 'exactly 2 entries, got 1'],
  ['a number too large', z.number().max(5), 6, 'at most 5, got 6'],
  ['a number at an open end', z.number().lt(5), 5, 'less than 5, got 5'],
  ['a number at the other open end', z.number().gt(5), 5, 'more than 5, got 5'],
  ['no multiple', z.number().multipleOf(5), 3, 'expected a multiple of 5, got 3'],
  ['another word', z.enum(['a', 'b']), 'c', 'expected "a" or "b", got "c"'],
  ['another format', z.email(), 'nobody', 'expected the format "email", got "nobody"'],
  ['a property too many', z.strictObject({}), { extra: 1 }, 'unexpected "extra"'],
  ['none of several', z.union([z.string(), z.int()]), null, 'fits none of the allowed forms, got null'],
  ['a rule of our own', z.string().refine(() => false, 'must rhyme'), 'orange', 'must rhyme'],
])('%s is said in plain words', (_, schema, value, problem) => {
  expect(problemsOf(schema, value)).toEqual([problem])
})

test('it begins with the path, in the notation of the schema’s readers', () => {
  const schema = z.object({ sections: z.array(z.object({ hints: z.array(z.string()) })) })
  expect(problemsOf(schema, { sections: [{ hints: ['a', 1] }] })).toEqual([
    'sections[0].hints[1]: expected text, got a number',
  ])
})

test('long values are shortened and no problem is longer than 300 characters, nor does it end in half a character', () => {
  const [short] = problemsOf(z.object({ level: z.enum(['a']) }), { level: 'x'.repeat(100_000) }) ?? []
  expect(short).toMatch(/^level: expected "a", got "x{58}…$/)
  const [long] =
    problemsOf(
      z.string().refine(() => false, `${'x'.repeat(298)}👍👍`),
      'a',
    ) ?? []
  expect(long).toBe(`${'x'.repeat(298)}…`)
})

test('characters that cannot be stored are spelt out', () => {
  const [problem] = problemsOf(z.enum(['a']), 'a\u0000b\ud800') ?? []
  expect(problem).toBe('expected "a", got "a\\u0000b\\ud800"')
})
