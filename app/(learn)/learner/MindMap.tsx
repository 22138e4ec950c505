'use client'
import { MindMapPicture } from 'payload-coursewright/client'
import type { TreeNode } from './content.js'

interface MindMapProps {
  nodes: readonly TreeNode[]
  title: string
}

/** A tree, drawn, and the same as nested lists, which also say what a node is about. */
export const MindMap = ({ nodes, title }: MindMapProps) => (
  <div className="map">
    {/* biome-ignore lint/a11y/useSemanticElements: a section with a name would be one more landmark. */}
    <div
      aria-label={`${title}, drawn`}
      className="map__picture"
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
    >
      <MindMapPicture nodes={nodes} title={`${title}: a map of ${nodes.length} ideas. The list below says the same.`} />
    </div>
    <details>
      <summary>As a list</summary>
      <Branch nodes={nodes} of={nodes.filter(({ parent }) => !parent || !nodes.some(({ key }) => key === parent))} />
    </details>
  </div>
)

/** Each level has fewer nodes to look through, so that it ends whatever the nodes say of each other. */
const Branch = ({ nodes, of }: { nodes: readonly TreeNode[]; of: readonly TreeNode[] }) => {
  if (of.length === 0) return null
  const rest = nodes.filter((node) => !of.includes(node))
  return (
    <ul>
      {of.map((node) => (
        <li dir="auto" key={node.id}>
          <span className="map__node">{node.label}</span>
          {node.note && <small> {node.note}</small>}
          <Branch nodes={rest} of={rest.filter(({ parent }) => parent === node.key)} />
        </li>
      ))}
    </ul>
  )
}
