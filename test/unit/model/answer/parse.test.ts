import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAnswer } from '../../../../src/model/answer/parse.js'
import { cpuMs } from '../../../shared/cpuMs.js'

const good = { drills: [{ key: 'd01', prompt: 'Use `code`, [brackets] and {braces}.' }] }
const json = JSON.stringify(good)

describe('an answer is read without asking again', () => {
  test.each([
    ['as JSON', json],
    ['in a code fence', `\`\`\`json\n${JSON.stringify(good, null, 2)}\n\`\`\``],
    ['between prose', `Sure [as you asked]! Here they are:\n${json}\nHave fun.`],
    ['before prose with braces', `${json}\nNote: use {x}.`],
    ['behind prose with braces', `Sure, I use {key} format. ${json}`],
    ['between prose with braces and brackets', `Like {this}: ${json} or {that}, see [1] and [{2}].`],
    ['in a code fence before prose with brackets', `\`\`\`json\n${json}\n\`\`\`\nHope [this] helps.`],
    ['after thoughts', `<think>First, a drill.</think>${json}`],
    ['with a comma too many', json.replace('}]', '},]')],
    ['without its last brackets', json.slice(0, -2)],
    ['in a code fence and with a comma too many', `\`\`\`\n${json.replace('}]', '},]')}\n\`\`\``],
    ['with single quotes', json.replaceAll('"', "'")],
    ['with a comment', `// drills\n${json}`],
    ['behind a byte order mark', `\uFEFF${json}`],
  ])('%s', (_, text) => {
    expect(parseAnswer(text)).toEqual({ value: good })
  })

  test('an object inside of a broken answer is not taken for the answer', () => {
    expect(parseAnswer(`Use {x}. ${json.replace('}]', '},]')}`)).toHaveProperty('problem')
    expect(parseAnswer(`Use {x}. ${json.slice(0, -1)}`)).toHaveProperty('problem')
  })

  test.each([
    ['behind each other', '{"key":"d01"}\n{"key":"d02","x":22}'],
    ['with commas between them', 'Here: {"key":"d01"}, {"key":"d02","x":22}'],
    ['after prose with braces', 'Use {x}. {"key":"d01"}\n{"key":"d02","x":22}'],
  ])('of several values %s none is taken for all', (_, text) => {
    const read = parseAnswer(text)
    if ('value' in read) expect(JSON.stringify(read.value)).toMatch(/d01.*d02/)
  })

  test('several values behind each other are read as a list', () => {
    const drills = [{ drills: [{ key: 'd01' }] }, { drills: [{ key: 'd02', prompt: 'Longer.' }] }]
    expect(parseAnswer(drills.map((one) => JSON.stringify(one)).join('\n'))).toEqual({ value: drills })
  })

  test('any JSON is read as what it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(parseAnswer(JSON.stringify(value))).toEqual({ value: JSON.parse(JSON.stringify(value)) })
      }),
    )
  })
})

describe('an answer that lacks its last brackets', () => {
  const two = JSON.stringify({ drills: [{ key: 'd01' }, { key: 'd02', prompt: 'Find a {brace}.' }] })

  test('keeps its last item when that ends with a whole text', () => {
    expect(parseAnswer(two.slice(0, -3))).toEqual({ value: JSON.parse(two) })
    expect(parseAnswer(`Here they are:\n${two.slice(0, -3)}\n`)).toEqual({ value: JSON.parse(two) })
  })

  test('is read without prose behind it, even when that ends with a quote', () => {
    expect(parseAnswer(`${two}\nI call it "fun"`)).toEqual({ value: JSON.parse(two) })
  })
})

describe('what cannot be read is a problem, not a crash', () => {
  test.each([
    ['nothing', '', 'it was empty'],
    ['blanks', ' \n', 'it was empty'],
    ['prose', 'I am sorry, I cannot do that.', 'it held no JSON'],
    ['a web page', '<!doctype html><html><body>Bad gateway</body></html>', 'it held no JSON'],
    ['nonsense between brackets', '{"a" "b" : :}', 'it was no JSON and could not be repaired'],
    ['more than a million characters', `"${'a'.repeat(1_000_000)}"`, 'it was longer than 1000000 characters'],
    ['65 levels', `${'['.repeat(65)}${']'.repeat(65)}`, 'it was nested deeper than 64 levels'],
    ['100,000 open brackets', '['.repeat(100_000), 'it was nested deeper than 64 levels'],
    ['100,000 objects', '{"a":'.repeat(100_000), 'it was nested deeper than 64 levels'],
    ['deep nesting behind a missing quote', `{"a: "${'['.repeat(100)}`, 'it was nested deeper than 64 levels'],
    ['deep nesting that only the repair finds', `{'a"': ${'['.repeat(100)}`, 'it was nested deeper than 64 levels'],
    ['a lot that is nearly JSON', `{"a": [${'1,'.repeat(40_000)}]`, 'it was no JSON, and too long to be repaired'],
  ])('%s', (_, text, problem) => {
    expect(parseAnswer(text)).toEqual({ problem })
  })

  test('64 levels, and brackets in texts, are no problem', () => {
    expect(parseAnswer(`${'['.repeat(64)}${']'.repeat(64)}`)).toHaveProperty('value')
    expect(parseAnswer(JSON.stringify({ a: `"${'['.repeat(1000)}` }))).toHaveProperty('value')
  })

  test('any text gives a value or a problem, within 64 levels', () => {
    const piece = fc.constantFrom('{', '[', '}', ']', '"', "'", ',', ':', '\\', 'a', '1', '/*', '```', '\n', '+', '(')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const parsed = parseAnswer(text)
          if ('problem' in parsed) expect(parsed.problem).toMatch(/^it /)
          else expect(JSON.stringify(parsed.value)).toBeTypeOf('string')
        },
      ),
      { numRuns: 2000 },
    )
  })
})

test.each([
  ['quotes', `{"a":"${'x\n"'.repeat(21_000)}`],
  ['texts', `{"a":["${'"a'.repeat(31_000)}`],
  ['backslashes', `{"a":"${'\\'.repeat(63_000)}`],
])('the worst of nearly JSON takes seconds at most: %s', (_, text) => {
  expect(cpuMs(() => parseAnswer(text))).toBeLessThan(5000)
})
