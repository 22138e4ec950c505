import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { RichText } from '../../../../src/admin/drafts/RichText.js'
import { markdownToRichText } from '../../../../src/generators/richText.js'

const shown = (value: unknown) => renderToStaticMarkup(createElement(RichText, { value }))
const text = (words: string, format = 0) => ({ type: 'text', version: 1, text: words, format })
const root = (...children: object[]) => ({ root: { type: 'root', children } })
const paragraph = (...children: object[]) => ({ type: 'paragraph', children })

test('a text of ours is shown with its headings, lists and marks', () => {
  const html = shown(markdownToRichText('### Why\n\nThe **fork** wins.\n\n- one\n- two\n\n1. first'))
  expect(html).toContain('<h4>Why</h4>')
  expect(html).toContain('<p>The <strong>fork</strong> wins.</p>')
  expect(html).toContain('<ul><li>one</li><li>two</li></ul>')
  expect(html).toContain('<ol><li>first</li></ol>')
})

test('what looks like HTML is text', () => {
  const html = shown(root(paragraph(text('<script>alert(1)</script><img src=x onerror=alert(1)>', 1))))
  expect(html).not.toMatch(/<(script|img)/)
  expect(html).toContain('&lt;script&gt;')
})

test.each(['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', '//evil.example', undefined, 7])(
  'a link to %s is words alone',
  (url) => {
    const html = shown(root(paragraph({ type: 'link', fields: { url }, children: [text('here')] })))
    expect(html).toContain('<p>here</p>')
  },
)

test('a link to a page is one, and tells that page nothing', () => {
  const link = { type: 'link', fields: { url: 'https://example.com/' }, children: [text('here')] }
  expect(shown(root(paragraph(link)))).toContain(
    '<a href="https://example.com/" rel="noreferrer" target="_blank">here</a>',
  )
})

test('what nobody knows shows its words, and what is no text shows nothing', () => {
  expect(shown(root({ type: 'marvel', children: [text('words')] }))).toContain('words')
  for (const value of [null, 'text', {}, { root: null }, root({ type: 'text' })])
    expect(shown(value)).not.toContain('[')
})
