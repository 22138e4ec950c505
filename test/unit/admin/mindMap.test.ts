import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import {
  type Edit,
  type EditName,
  editBy,
  type MapLimits,
  type MapNode,
  replaceTree,
} from '../../../src/admin/map/editTree.js'
import { MindMapPicture } from '../../../src/admin/map/MindMapPicture.js'
import { isRightToLeft, layoutMap, mapMeasures } from '../../../src/admin/map/mapLayout.js'
import { type Branch, forestOf, levelsOf, nodesFromOutline, sizeOf } from '../../../src/generators/content/forest.js'

const limits: MapLimits = { maxDepth: 3, maxNodes: 8, maxChildren: 3 }

/** `a(b(c,d),e)`: ids, keys and labels at once. */
const tree = (text: string): MapNode[] => {
  const nodes: MapNode[] = []
  const open: string[] = []
  let last = ''
  for (const token of text.match(/[^(),]+|[()]/g) ?? []) {
    if (token === '(') open.push(last)
    else if (token === ')') open.pop()
    else {
      const parent = open.at(-1)
      nodes.push({ id: token, key: token, label: token, ...(parent === undefined ? {} : { parent }) })
      last = token
    }
  }
  return nodes
}
const shape = (forest: readonly Branch<MapNode>[]): string =>
  forest.map(({ node, children }) => `${node.id}${children.length > 0 ? `(${shape(children)})` : ''}`).join(',')
const after = (edit: Edit): string =>
  'refused' in edit ? edit.refused : `${shape(forestOf(edit.nodes))} → ${edit.focus}`
const edit = (text: string, name: EditName, id: string | undefined) =>
  after(editBy(name, { nodes: tree(text), id, limits, added: { id: 'new', label: 'New' } }))

test.each<[string, EditName, string | undefined, string]>([
  ['a(b(c),d)', 'addChild', 'b', 'a(b(c,new),d) → new'],
  ['a(b(c),d)', 'addSibling', 'b', 'a(b(c),new,d) → new'],
  ['', 'addChild', undefined, 'new → new'],
  ['a(b(c),d)', 'remove', 'b', 'a(d) → d'],
  ['a(b,c)', 'remove', 'c', 'a(b) → b'],
  ['a(b(c))', 'remove', 'c', 'a(b) → b'],
  ['a(b)', 'remove', 'a', ' → undefined'],
  ['a(b(c),d)', 'down', 'b', 'a(d,b(c)) → b'],
  ['a(b(c),d)', 'up', 'd', 'a(d,b(c)) → d'],
  ['a(b(c),d)', 'indent', 'd', 'a(b(c,d)) → d'],
  ['a(b(c,x),d)', 'outdent', 'c', 'a(b(x),c,d) → c'],
])('%s: %s of %s', (text, name, id, expected) => {
  expect(edit(text, name, id)).toBe(expected)
})

test.each<[string, EditName, string, string]>([
  ['a(b(c))', 'addChild', 'c', 'depth'],
  ['a(b,c(d))', 'indent', 'c', 'depth'],
  ['a(b,c,d)', 'addChild', 'a', 'children'],
  ['a(b,c,d)', 'addSibling', 'b', 'children'],
  ['a(b(x,y,z),c)', 'indent', 'c', 'children'],
  ['a(b(x),c,d)', 'outdent', 'x', 'children'],
  ['a(b(c,d,e),f(g,h))', 'addChild', 'f', 'nodes'],
  ['a(b)', 'addSibling', 'a', 'root'],
  ['a(b)', 'outdent', 'b', 'root'],
  ['a(b)', 'outdent', 'a', 'root'],
  ['a(b,c)', 'up', 'b', 'first'],
  ['a(b,c)', 'down', 'c', 'last'],
  ['a(b,c)', 'indent', 'b', 'noneAbove'],
])('a limit is told and nothing changes: %s, %s of %s', (text, name, id, refused) => {
  expect(edit(text, name, id)).toBe(refused)
})

const names: readonly EditName[] = ['addChild', 'addSibling', 'up', 'down', 'indent', 'outdent', 'remove']

test('whatever is done in whatever order, it stays one tree within its limits, and rows stay themselves', () => {
  const step = fc.tuple(fc.constantFrom(...names), fc.nat())
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let nodes: readonly MapNode[] = tree('a(b(c),d)')
      for (const [index, [name, at]] of steps.entries()) {
        const before = nodes
        const id = nodes[at % Math.max(1, nodes.length)]?.id
        const done = editBy(name, { nodes, id, limits, added: { id: `new${index}`, label: 'New' } })
        if ('refused' in done) continue
        nodes = done.nodes
        const forest = forestOf(nodes)
        expect(forest.length).toBeLessThanOrEqual(1)
        expect(nodes.length).toBeLessThanOrEqual(limits.maxNodes)
        expect(Math.max(0, ...forest.map(levelsOf))).toBeLessThanOrEqual(limits.maxDepth)
        expect(new Set(nodes.map(({ key }) => key)).size).toBe(nodes.length)
        if (name !== 'remove')
          for (const { id: old } of before) expect(nodes.some((node) => node.id === old)).toBe(true)
        if (nodes.length > 0) expect(nodes.some((node) => node.id === done.focus)).toBe(true)
      }
    }),
  )
})

