import type { TreeNode } from './part.js'

export type { TreeNode } from './part.js'

/** A node with what hangs below it. */
export interface Branch<Node extends TreeNode = TreeNode> {
  readonly node: Node
  readonly children: readonly Branch<Node>[]
}

/**
 * Nodes as they hang below each other, in their order. Editors and clients may have left anything: a node whose parent is
 * not there stands beside the root, as does one node of a circle. Each node is there once.
 */
export const forestOf = <Node extends TreeNode>(nodes: readonly Node[]): Branch<Node>[] => {
  const byKey = new Map<string, Node>()
  for (const node of nodes) if (!byKey.has(node.key)) byKey.set(node.key, node)
  const parentOf = ({ parent }: Node): Node | undefined => (parent === undefined ? undefined : byKey.get(parent))
  const below = new Map<Node | undefined, Node[]>()
  for (const node of nodes) {
    const parent = parentOf(node)
    below.set(parent, [...(below.get(parent) ?? []), node])
  }
  const seen = new Set<Node>()
  const branchOf = (node: Node): Branch<Node>[] => {
    if (seen.has(node)) return []
    seen.add(node)
    return [{ node, children: (below.get(node) ?? []).flatMap(branchOf) }]
  }
  const roots = (below.get(undefined) ?? []).flatMap(branchOf)
  return [...roots, ...nodes.flatMap(branchOf)]
}

/** The nodes of a forest, each before what hangs below it, with the parent that it hangs below. */
export const nodesOfForest = <Node extends TreeNode>(
  forest: readonly Branch<Node>[],
  parent?: string,
): (Node & { readonly parent: string | undefined })[] =>
  forest.flatMap(({ node, children }) => [{ ...node, parent }, ...nodesOfForest(children, node.key)])

/** Levels of a branch, its own included. */
export const levelsOf = ({ children }: Branch): number => 1 + Math.max(0, ...children.map(levelsOf))

/** How many nodes a branch has. */
export const sizeOf = ({ children }: Branch): number => 1 + children.reduce((sum, child) => sum + sizeOf(child), 0)

const longestKey = 80

/** A key that says what the label says, and that no other node has. */
export const keyFor = (label: string, taken: ReadonlySet<string>): string => {
  const words = label
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  const base = [...words].slice(0, longestKey - 10).join('') || 'node'
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}-${number}`
    if (!taken.has(key)) return key
  }
}

/** A label and what it says more; the nodes of a file, which have no keys. */
export interface Outline {
  readonly label: string
  readonly note?: string
  readonly children: readonly Outline[]
}

/**
 * Nodes for an outline. What stands at the same place of the tree that was there before, by the labels from the root down,
 * keeps its key; everything else gets a new one.
 */
export const nodesFromOutline = (outline: readonly Outline[], before: readonly TreeNode[] = []): TreeNode[] => {
  const taken = new Set(before.map(({ key }) => key))
  const used = new Set<string>()
  const place = (branches: readonly Outline[], old: readonly Branch[], parent: string | undefined): TreeNode[] =>
    branches.flatMap(({ label, note, children }) => {
      const same = old.find(({ node }) => node.label === label && !used.has(node.key))
      const key = same?.node.key ?? keyFor(label, taken)
      taken.add(key)
      used.add(key)
      const node = { key, ...(parent === undefined ? {} : { parent }), label, ...(note ? { note } : {}) }
      return [node, ...place(children, same?.children ?? [], key)]
    })
  return place(outline, forestOf(before), undefined)
}
