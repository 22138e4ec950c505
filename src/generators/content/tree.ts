import { z } from 'zod'
import type { Format } from './format.js'
import { contentLimits, type Part, type PartFinding, type TreeLimits, type TreeNode } from './part.js'
import { comparable, countWords, text, textFindings, textOrNone } from './texts.js'

/** What `tree` takes: what stands above the mind map, and how large it may grow. */
export interface TreeOptions {
  /** Shown above it. Default: the part's name. */
  heading?: string
  /** Most levels, the root included. Default 4. */
  maxDepth?: number
  /** Most nodes, the root included. Default 60, at most 200. */
  maxNodes?: number
  /** Most children of a node. Default 7. */
  maxChildren?: number
  /** Most words of a label. Default 6. */
  maxWords?: number
}

/** A mind map: nodes that name their parent. */
export const tree = ({
  heading,
  maxDepth = 4,
  maxNodes = 60,
  maxChildren = 7,
  maxWords = 6,
}: TreeOptions = {}): Part<'tree'> => {
  const limits = { maxDepth, maxNodes, maxChildren, maxWords }
  const node = { key: z.string(), parent: z.string().nullable(), label: z.string(), note: z.string().nullable() }
  return {
    sort: 'tree',
    heading,
    limits,
    wireSchema: z.array(z.object(node)).min(1).max(maxNodes),
    schema: z
      .array(
        z.object({
          key: text(contentLimits.key),
          parent: textOrNone(contentLimits.key),
          label: text(contentLimits.nodeLabel),
          note: textOrNone(contentLimits.note),
        }),
      )
      .min(1)
      .max(Math.min(maxNodes, contentLimits.nodes)),
    instructions:
      `One root (parent null), at most ${maxDepth} levels with it, at most ${maxChildren} children of a node. ` +
      `key: the label in lower case joined by hyphens, no number; parent: a key. Labels have at most ${maxWords} words.`,
    check: (value, facts) => [
      ...shapeFindings(value, limits),
      ...value.flatMap(({ label }, index): PartFinding[] => {
        const words = countWords(label, facts.language)
        const message = `"${label}" has ${words} words, at most ${maxWords} are allowed`
        return words > maxWords ? [{ path: `${index}.label`, message }] : []
      }),
      ...textFindings({ sort: 'tree', value }, facts),
    ],
  }
}

const shapeFindings = (nodes: readonly TreeNode[], limits: TreeLimits): PartFinding[] => {
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  const roots = nodes.filter(({ parent }) => parent === undefined)
  const findings: PartFinding[] = []
  if (roots.length !== 1) {
    findings.push({ path: '', message: `there must be one root, a node without parent; there are ${roots.length}` })
  }
  for (const [index, { key, parent, label }] of nodes.entries()) {
    const find = (field: string, message: string) => findings.push({ path: `${index}.${field}`, message })
    if (nodes.findIndex((other) => other.key === key) !== index) find('key', `the key "${key}" is there twice`)
    if (parent !== undefined && !byKey.has(parent)) find('parent', `"${parent}" is the key of no node`)
    const twin = nodes.findIndex((other) => other.parent === parent && comparable(other.label) === comparable(label))
    if (parent !== undefined && twin !== index) find('label', `"${label}" is there twice below "${parent}"`)
    const children = nodes.filter((other) => other.parent === key).length
    if (children > limits.maxChildren) {
      find('key', `"${key}" has ${children} children, at most ${limits.maxChildren} are allowed`)
    }
    const depth = depthOf(key, byKey)
    if (depth === undefined) find('parent', `"${key}" is its own ancestor`)
    else if (depth > limits.maxDepth) {
      find('parent', `"${key}" stands on level ${depth}, at most ${limits.maxDepth} are allowed`)
    }
  }
  return findings
}

/** Levels from the root, 1 for the root; `undefined` in a circle. */
const depthOf = (key: string, byKey: ReadonlyMap<string, TreeNode>): number | undefined => {
  const seen = new Set<string>()
  for (let at = byKey.get(key); at; at = at.parent === undefined ? undefined : byKey.get(at.parent)) {
    if (seen.has(at.key)) return undefined
    seen.add(at.key)
  }
  return seen.size
}

/** How large the trees of these formats may grow, each by where it is. */
export const treeLimitsIn = (
  formats: readonly Format[],
): (TreeLimits & { format: string; section: string; part: string })[] =>
  formats.flatMap(({ key: format, sections, plan }) =>
    [...sections, ...(plan ? [plan.section] : [])].flatMap(({ key: section, parts }) =>
      Object.entries(parts).flatMap(([part, { limits }]) => (limits ? [{ ...limits, format, section, part }] : [])),
    ),
  )
