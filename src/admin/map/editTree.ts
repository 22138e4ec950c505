import {
  type Branch,
  forestOf,
  keyFor,
  levelsOf,
  nodesFromOutline,
  nodesOfForest,
  type Outline,
  sizeOf,
  type TreeNode,
} from '../../generators/content/forest.js'

/** A node as the form has it. Rows are known by their ids: what an editor left may have a key twice. */
export interface MapNode extends TreeNode {
  readonly id: string
}

/** How large a tree may grow. */
export interface MapLimits {
  readonly maxDepth: number
  readonly maxNodes: number
  readonly maxChildren: number
}

/** What a change came to, or why it cannot be. */
export type Edit =
  | {
      readonly nodes: readonly MapNode[] /** The row to go on with; none where nothing is left. */
      readonly focus: string | undefined
    }
  | { readonly refused: Refusal }

type Refusal = 'depth' | 'nodes' | 'children' | 'root' | 'first' | 'last' | 'noneAbove'

type Forest = readonly Branch<MapNode>[]

/** Where a row stands: its siblings, its place among them, and what it hangs below, the root first. */
interface Place {
  readonly branch: Branch<MapNode>
  readonly siblings: Forest
  readonly index: number
  readonly ancestors: readonly MapNode[]
}

const placeOf = (forest: Forest, id: string, ancestors: readonly MapNode[] = []): Place | undefined => {
  for (const [index, branch] of forest.entries()) {
    if (branch.node.id === id) return { branch, siblings: forest, index, ancestors }
    const below = placeOf(branch.children, id, [...ancestors, branch.node])
    if (below) return below
  }
  return undefined
}

/** The forest with other children below a row; `undefined` for the roots. */
const withChildren = (forest: Forest, id: string | undefined, children: Forest): Forest =>
  id === undefined
    ? children
    : forest.map((branch) =>
        branch.node.id === id
          ? { ...branch, children }
          : { ...branch, children: withChildren(branch.children, id, children) },
      )

const edited = (forest: Forest, focus: string | undefined): Edit => ({ nodes: nodesOfForest(forest), focus })

const total = (forest: Forest): number => forest.reduce((sum, branch) => sum + sizeOf(branch), 0)

interface New {
  /** For the row. */
  id: string
  label: string
}

const newBranch = (nodes: readonly MapNode[], { id, label }: New): Branch<MapNode> => ({
  node: { id, key: keyFor(label, new Set(nodes.map(({ key }) => key))), label },
  children: [],
})

/** A new node below a row, after its other children; without a row the root of an empty tree. */
const addChild = (nodes: readonly MapNode[], id: string | undefined, limits: MapLimits, added: New): Edit => {
  const forest = forestOf(nodes)
  if (total(forest) >= limits.maxNodes) return { refused: 'nodes' }
  const branch = newBranch(nodes, added)
  const place = id === undefined ? undefined : placeOf(forest, id)
  if (!place) return forest.length > 0 ? { refused: 'root' } : edited([branch], added.id)
  const { children } = place.branch
  if (place.ancestors.length + 2 > limits.maxDepth) return { refused: 'depth' }
  if (children.length >= limits.maxChildren) return { refused: 'children' }
  return edited(withChildren(forest, place.branch.node.id, [...children, branch]), added.id)
}

/** A new node beside a row, right after it. */
const addSibling = (nodes: readonly MapNode[], id: string, limits: MapLimits, added: New): Edit => {
  const forest = forestOf(nodes)
  const place = placeOf(forest, id)
  if (!place || place.ancestors.length === 0) return { refused: 'root' }
  if (total(forest) >= limits.maxNodes) return { refused: 'nodes' }
  if (place.siblings.length >= limits.maxChildren) return { refused: 'children' }
  const { siblings, index, ancestors } = place
  const branch = newBranch(nodes, added)
  const children = [...siblings.slice(0, index + 1), branch, ...siblings.slice(index + 1)]
  return edited(withChildren(forest, ancestors.at(-1)?.id, children), added.id)
}

/** Takes a row out with all that hangs below it. */
const removeNode = (nodes: readonly MapNode[], id: string): Edit => {
  const forest = forestOf(nodes)
  const place = placeOf(forest, id)
  if (!place) return { refused: 'root' }
  const { siblings, index, ancestors } = place
  const children = siblings.filter((_, at) => at !== index)
  const next = (siblings[index + 1] ?? siblings[index - 1])?.node ?? ancestors.at(-1)
  return edited(withChildren(forest, ancestors.at(-1)?.id, children), next?.id)
}

