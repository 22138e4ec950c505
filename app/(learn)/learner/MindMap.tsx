import type { TreeNode } from './content.js'

/** A tree as nested lists, which style sheets draw as a map: read out, it is what it says. */
export const MindMap = ({ nodes }: { nodes: readonly TreeNode[] }) => (
  <div className="map">
    <Branch nodes={nodes} parent={undefined} />
  </div>
)

const Branch = ({ nodes, parent }: { nodes: readonly TreeNode[]; parent: string | undefined }) => {
  const children = nodes.filter((node) => (node.parent || undefined) === parent)
  if (children.length === 0) return null
  return (
    <ul>
      {children.map(({ id, key, label, note }) => (
        <li key={id}>
          <span className="map__node" title={note ?? undefined}>
            {label}
          </span>
          <Branch nodes={nodes} parent={key} />
        </li>
      ))}
    </ul>
  )
}