test('a list that is read takes the place of the tree; what stands where it stood keeps its row', () => {
  const nodes = tree('a(b(c),d)')
  const outline = [
    {
      label: 'a',
      children: [
        { label: 'b', children: [] },
        { label: 'x', note: 'new', children: [] },
      ],
    },
  ]
  const newId = () => 'id'
  const read = replaceTree(nodes, { outline, limits, newId })
  expect(after(read)).toBe('a(b,id) → a')
  const deep = [
    { label: 'a', children: [{ label: 'b', children: [{ label: 'c', children: [{ label: 'd', children: [] }] }] }] },
  ]
  expect(after(replaceTree(nodes, { outline: deep, limits, newId }))).toBe('depth')
})

const label = fc.oneof(
  fc.string({ maxLength: 60, unit: 'grapheme' }),
  fc.constantFrom(
    'Rooks behind passed pawns',
    'x'.repeat(300),
    '国际象棋残局中车的位置非常重要',
    'الرخ خلف البيدق',
    '',
  ),
)
const outline = fc.letrec((tie) => ({
  branch: fc.record({
    label,
    children: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('branch'), { maxLength: 5 })),
  }),
})).branch as fc.Arbitrary<{ label: string; children: [] }>

test('no two boxes touch, all of them lie within the drawing, and each level begins where the one before ends', () => {
  fc.assert(
    fc.property(outline, fc.boolean(), (root, mirrored) => {
      const forest = forestOf(nodesFromOutline([root]))
      const { width, height, boxes, links } = layoutMap({ forest, isRightToLeft: mirrored })
      expect(boxes).toHaveLength(forest.reduce((sum, branch) => sum + sizeOf(branch), 0))
      expect(links).toHaveLength(boxes.length - 1)
      for (const [index, box] of boxes.entries()) {
        expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0)
        expect(box.x + box.width).toBeLessThanOrEqual(width + 0.001)
        expect(box.y + box.height).toBeLessThanOrEqual(height + 0.001)
        expect(box.lines.length).toBeGreaterThan(0)
        expect(box.lines.length).toBeLessThanOrEqual(3)
        for (const other of boxes.slice(index + 1)) {
          const apart =
            box.x + box.width <= other.x ||
            other.x + other.width <= box.x ||
            box.y + box.height + mapMeasures.gapY / 2 <= other.y ||
            other.y + other.height + mapMeasures.gapY / 2 <= box.y
          expect(apart).toBe(true)
          if (other.level > box.level) expect(mirrored ? other.x < box.x : other.x > box.x).toBe(true)
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('a long label is broken into lines and shortened; an emoji of several characters is never cut in two', () => {
  const family = '👨‍👩‍👧‍👦'
  const [box] = layoutMap({ forest: forestOf([{ key: 'a', label: family.repeat(60) }]), isRightToLeft: false }).boxes
  expect(box?.lines).toHaveLength(3)
  expect(box?.lines.join('').replaceAll(family, '')).toBe('…')
  const [short] = layoutMap({ forest: forestOf([{ key: 'a', label: 'Rooks behind' }]), isRightToLeft: false }).boxes
  expect(short?.lines).toEqual(['Rooks behind'])
})

test('a map is read from the side its language is read from', () => {
  expect(['Rooks', '1. الرخ', 'צריח', '国', '42'].map(isRightToLeft)).toEqual([false, true, true, false, false])
})

test('an empty tree draws nothing', () => {
  expect(layoutMap({ forest: [], isRightToLeft: false })).toEqual({ width: 0, height: 0, boxes: [], links: [] })
})

test('a picture for other pages takes nodes as the API answers them, whatever they say of each other', () => {
  const nodes = [
    { id: 'x', key: 'a', parent: null, label: '<b>Rooks</b>', note: null },
    { id: 'y', key: 'b', parent: 'a', label: 'Behind the pawn', note: 'Of either side.' },
    { id: 'z', key: 'c', parent: 'c', label: 'In a circle', note: '' },
  ]
  const html = renderToStaticMarkup(
    createElement(MindMapPicture, { nodes, title: 'Endings', description: 'Of three.' }),
  )
  expect(html).toMatch(/role="img"/)
  expect(html).toContain('>Endings</title>')
  expect(html).toContain('>Of three.</desc>')
  expect(html).toContain('<title>Behind the pawn: Of either side.</title>')
  expect(html).toContain('&lt;b&gt;Rooks&lt;/b&gt;')
  expect(html.match(/<rect /g)).toHaveLength(3)
  expect(html.match(/class="coursewright-map__link"/g)).toHaveLength(1)
  expect(renderToStaticMarkup(createElement(MindMapPicture, { nodes: [], title: 'Nothing' }))).toBe('')
})
