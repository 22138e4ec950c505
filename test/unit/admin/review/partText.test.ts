import { describe, expect, test } from 'vitest'
import { diffLines, linesOf, partName } from '../../../../src/admin/people/partText.js'
import { markdownToRichText } from '../../../../src/generators/richText.js'

describe('what a part says', () => {
  test('of rich text is a line for each paragraph and item, without marks', () => {
    const body = markdownToRichText('A **bold** word.\n\n- first\n- second')
    expect(linesOf({ blockType: 'prose', part: 'introduction', id: 'x', heading: 'Introduction', body })).toEqual([
      'Introduction',
      'A bold word.',
      'first',
      'second',
    ])
  })

  test('of choices shows which is right, so that a change of it is seen', () => {
    const choices = [
      { id: '1', text: 'e4', correct: true, rationale: 'It is best.' },
      { id: '2', text: 'd4', correct: false, rationale: '' },
    ]
    expect(linesOf(choices)).toEqual(['✓ e4', 'It is best.', '✗ d4'])
  })

  test('of nothing is no line', () => {
    expect([linesOf(null), linesOf(undefined), linesOf('  ')]).toEqual([[], [], []])
  })
})

test('lines that stay are told from those that go and come', () => {
  expect(diffLines(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([
    { sort: 'same', text: 'a' },
    { sort: 'removed', text: 'b' },
    { sort: 'added', text: 'x' },
    { sort: 'same', text: 'c' },
  ])
})

test.each([
  ['summary', 'Fields say so'],
  ['keyConcepts', 'Key concepts'],
  ['brain-bytes', 'Brain bytes'],
])('the part %s is called %s', (part, name) => {
  const words = { named: (_: string, of: string) => (of === 'summary' ? 'Fields say so' : of) }
  expect(partName(words, part)).toBe(name)
})

test('one order is read, whatever order a document or a proposal keeps', () => {
  const rows = [{ body: 'It is thin.', group: 'Streets', label: 'Alley' }]
  expect(linesOf({ rows, heading: 'Words', part: 'words' })).toEqual(['Words', 'Streets', 'Alley', 'It is thin.'])
})
