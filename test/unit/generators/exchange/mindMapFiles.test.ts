import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forestOf, nodesFromOutline } from '../../../../src/generators/content/forest.js'
import type { TreeNode } from '../../../../src/generators/content/part.js'
import { mermaidOf, opmlOf } from '../../../../src/generators/exchange/mindMapFiles.js'

const nodes: TreeNode[] = [
  { key: 'rooks', label: 'Rooks' },
  { key: 'behind', parent: 'rooks', label: 'Behind the "passed" pawn', note: 'Tarrasch & others:\nactive' },
  { key: 'mine', parent: 'behind', label: '1. Mine' },
  { key: 'front', parent: 'rooks', label: '- In <b>front</b>' },
]

test('a mind map as Mermaid: indented below its root, and nothing in a label is syntax', () => {
  expect(mermaidOf(nodes, 'T')).toBe(
    [
      'mindmap',
      '  n0(("Rooks"))',
      '    n1["Behind the #34;passed#34; pawn"]',
      '      n2["1#46; Mine"]',
      '    n3["#45; In #60;b#62;front#60;#47;b#62;"]',
      '',
    ].join('\n'),
  )
})

test('a mind map as OPML 2.0: escaped, with its notes', () => {
  expect(opmlOf(nodes, 'A & B')).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<opml version="2.0">',
      '  <head>',
      '    <title>A &#38; B</title>',
      '  </head>',
      '  <body>',
      '    <outline text="Rooks">',
      '      <outline text="Behind the &#34;passed&#34; pawn" _note="Tarrasch &#38; others:&#10;active">',
      '        <outline text="1. Mine"/>',
      '      </outline>',
      '      <outline text="- In &#60;b&#62;front&#60;/b&#62;"/>',
      '    </outline>',
      '  </body>',
      '</opml>',
      '',
    ].join('\n'),
  )
})

test('whatever a label says, each node stays one line of safe characters', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 }),
      (labels) => {
        const tree = nodesFromOutline([{ label: 'root', children: labels.map((label) => ({ label, children: [] })) }])
        const lines = mermaidOf(tree, 'T').trimEnd().split('\n').slice(2)
        expect(lines).toHaveLength(labels.length)
        for (const line of lines) expect(line).toMatch(/^ {4}n\d+\["(?:[\p{L}\p{M}\p{N} ,.?!'()-]|#\d+;)*"\]$/u)
        const outlines = opmlOf(tree, 'T').match(/<outline text="[^<>"&]*(?:&#\d+;[^<>"&]*)*"\/>/g)
        expect(outlines).toHaveLength(labels.length)
      },
    ),
  )
})

test('what hangs nowhere, or in a circle, is there once, below one root', () => {
  const broken: TreeNode[] = [
    { key: 'a', label: 'A' },
    { key: 'b', parent: 'gone', label: 'B' },
    { key: 'c', parent: 'd', label: 'C' },
    { key: 'd', parent: 'c', label: 'D' },
    { key: 'a', parent: 'a', label: 'Twin' },
  ]
  expect(
    forestOf(broken).map(({ node, children }) => [node.label, children.map(({ node: below }) => below.label)]),
  ).toEqual([
    ['A', ['Twin']],
    ['B', []],
    ['C', ['D']],
  ])
  const lines = mermaidOf(broken, 'All').trimEnd().split('\n')
  expect(lines[1]).toBe('  n0(("All"))')
  expect(lines).toHaveLength(7)
})
