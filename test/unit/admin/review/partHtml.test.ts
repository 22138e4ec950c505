import { expect, test } from 'vitest'
import { htmlOf } from '../../../../src/admin/people/partHtml.js'
import { markdownToRichText } from '../../../../src/generators/richText.js'

test('rich text keeps its paragraphs, headings, lists and marks', () => {
  const body = markdownToRichText('### Why\n\nThe **fork** wins.\n\n- one\n- two\n\n1. first')
  expect(htmlOf({ blockType: 'prose', part: 'introduction', heading: 'Introduction', body })).toBe(
    '<p>Introduction</p><h4>Why</h4><p>The <strong>fork</strong> wins.</p><ul><li>one</li><li>two</li></ul><ol><li>first</li></ol>',
  )
})

test('rows and words are items, and a right choice is told from a wrong one', () => {
  expect(htmlOf(['tea', 'leaf'])).toBe('<ul><li>tea</li><li>leaf</li></ul>')
  const choices = [
    { id: '1', text: 'e4', correct: true, rationale: 'It is best.' },
    { id: '2', text: 'd4', correct: false },
  ]
  expect(htmlOf(choices)).toBe('<ul><li><p>✓ e4</p><p>It is best.</p></li><li>✗ d4</li></ul>')
})

test.each([null, undefined, '  ', [], {}])('of %j there is nothing', (value) => {
  expect(htmlOf(value)).toBe('')
})

test('what looks like HTML is text, and a link is its words', () => {
  const evil = '<img src=x onerror=alert(1)> & "quoted" <script>alert(1)</script>'
  const rich = { root: { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', text: evil }] }] } }
  const link = { type: 'link', fields: { url: 'javascript:alert(1)' }, children: [{ type: 'text', text: 'here' }] }
  for (const value of [evil, [evil], { body: rich }, { root: { type: 'root', children: [link] } }]) {
    expect(htmlOf(value)).not.toMatch(/<(img|script|a)[\s>]/)
    expect(htmlOf(value)).not.toContain('javascript:')
  }
  expect(htmlOf(evil)).toBe(
    '<p>&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quoted&quot; &lt;script&gt;alert(1)&lt;/script&gt;</p>',
  )
})

test('one order is read, whatever order a document or a proposal keeps', () => {
  const rows = [{ body: 'It is thin.', group: 'Streets', label: 'Alley' }]
  expect(htmlOf({ rows, heading: 'Words', part: 'words' })).toBe(
    '<p>Words</p><ul><li><p>Streets</p><p>Alley</p><p>It is thin.</p></li></ul>',
  )
})