/** One place up (-1) or down (1) among its siblings. */
const moveNode = (nodes: readonly MapNode[], id: string, by: -1 | 1): Edit => {
  const forest = forestOf(nodes)
  const place = placeOf(forest, id)
  const other = place?.siblings[place.index + by]
  if (!place || !other) return { refused: by < 0 ? 'first' : 'last' }
  const { siblings, index, ancestors, branch } = place
  const children = siblings.map((one, at) => (at === index ? other : at === index + by ? branch : one))
  return edited(withChildren(forest, ancestors.at(-1)?.id, children), id)
}

/** Below the sibling before it, after that one's children. */
const indentNode = (nodes: readonly MapNode[], id: string, limits: MapLimits): Edit => {
  const forest = forestOf(nodes)
  const place = placeOf(forest, id)
  const above = place?.siblings[place.index - 1]
  if (!place || !above) return { refused: 'noneAbove' }
  const { siblings, index, ancestors, branch } = place
  if (ancestors.length + 1 + levelsOf(branch) > limits.maxDepth) return { refused: 'depth' }
  if (above.children.length >= limits.maxChildren) return { refused: 'children' }
  const children = siblings.flatMap((one, at) => {
    if (at === index) return []
    return at === index - 1 ? [{ ...one, children: [...one.children, branch] }] : [one]
  })
  return edited(withChildren(forest, ancestors.at(-1)?.id, children), id)
}

/** Out of what it hangs below, right after that. */
const outdentNode = (nodes: readonly MapNode[], id: string, limits: MapLimits): Edit => {
  const forest = forestOf(nodes)
  const place = placeOf(forest, id)
  const parent = place?.ancestors.at(-1)
  const around = parent && placeOf(forest, parent.id)
  if (!place || !parent || !around || around.ancestors.length === 0) return { refused: 'root' }
  if (around.siblings.length >= limits.maxChildren) return { refused: 'children' }
  const without = { ...around.branch, children: place.siblings.filter((_, at) => at !== place.index) }
  const children = around.siblings.flatMap((one, at) => (at === around.index ? [without, place.branch] : [one]))
  return edited(withChildren(forest, around.ancestors.at(-1)?.id, children), id)
}

export type EditName = 'addChild' | 'addSibling' | 'up' | 'down' | 'indent' | 'outdent' | 'remove'

interface EditBy {
  nodes: readonly MapNode[]
  /** The row it is about; none in an empty tree. */
  id: string | undefined
  limits: MapLimits
  /** What is added, where something is. */
  added: New
}

/** One of the changes by its name, as keys and buttons ask for it. */
export const editBy = (name: EditName, { nodes, id, limits, added }: EditBy): Edit => {
  if (id === undefined || name === 'addChild') return addChild(nodes, id, limits, added)
  switch (name) {
    case 'addSibling':
      return addSibling(nodes, id, limits, added)
    case 'remove':
      return removeNode(nodes, id)
    case 'indent':
      return indentNode(nodes, id, limits)
    case 'outdent':
      return outdentNode(nodes, id, limits)
    case 'up':
    case 'down':
      return moveNode(nodes, id, name === 'up' ? -1 : 1)
  }
}

/** Other words for a row. */
export const changeNode = (
  nodes: readonly MapNode[],
  id: string,
  change: { readonly label?: string; readonly note?: string },
): readonly MapNode[] => nodes.map((node) => (node.id === id ? { ...node, ...change } : node))

interface Replace {
  outline: readonly Outline[]
  limits: MapLimits
  newId(): string
}

/** Another tree in place of this one; what stands where it stood stays the same row. */
export const replaceTree = (nodes: readonly MapNode[], { outline, limits, newId }: Replace): Edit => {
  const fresh = nodesFromOutline(outline, nodes)
  const forest = forestOf(fresh)
  if (fresh.length > limits.maxNodes) return { refused: 'nodes' }
  if (forest.some((branch) => levelsOf(branch) > limits.maxDepth)) return { refused: 'depth' }
  if (hasTooMany(forest, limits.maxChildren)) return { refused: 'children' }
  const next = fresh.map((node) => ({ ...node, id: nodes.find(({ key }) => key === node.key)?.id ?? newId() }))
  return { nodes: next, focus: next[0]?.id }
}

const hasTooMany = (forest: readonly Branch[], most: number): boolean =>
  forest.some(({ children }) => children.length > most || hasTooMany(children, most))
