import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import { boards } from '../../../../src/generators/content/boards.js'
import { entries } from '../../../../src/generators/content/entries.js'
import type { Board, Entry, PartFacts, TreeNode } from '../../../../src/generators/content/part.js'
import { tree } from '../../../../src/generators/content/tree.js'
import { chess } from '../../../../src/index.js'

const start = 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1'
const ending = '8/8/8/4k3/8/8/4P3/4K3 w - - 0 1'
const game: PartFacts = {
  game: chess,
  positions: new Map([
    ['p1', { id: 1, notation: start, line: 'e4 e5 Nf3' }],
    ['p2', { id: 2, notation: ending, line: '' }],
  ]),
}

test('each list holds its own items', () => {
  expectTypeOf(entries().schema._output).toEqualTypeOf<readonly Entry[]>()
  expectTypeOf(tree().schema._output).toEqualTypeOf<readonly TreeNode[]>()
  expectTypeOf(boards().schema._output).toEqualTypeOf<readonly Board[]>()
})

test('an entry may come without its group, as null or empty', () => {
  const entry = { label: 'Fork', body: 'Two at once.' }
  for (const group of [undefined, null, '', '  '])
    expect(entries().schema.parse([{ ...entry, group }])).toEqual([entry])
  expect(entries().schema.parse([entry])).toEqual([entry])
  expect(entries().schema.parse([{ ...entry, group: ' Tactics ' }])).toEqual([{ ...entry, group: 'Tactics' }])
  expect(entries({ group: 'Topic' }).schema.safeParse([entry]).success).toBe(false)
})

test('a group has 200 characters, or as many as its part allows', () => {
  const of = (characters: number) => [{ group: 'g'.repeat(characters), label: 'Fork', body: 'Two at once.' }]
  const isTaken = (part: ReturnType<typeof entries>, characters: number) =>
    part.schema.safeParse(of(characters)).success
  const group = 'Topic'
  expect([200, 201].map((characters) => isTaken(entries({ group }), characters))).toEqual([true, false])
  expect([200, 201].map((characters) => isTaken(entries(), characters))).toEqual([true, false])
  const long = entries({ group, maxGroup: 1000 })
  expect([1000, 1001].map((characters) => isTaken(long, characters))).toEqual([true, false])
  expect(isTaken(entries({ group, maxGroup: 1e6 }), 20_001)).toBe(false)
})

test('labels differ within a group, whatever stands around them; speakers of a dialogue may speak again', () => {
  const of = (...list: [group: string | undefined, label: string][]) =>
    entries()
      .check(
        list.map(([group, label]) => ({ group, label, body: 'Words.' })),
        {},
      )
      .map(({ path, message }) => `${path}: ${message}`)
  expect(of(['A', 'Fork'], ['B', 'Fork'], [undefined, 'Fork'])).toEqual([])
  expect(of(['A', 'Fork'], ['A', ' Fork.'])).toEqual([
    '1.label: " Fork." is there twice in the group "A"; labels must differ',
  ])
  // German: to eat, and the food.
  expect(of([undefined, 'essen'], [undefined, 'Essen'])).toEqual([])
  const said = ['Hello.', 'Hi!'].map((body) => ({ label: 'Ann', body }))
  expect(entries({ repeats: true }).check(said, {})).toEqual([])
  expect(of([undefined, '!'], [undefined, '?'])).toEqual([])
})

test('there are as many entries as asked for, each as long as asked for', () => {
  const part = entries({ min: 2, max: 3, minWords: 2, maxWords: 3 })
  const of = (...bodies: string[]) => bodies.map((body, index) => ({ label: `L${index}`, body }))
  expect(part.schema.safeParse(of('a')).success).toBe(false)
  expect(part.schema.safeParse(of('a', 'b', 'c', 'd')).success).toBe(false)
  expect(part.check(part.schema.parse(of('one two', 'one', 'a b c d')), {})).toEqual([
    { path: '1.body', message: 'write at least 2 words, there are 1' },
    { path: '2.body', message: 'write at most 3 words, there are 4' },
  ])
  expect(part.withItems?.({ min: 1, max: 1 }).schema.safeParse(of('a')).success).toBe(true)
})

test('a board shows one of the positions sent, once', () => {
  const of = (...positions: string[]) =>
    boards().check(
      positions.map((position) => ({ position, caption: 'Look.' })),
      game,
    )
  expect(of('p1', 'p2')).toEqual([])
  expect(of('p3')).toEqual([{ path: '0.position', message: '"p3" is none of the positions; use p1, p2' }])
  expect(of('p1', 'p1')).toEqual([{ path: '1.position', message: '"p1" is shown twice' }])
})

