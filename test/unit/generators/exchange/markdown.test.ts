import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { expect, test } from 'vitest'
import { type Branch, forestOf, nodesFromOutline, type Outline } from '../../../../src/generators/content/forest.js'
import {
  type Entry,
  type Question,
  type TreeNode,
  type WrittenPart,
  writtenAs,
} from '../../../../src/generators/content/part.js'
import { MarkdownProblem } from '../../../../src/generators/exchange/markdownText.js'
import { sortOfQuestion } from '../../../../src/generators/exchange/partNodes.js'
import { readMarkdown, readTree } from '../../../../src/generators/exchange/readMarkdown.js'
import { markdownOfDocument, markdownOfPart } from '../../../../src/generators/exchange/writeMarkdown.js'
import { cpuMs } from '../../../shared/cpuMs.js'

/** Words, and all that Markdown could take for its own. */
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('pin', 'the rook', 'Ké', '国王', '😀', 'e4', '1.', 'a') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[
        '*',
        '_',
        '**',
        '`',
        '[x]',
        '[ ]',
        '[a](b)',
        '![',
        '<b>',
        '<!-- tree: x -->',
        '&amp;',
        '#',
        '## ',
        '> ',
        '- ',
        '+ ',
      ],
      ...[
        '1) ',
        '\\',
        '\\*',
        ':',
        ': ',
        '~~~',
        '```',
        '---',
        '===',
        '|',
        '%',
        '{',
        '"',
        "'",
        '*a*:',
        '**b**: ',
        'http://a.b',
        '—',
      ],
    ),
  },
)
const line = fc
  .array(fc.tuple(pieces, fc.constantFrom('', ' ')), { minLength: 1, maxLength: 8 })
  .map((words) =>
    words
      .map(([word, space]) => word + space)
      .join('')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  .filter((text) => text !== '')
const text = fc.array(fc.tuple(line, fc.constantFrom('\n', '\n\n')), { minLength: 1, maxLength: 3 }).map((lines) =>
  lines
    .map(([one, end]) => one + end)
    .join('')
    .trim(),
)
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const given = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T

const entries: fc.Arbitrary<Entry[]> = fc.array(fc.record({ group: maybe(line), label: line, body: text }).map(given), {
  minLength: 1,
  maxLength: 4,
}) as fc.Arbitrary<Entry[]>
const questions: fc.Arbitrary<Question[]> = fc.array(
  fc
    .record({
      sort: fc.constantFrom('single', 'multiple', 'short'),
      stem: text,
      choices: fc.array(fc.record({ text, correct: fc.boolean(), why: fc.oneof(fc.constant(''), text) }), {
        maxLength: 4,
      }),
      answer: maybe(text),
      explanation: text,
      objective: maybe(line),
      difficulty: maybe(fc.constantFrom('beginner', 'advanced')),
    })
    .map(given),
  { minLength: 1, maxLength: 3 },
) as fc.Arbitrary<Question[]>
const outline: fc.Arbitrary<Outline> = fc.letrec<{ branch: Outline }>((tie) => ({
  branch: fc
    .record({
      label: line,
      note: maybe(text),
      children: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('branch'), { maxLength: 3 })),
    })
    .map(given) as fc.Arbitrary<Outline>,
})).branch

const shape = (nodes: readonly TreeNode[]): Outline[] => {
  const of = (forest: readonly Branch[]): Outline[] =>
    forest.map(({ node, children }) => ({
      label: node.label,
      ...(node.note === undefined ? {} : { note: node.note }),
      children: of(children),
    }))
  return of(forestOf(nodes))
}

const roundTrip = (part: WrittenPart) =>
  readMarkdown(markdownOfDocument({ title: 'T', parts: [{ name: 'it', heading: 'It', written: part }] })).parts[0]

test('entries come back as they were written, whatever stands in them', () => {
  fc.assert(
    fc.property(entries, (value) => {
      expect(roundTrip(writtenAs('entries', value))?.read()).toEqual({ sort: 'entries', value })
    }),
    { numRuns: 150 },
  )
})

test('questions come back as they were written, with their choices and fields', () => {
  fc.assert(
    fc.property(questions, (value) => {
      expect(roundTrip(writtenAs('questions', value))?.read()).toEqual({ sort: 'questions', value })
    }),
    { numRuns: 150 },
  )
})

