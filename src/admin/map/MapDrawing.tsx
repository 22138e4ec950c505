'use client'
import { type Branch, levelsOf, sizeOf } from '../../generators/content/forest.js'
import { useWords } from '../shared/useWords.js'
import type { MapNode } from './editTree.js'
import { ForestPicture } from './MindMapPicture.js'
import { isRightToLeft } from './mapLayout.js'
import './map.css'

interface MapDrawingProps {
  forest: readonly Branch<MapNode>[]
  /** What the map is called. */
  title: string
  /** The row that is being edited. */
  chosen?: string | undefined
}

/** The tree as a picture, as large as it is: where it has no room, one scrolls. The list beside it says the same in words. */
export const MapDrawing = ({ forest, title, chosen }: MapDrawingProps) => {
  const words = useWords()
  const [root] = forest
  if (!root) return null
  const count = forest.reduce((sum, branch) => sum + sizeOf(branch), 0)
  const levels = Math.max(...forest.map(levelsOf))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section with a name would be one more landmark.
    <div
      aria-label={words('map:drawing', { title })}
      className="coursewright-map__drawing"
      dir={isRightToLeft(root.node.label) ? 'rtl' : 'ltr'}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
    >
      <ForestPicture
        chosen={chosen}
        description={words('map:told', { count, levels })}
        forest={forest}
        title={words('map:picture', { title })}
      />
    </div>
  )
}