test('a caption names moves of its own position or line, and of no other', () => {
  const of = (position: string, caption: string) => boards().check([{ position, caption }], game)
  expect(of('p1', 'White plays 1.e4 e5 2.Nf3.')).toEqual([])
  expect(of('p2', 'White plays e4.')).toEqual([])
  expect(of('p2', 'White plays Nf3.')).toMatchObject([{ path: '0.caption', code: 'moves-in-prose' }])
})

test('other texts name moves of any position sent', () => {
  const of = (body: string) => entries().check([{ label: 'Idea', body }], game)
  expect(of('Nf3 develops, Kd2 comes closer.')).toEqual([])
  expect(of('After Qxb7 all is lost.')).toEqual([
    {
      path: '0.body',
      message: '"Qxb7" is named, but is legal neither in one of the positions nor along its line',
      code: 'moves-in-prose',
    },
  ])
  expect(entries().check([{ label: 'Idea', body: 'After Qxb7 all is lost.' }], { game: chess })).toEqual([])
})

const node = (key: string, parent?: string, label = key): TreeNode => ({ key, parent, label })
const saidOfTree = (nodes: TreeNode[], options = {}) =>
  tree(options)
    .check(nodes, {})
    .map(({ path, message }) => `${path}: ${message}`)

test.each<[string, TreeNode[], string]>([
  ['no root', [node('a', 'b'), node('b', 'a')], ': there must be one root, a node without parent; there are 0'],
  ['two roots', [node('a'), node('b')], ': there must be one root, a node without parent; there are 2'],
  ['a circle', [node('a'), node('b', 'c'), node('c', 'b')], '1.parent: "b" is its own ancestor'],
  ['itself', [node('a'), node('b', 'b')], '1.parent: "b" is its own ancestor'],
  ['an orphan', [node('a'), node('b', 'x')], '1.parent: "x" is the key of no node'],
  [
    'equal siblings',
    [node('a'), node('b', 'a', 'Same'), node('c', 'a', ' Same.')],
    '2.label: " Same." is there twice below "a"',
  ],
  ['one key twice', [node('a'), node('b', 'a'), node('b', 'a', 'other')], '2.key: the key "b" is there twice'],
])('a tree with %s is not accepted', (_, nodes, message) => {
  expect(saidOfTree(nodes)).toContain(message)
})

test('a tree is as deep, wide and wordy as allowed', () => {
  const chain = [node('a'), node('b', 'a'), node('c', 'b')]
  expect(saidOfTree(chain, { maxDepth: 3 })).toEqual([])
  expect(saidOfTree(chain, { maxDepth: 2 })).toEqual(['2.parent: "c" stands on level 3, at most 2 are allowed'])
  expect(saidOfTree([node('a'), node('b', 'a'), node('c', 'a')], { maxChildren: 1 })).toEqual([
    '0.key: "a" has 2 children, at most 1 are allowed',
  ])
  expect(saidOfTree([node('a', undefined, 'one two three')], { maxWords: 2 })).toEqual([
    '0.label: "one two three" has 3 words, at most 2 are allowed',
  ])
  expect(tree({ maxNodes: 2 }).schema.safeParse(chain).success).toBe(false)
})

/** Each node below an earlier one: a tree whatever numbers are drawn. */
const treeOf = (parents: readonly number[]): TreeNode[] => [
  node('n0'),
  ...parents.map((parent, index) => node(`n${index + 1}`, `n${parent % (index + 1)}`)),
]
const wide = { maxDepth: 60, maxChildren: 60 }

test('whatever is a tree is accepted, and no longer once any of its nodes is below itself', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), fc.nat(), (parents, at) => {
      const nodes = treeOf(parents)
      expect(saidOfTree(nodes, wide)).toEqual([])
      const chosen = nodes[1 + (at % (nodes.length - 1))]
      const below = nodes.filter(({ key }) => pathTo(nodes, key).includes(chosen?.key ?? ''))
      const lowest = below[at % below.length]?.key
      const circle = nodes.map((one) => (one === chosen ? { ...one, parent: lowest } : one))
      expect(saidOfTree(circle, wide)).toContainEqual(expect.stringContaining('is its own ancestor'))
    }),
  )
})

const pathTo = (nodes: readonly TreeNode[], key: string): string[] => {
  const parent = nodes.find((one) => one.key === key)?.parent
  return parent === undefined ? [key] : [key, ...pathTo(nodes, parent)]
}