test('a tree comes back as it was written, with its keys where the tree was there before', () => {
  fc.assert(
    fc.property(outline, (root) => {
      const nodes = nodesFromOutline([root])
      expect(shape(nodes)).toEqual([root])
      expect(readTree(markdownOfPart(writtenAs('tree', nodes)))).toEqual([root])
      const read = roundTrip(writtenAs('tree', nodes))?.read()
      expect(read).toEqual({ sort: 'tree', value: [root] })
      expect(nodesFromOutline(readTree(markdownOfPart(writtenAs('tree', nodes))), nodes)).toEqual(nodes)
    }),
    { numRuns: 150 },
  )
})

test('boards come back as they were written', () => {
  const position = fc.constantFrom(
    '8/8/8/8/8/8/8/K6k w - - 0 1',
    '-b----E-C---eE---c-e----B-:0:0:1:21:0:0:0:0:10',
    'p`1',
  )
  fc.assert(
    fc.property(fc.array(fc.record({ position, caption: text }), { minLength: 1, maxLength: 3 }), (value) => {
      expect(roundTrip(writtenAs('boards', value))?.read()).toEqual({ sort: 'boards', value })
    }),
  )
})

/** What is read from a text, without where it stands. */
const meaning = (markdown: string): unknown =>
  JSON.parse(JSON.stringify(fromMarkdown(markdown), (key, value) => (key === 'position' ? undefined : value)))

