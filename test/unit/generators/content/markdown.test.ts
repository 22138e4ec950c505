import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outlineOf, shortened, toMarkdown } from '../../../../src/generators/content/markdown.js'

test('prose stays the markdown it is, below its heading', () => {
  expect(toMarkdown({ sort: 'prose', value: 'Some *words*.' }, { heading: 'Why' })).toBe('## Why\n\nSome *words*.')
  expect(toMarkdown({ sort: 'prose', value: 'Some *words*.' })).toBe('Some *words*.')
})

test('entries are a list by group, or one below the other where they have lines of their own', () => {
  const value = [
    { group: 'Tactics', label: 'Fork', body: 'Two at once.' },
    { label: 'Other', body: 'Else.' },
    { group: 'Tactics', label: 'Pin', body: 'One\ncannot move.' },
  ]
  expect(toMarkdown({ sort: 'entries', value: value.slice(0, 2) })).toBe(
    '### Tactics\n\n- **Fork**: Two at once.\n\n- **Other**: Else.',
  )
  expect(toMarkdown({ sort: 'entries', value })).toContain('**Pin**\n\nOne\ncannot move.')
})

test('questions show what is right, and why', () => {
  const choices = [
    { text: 'A', correct: true, why: 'Yes.' },
    { text: 'B', correct: false, why: 'No.' },
  ]
  const value = [
    { sort: 'single' as const, stem: 'Which?', choices, explanation: 'A it is.' },
    { sort: 'short' as const, stem: 'Who?', choices: [], answer: 'I.', explanation: 'Me.' },
  ]
  expect(toMarkdown({ sort: 'questions', value })).toBe(
    [
      '1. Which?\n   - [x] A — Yes.\n   - [ ] B — No.\n   - Explanation: A it is.',
      '2. Who?\n   - Answer: I.\n   - Explanation: Me.',
    ].join('\n\n'),
  )
})

test('a tree is a list in lists, and a circle ends', () => {
  const value = [
    { key: 'a', label: 'Root' },
    { key: 'c', parent: 'b', label: 'Leaf', note: 'Small' },
    { key: 'b', parent: 'a', label: 'Branch' },
    { key: 'x', parent: 'y', label: 'Lost' },
    { key: 'y', parent: 'x', label: 'Lost too' },
  ]
  expect(toMarkdown({ sort: 'tree', value })).toBe('- Root\n  - Branch\n    - Leaf: Small')
})

test('boards show the notation of their position, or its key', () => {
  const part = { sort: 'boards' as const, value: [{ position: 'p1', caption: 'Look.' }] }
  expect(toMarkdown(part)).toBe('- `p1`: Look.')
  expect(toMarkdown(part, { positions: new Map([['p1', { id: 1, notation: '8/8 w', line: '' }]]) })).toBe(
    '- `8/8 w`: Look.',
  )
})

test('a text is cut after a paragraph, a sentence or a word', () => {
  expect(shortened('Short.', 10)).toBe('Short.')
  expect(shortened('One paragraph.\n\nAnother one here.', 20)).toBe('One paragraph.…')
  expect(shortened('A sentence. And one more of them.', 25)).toBe('A sentence. And one…')
  expect(shortened('A first sentence. And more.', 22)).toBe('A first sentence.…')
  expect(shortened('words without any end', 10)).toBe('words…')
  expect(shortened('x'.repeat(30), 10)).toBe(`${'x'.repeat(9)}…`)
})

test('a shortened text is never longer than asked for, and begins like the whole', () => {
  const words = fc.array(fc.constantFrom('word', 'end.', '\n\n', '😀', 'longer-word'), { maxLength: 60 })
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 200 }), (list, most) => {
      const text = list.join(' ').trim()
      const cut = shortened(text, most)
      expect(cut.length).toBeLessThanOrEqual(Math.max(most, 0))
      expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true)
      expect(cut).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/)
    }),
  )
})

test('in an outline short texts stay whole, and long ones share what is left', () => {
  const part = (value: string) => ({ sort: 'prose' as const, value })
  const long = 'Some words here. '.repeat(100)
  const outline = outlineOf(
    [
      { heading: 'First', part: part(long) },
      { heading: 'Second', part: part('Short.') },
      { heading: 'Third', part: part(long) },
    ],
    { maxCharacters: 600 },
  )
  expect(outline.length).toBeLessThanOrEqual(600)
  expect(outline.length).toBeGreaterThan(500)
  expect(outline.match(/## \w+/g)).toEqual(['## First', '## Second', '## Third'])
  expect(outline).toContain('## Second\n\nShort.\n')
})
