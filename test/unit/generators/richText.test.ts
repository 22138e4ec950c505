import { describe, expect, test } from 'vitest'
import { markdownToRichText, textOfRichText, unsafeLinkIn } from '../../../src/generators/richText.js'
import { cpuMs } from '../../shared/cpuMs.js'

interface Node {
  [key: string]: unknown
  children?: Node[]
}
const blocks = (markdown: string) => (markdownToRichText(markdown).root as Node).children ?? []
/** A tree as `type[child child]`, text as it is with its format. */
const outline = (node: Node): string => {
  if (node.type === 'text') return node.format ? `${node.text}/${node.format}` : String(node.text)
  const name = node.type === 'heading' || node.type === 'list' ? node.tag : node.type
  return node.children ? `${name}[${node.children.map(outline).join(' ')}]` : String(name)
}
const shape = (markdown: string) => blocks(markdown).map(outline).join(' ')

describe('markdown becomes rich text', () => {
  test.each([
    ['Plain words.', 'paragraph[Plain words.]'],
    ['One.\n\nTwo.', 'paragraph[One.] paragraph[Two.]'],
    ['One\ntwo', 'paragraph[One linebreak two]'],
    ['**Nf3** and _d4_', 'paragraph[Nf3/1  and  d4/2]'],
    ['***both*** and `code`', 'paragraph[both/3  and  code/16]'],
    ['# Title', 'h1[Title]'],
    ['### Deep', 'h3[Deep]'],
    ['- a\n- b', 'ul[listitem[a] listitem[b]]'],
    ['3. a\n4. b', 'ol[listitem[a] listitem[b]]'],
    ['- a\n  - b', 'ul[listitem[a] listitem[ul[listitem[b]]]]'],
    ['> quoted\n>\n> words', 'quote[quoted linebreak words]'],
    ['> **Tip**\n>\n> - one\n> - two\n>   1. deep', 'quote[Tip/1 linebreak one linebreak two linebreak deep]'],
    ['- a\n\n  > - one\n  > - two', 'ul[listitem[a linebreak one linebreak two]]'],
    ['---', 'horizontalrule'],
    ['```\na\nb\n```', 'paragraph[a/16 linebreak b/16]'],
    ['<b>x</b>', 'paragraph[<b> x </b>]'],
    ['<script>alert(1)</script>', 'paragraph[<script>alert(1)</script>]'],
    ['![A board](https://example.org/a.png)', 'paragraph[A board]'],
    ['a &amp; b \\* c', 'paragraph[a & b * c]'],
    ['', ''],
  ])('%j', (markdown, expected) => {
    expect(shape(markdown)).toBe(expected)
  })

  test('list items are numbered from where the list starts', () => {
    const [list] = blocks('3. a\n4. b')
    expect(list).toMatchObject({ listType: 'number', start: 3, children: [{ value: 3 }, { value: 4 }] })
  })

  test.each(['https://example.org/a?b=c#d', 'http://example.org', 'mailto:a@example.org'])(
    'a link to %s is one',
    (url) => {
      expect(blocks(`[here](${url})`)).toMatchObject([
        { children: [{ type: 'link', fields: { linkType: 'custom', url }, children: [{ text: 'here' }] }] },
      ])
    },
  )

  test.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.test',
    '/admin',
    'file:///etc/passwd',
    '#a',
  ])('a link to %s is its text', (url) => {
    expect(shape(`[here](${url})`)).toBe('paragraph[here]')
    expect(shape(`[here][1]\n\n[1]: ${url}`)).not.toContain('link')
  })
})

describe('markdown that would take long', () => {
  const units = [
    '_a ',
    '*a **b ',
    '[',
    '![',
    '[a](',
    '> ',
    '- ',
    '1. ',
    '*_',
    '**a',
    'a*',
    '`` ` ',
    '- a\n',
    '&a',
    '<a ',
    '\n>',
    '\\',
    '[a]: ',
  ]
  const milliseconds = (markdown: string): number => {
    let least = Number.POSITIVE_INFINITY
    for (let round = 0; round < 5; round += 1) {
      const spent = cpuMs(() => {
        for (let again = 0; again < 3; again += 1) markdownToRichText(markdown)
      })
      least = Math.min(least, spent)
    }
    return least
  }

  test.each(units)('a run of %j grows no faster than its length', (unit) => {
    const of = (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
    milliseconds(of(1000))
    // Eight times the text: 8 if linear, 64 if quadratic. What is below 2 ms is noise.
    const [short, long] = [milliseconds(of(4000)), milliseconds(of(32_000))]
    expect(long / Math.max(short, 2)).toBeLessThan(24)
  })

  test('keeps its words', () => {
    expect(textOfRichText(markdownToRichText('_a '.repeat(1300)))).toBe('_a '.repeat(1300).trim())
    expect(shape('a\n\nb\nc'.padEnd(30_000, '.'))).toMatch(/^paragraph\[a\] paragraph\[b linebreak c\.+\]$/)
    expect(shape(`${'> '.repeat(9)}deep`)).toBe(`paragraph[${'> '.repeat(9)}deep]`)
  })
})

describe('the text of rich text', () => {
  test('is what a reader sees, blocks apart', () => {
    const markdown = '# Plan\n\n**Nf3** d5 [g3](https://example.org)\n\n- one\n- two\n\n> so'
    expect(textOfRichText(markdownToRichText(markdown)).split(/\n+/)).toEqual(['Plan', 'Nf3 d5 g3', 'one', 'two', 'so'])
  })

  test.each([[undefined], [null], [5], ['text'], [[]], [{}], [{ root: null }], [{ root: { children: 5 } }]])(
    'is empty for %j',
    (value) => {
      expect(textOfRichText(value)).toBe('')
      expect(unsafeLinkIn(value)).toBeUndefined()
    },
  )

  test('may be nested as deep as it is long', () => {
    let node: Node = { type: 'link', fields: { url: 'javascript:1' }, children: [{ type: 'text', text: 'deep' }] }
    for (let depth = 0; depth < 100_000; depth += 1) node = { type: 'paragraph', children: [node] }
    expect(textOfRichText({ root: node })).toBe('deep')
    expect(unsafeLinkIn({ root: node })).toBe('javascript:1')
  })
})

describe('links that are not safe', () => {
  const linked = (fields: unknown, type = 'link') => ({
    root: { type: 'root', children: [{ type, fields, children: [] }] },
  })
  test.each([
    'javascript:alert(1)',
    '  javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '/relative',
    'no address',
    '',
  ])('to %j are found', (url) => {
    expect(unsafeLinkIn(linked({ linkType: 'custom', url }))).toBe(url)
    expect(unsafeLinkIn(linked({ url }, 'autolink'))).toBe(url)
    expect(unsafeLinkIn(linked({ linkType: 'internal', doc: 1, url }))).toBe(url)
  })
  test('are not those to http, https, mailto and documents', () => {
    for (const url of ['http://a.test', 'HTTPS://a.test', 'mailto:a@b.test']) {
      expect(unsafeLinkIn(linked({ linkType: 'custom', url }))).toBeUndefined()
    }
    expect(unsafeLinkIn(linked({ linkType: 'internal', doc: { relationTo: 'drills', value: 1 } }))).toBeUndefined()
  })
  test('are those that say no address at all', () => {
    expect(unsafeLinkIn(linked(undefined))).toBe('')
    expect(unsafeLinkIn(linked({ url: 5 }))).toBe('5')
  })
})