test('prose keeps its meaning, and its file does not change when it is written again', () => {
  const paragraph = fc.oneof(
    text.map((words) => words.replace(/[\\`*_{}[\]<>#+\-!|&=~:.\d)"']/g, '').trim() || 'a'),
    fc.constantFrom(
      '### A heading',
      '- a\n- b\n  - c',
      '1. one\n2. two',
      '> quoted',
      '**bold** and _italic_ `code`',
      '[a](https://b.c)',
    ),
  )
  fc.assert(
    fc.property(fc.array(paragraph, { minLength: 1, maxLength: 5 }), (paragraphs) => {
      const value = paragraphs.join('\n\n')
      const read = roundTrip({ sort: 'prose', value })?.read()
      expect(meaning(String(read?.value))).toEqual(meaning(value))
      expect(roundTrip({ sort: 'prose', value: String(read?.value) })?.read()).toEqual(read)
    }),
    { numRuns: 120 },
  )
})

test('nothing that stands in a part can end it, or begin another one', () => {
  fc.assert(
    fc.property(text, entries, (body, rows) => {
      const { title, intro, parts } = readMarkdown(
        markdownOfDocument({
          title: body,
          intro: body,
          parts: [
            { name: undefined, heading: body, written: { sort: 'prose', value: body } },
            { name: 'list', heading: 'List', written: { sort: 'entries', value: rows } },
          ],
        }),
      )
      const oneLine = body.replace(/\s+/g, ' ').trim()
      expect(title).toBe(oneLine)
      expect(intro).toBe(body)
      expect(parts.map(({ name, heading }) => [name, heading])).toEqual([
        [undefined, oneLine],
        ['list', 'List'],
      ])
      expect(parts[1]?.read()).toEqual({ sort: 'entries', value: rows })
    }),
    { numRuns: 120 },
  )
})

test.each([
  ['- <!-- tree: x --><b>*', '- \\<!-- tree: x -->\\<b>\\*'],
  ['> <div>*a*\n> [b](c)', '> \\<div>\\*a\\*\n> \\[b]\\(c)'],
  ['> [one\n> two][c]\n\n[c]: d', '> \\[one\n> two]\\[c]'],
  ['1. > <b>*', '1. > \\<b>\\*'],
  ['<b>*', '\\<b>\\*'],
])('HTML is written as the text that it is, wherever it stands: %j', (value, written) => {
  expect(markdownOfPart({ sort: 'prose', value })).toBe(`${written}\n`)
  expect(roundTrip({ sort: 'prose', value })?.read()).toEqual({ sort: 'prose', value: written })
})

test('a question that is not what its choices say has its sort written beside it', () => {
  expect(sortOfQuestion({ choices: [] })).toBe('short')
  const one: Question = { sort: 'multiple', stem: 'Which?', choices: [], explanation: 'None.' }
  expect(markdownOfPart({ sort: 'questions', value: [one] })).toBe(
    '1. Which?\n   - **Sort**: multiple\n   - **Explanation**: None.\n',
  )
})

test('what a person writes in the form is read: plain lists, another order, other marks', () => {
  expect(readTree('# Rooks\n\n* Rooks\n    * Behind: active\n\n      It gains room.\n    * In front\n')).toEqual([
    {
      label: 'Rooks',
      children: [
        { label: 'Behind: active', note: 'It gains room.', children: [] },
        { label: 'In front', children: [] },
      ],
    },
  ])
  const { title, parts } = readMarkdown('## Words\r\n\r\n- **Pin**: cannot move\r\n', ({ heading }) =>
    heading === 'Words' ? 'entries' : undefined,
  )
  expect(title).toBeUndefined()
  expect(parts[0]?.read()).toEqual({ sort: 'entries', value: [{ label: 'Pin', body: 'cannot move' }] })
  expect(readMarkdown('## Words\n\nOnly *prose*.').parts[0]?.read()).toEqual({ sort: 'prose', value: 'Only *prose*.' })
})

const readAll = (file: string) => readMarkdown(file).parts.map((part) => part.read())

const problemOf = (read: () => unknown): string => {
  try {
    read()
  } catch (error) {
    if (error instanceof MarkdownProblem) return error.message
    throw error
  }
  return 'none'
}

test.each([
  ['', /^Line 1: there is no part/],
  ['# A\n\n# B\n\n## C', /^Line 3: a file has one title/],
  ['text\n\n- list\n\n## A', /^Line 3: before the first part/],
  ['## A\n\n<b>no</b>', /^Line 3: HTML is not read/],
  ['## A\n\n<!-- entries: a -->\n\n- **L**: b\n- no label', /^Line 6: entries are a list/],
  ['## A\n\n<!-- questions: a -->\n\n1. Q?\n   - maybe', /^Line 6: it is neither a choice/],
  ['## A\n\n<!-- questions: a -->\n\n1. Q?\n   - **Sort**: odd', /^Line 5: "odd" is no sort/],
  ['## A\n\n<!-- tree: a -->\n\ntext', /^Line 5: a mind map is one nested list/],
  ['## A\n\n<!-- tree: a -->\n\n- one\n- two', /^Line 6: a mind map has one root/],
  [`## A\n\n<!-- tree: a -->\n\n- one\n  - ${'x'.repeat(201)}`, /^Line 6: an idea has 201 characters, at most 200/],
  ['## A\n\na\0b', /^Line 3: it contains a NUL/],
  [`## A\n\n${'> '.repeat(300)}a`, /^Line 3: too many lists or quotes/],
  [`## A\n\n${' '.repeat(300)}- a`, /^Line 3: it is indented too far/],
  [`## A\n\n${'*a '.repeat(700)}`, /^Line 3: there is too much markup/],
  [`## A\n\n${'a'.repeat(200_000)}`, /^Line 1: the file has 200006 characters/],
])('a bad file is refused with its line, case %#', (file, message) => {
  expect(problemOf(() => readAll(file))).toMatch(message)
})

test('prose that is longer than a model may write keeps its markup', () => {
  const value = Array.from({ length: 300 }, (_, index) => `- **Move ${index}** and why`).join('\n')
  expect(markdownOfPart({ sort: 'prose', value })).toBe(`${value}\n`)
})

test('a part that nobody asks for may hold what no file may say', () => {
  const { parts } = readMarkdown('## A\n\n<!-- tree: a -->\n\n- one\n- two\n\n## B\n\nText.')
  expect(parts.map(({ sort, source }) => [sort, source])).toEqual([
    ['tree', '- one\n- two'],
    ['prose', 'Text.'],
  ])
  expect(parts[1]?.read()).toEqual({ sort: 'prose', value: 'Text.' })
})

test('no file takes long to read or to refuse', { timeout: 60_000 }, () => {
  const lines = (count: number, of: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => of(index)).join('\n')
  const files = [
    lines(4900, (index) => `- item ${index} *a*`),
    lines(300, (index) => `${'  '.repeat(Math.min(index, 55))}- a`),
    lines(4900, () => '[a]('.repeat(10)),
    lines(2000, () => '*a **b _c '.repeat(15)),
    '[a]: <b>\n'.repeat(4900),
    `${'a '.repeat(99_000)}`,
    '|-'.repeat(99_000),
    '<'.repeat(190_000),
  ]
  for (const file of files) {
    const read = () => problemOf(() => readAll(`## A\n\n<!-- tree: a -->\n\n${file}`))
    expect(cpuMs(read), file.slice(0, 40)).toBeLessThan(5000)
    // As much as the form takes.
    const write = () => markdownOfPart({ sort: 'prose', value: file.slice(0, 40_000) })
    expect(cpuMs(write), file.slice(0, 40)).toBeLessThan(5000)
  }
})
