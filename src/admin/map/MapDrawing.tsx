'use client'
import { useId, useMemo } from 'react'
import { type Branch, levelsOf, sizeOf } from '../../generators/content/forest.js'
import { useWords } from '../shared/useWords.js'
import type { MapNode } from './editTree.js'
import { isRightToLeft, layoutMap, mapMeasures } from './mapLayout.js'

interface MapDrawingProps {
  forest: readonly Branch<MapNode>[]
  /** What the map is called. */
  title: string
  /** The row that is being edited. */
  chosen: string | undefined
}

/** The tree as a picture, as large as it is: where it has no room, one scrolls. The list beside it says the same in words. */
export const MapDrawing = ({ forest, title, chosen }: MapDrawingProps) => {
  const words = useWords()
  const id = useId()
  const isMirrored = isRightToLeft(forest[0]?.node.label ?? '')
  const { width, height, boxes, links } = useMemo(
    () => layoutMap({ forest, isRightToLeft: isMirrored }),
    [forest, isMirrored],
  )
  if (boxes.length === 0) return null
  const { lineHeight, padY, fontSize } = mapMeasures
  const count = forest.reduce((sum, branch) => sum + sizeOf(branch), 0)
  const levels = Math.max(...forest.map(levelsOf))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section with a name would be one more landmark.
    <div
      aria-label={words('map:drawing', { title })}
      className="coursewright-map__drawing"
      dir={isMirrored ? 'rtl' : 'ltr'}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
    >
      <svg
        aria-describedby={`${id}-told`}
        aria-labelledby={`${id}-title`}
        height={height}
        role="img"
        viewBox={`0 0 ${width} ${height}`}
        width={width}
      >
        <title id={`${id}-title`}>{words('map:picture', { title })}</title>
        <desc id={`${id}-told`}>{words('map:told', { count, levels })}</desc>
        {links.map((path) => (
          <path className="coursewright-map__link" d={path} key={path} />
        ))}
        {boxes.map(({ node, level, lines, ...box }) => (
          <g
            className={`coursewright-map__box coursewright-map__box--${Math.min(level, 3)}${node.id === chosen ? ' coursewright-map__box--chosen' : ''}`}
            key={node.id}
          >
            <title>{node.note === undefined ? node.label : `${node.label}: ${node.note}`}</title>
            <rect height={box.height} rx={6} width={box.width} x={box.x} y={box.y} />
            <text fontSize={fontSize} textAnchor="middle">
              {lines.map((line, index) => (
                <tspan
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else.
                  key={index}
                  x={box.x + box.width / 2}
                  y={box.y + padY + index * lineHeight + fontSize}
                >
                  {line}
                </tspan>
              ))}
            </text>
          </g>
        ))}
      </svg>
    </div>
  )
}
