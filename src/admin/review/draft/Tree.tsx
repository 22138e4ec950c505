'use client'
import { lazy, Suspense, useMemo } from 'react'
import { type Branch, forestOf } from '../../../generators/content/forest.js'
import type { MapNode } from '../../map/editTree.js'
import { textOf } from '../../shared/api.js'
import { useWords } from '../../shared/useWords.js'

// Few drafts have one: what lays maps out is loaded with the first.
const MapDrawing = lazy(async () => ({ default: (await import('../../map/MapDrawing.js')).MapDrawing }))

interface TreeProps {
  nodes: readonly Readonly<Record<string, unknown>>[]
  title: string
}

/** A mind map, drawn, and the same as a list within lists: there notes are read, and what stands below what is heard. */
export const Tree = ({ nodes, title }: TreeProps) => {
  const words = useWords()
  const forest = useMemo(() => forestOf(nodes.map(mapNode)), [nodes])
  return (
    <>
      <Suspense fallback={<p className="coursewright-muted">{words('shared:loading')}</p>}>
        <MapDrawing forest={forest} title={title || words('map:title')} />
      </Suspense>
      <details className="coursewright-tree-list" open={nodes.some(({ note }) => textOf(note) !== '')}>
        <summary>{words('review:mapAsList')}</summary>
        <List forest={forest} />
      </details>
    </>
  )
}

const mapNode = (node: Readonly<Record<string, unknown>>, index: number): MapNode => ({
  id: textOf(node.id) || String(index),
  key: textOf(node.key),
  ...(textOf(node.parent) === '' ? {} : { parent: textOf(node.parent) }),
  label: textOf(node.label),
  ...(textOf(node.note) === '' ? {} : { note: textOf(node.note) }),
})

const List = ({ forest }: { forest: readonly Branch<MapNode>[] }) => (
  <ul className="coursewright-tree">
    {forest.map(({ node, children }) => (
      <li key={node.id}>
        <span dir="auto">{node.label}</span>
        {node.note !== undefined && (
          <span className="coursewright-muted" dir="auto">
            {' '}
            {node.note}
          </span>
        )}
        {children.length > 0 && <List forest={children} />}
      </li>
    ))}
  </ul>
)
