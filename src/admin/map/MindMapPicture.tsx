'use client'
import { useId, useMemo } from 'react'
import { type Branch, forestOf, type TreeNode } from '../../generators/content/forest.js'
import { isRightToLeft, layoutMap, mapMeasures } from './mapLayout.js'
import './picture.css'

interface MindMapPictureProps {
  /** Of a `tree` part, as the API answers them. */
  nodes: readonly { key: string; parent?: string | null; label: string; note?: string | null }[]
  /** What it is called, for those who hear the page. */
  title: string
  /** What more they are told, such as how large it is. */
  description?: string
}

/**
 * A mind map as a drawing without words of its own, for pages of yours: as large as it is, so let what is around it scroll, and
 * say the same in words beside it, as a list. Its colours are `--coursewright-map-line`, `-box`, `-ink`, `-root` and `-root-ink`.
 */
export const MindMapPicture = ({ nodes, ...told }: MindMapPictureProps) => {
  const forest = useMemo(
    () =>
      forestOf(
        nodes.map(({ key, parent, label, note }, index) => ({
          ...{ id: String(index), key, label },
          ...(parent ? { parent } : {}),
          ...(note ? { note } : {}),
        })),
      ),
    [nodes],
  )
  return <ForestPicture {...told} forest={forest} />
}

interface ForestPictureProps {
  forest: readonly Branch<TreeNode & { readonly id: string }>[]
  title: string
  description?: string
  /** Id of the node that is marked. */
  chosen?: string | undefined
}

/** The same for nodes that hang below each other already. */
export const ForestPicture = ({ forest, title, description, chosen }: ForestPictureProps) => {
  const id = useId()
  const isMirrored = isRightToLeft(forest[0]?.node.label ?? '')
  const { width, height, boxes, links } = useMemo(
    () => layoutMap({ forest, isRightToLeft: isMirrored }),
    [forest, isMirrored],
  )
  const { lineHeight, padY, fontSize } = mapMeasures
  if (boxes.length === 0) return null
  return (
    <svg
      aria-describedby={description === undefined ? undefined : `${id}-told`}
      aria-labelledby={`${id}-title`}
      className="coursewright-map-picture"
      direction={isMirrored ? 'rtl' : 'ltr'}
      height={height}
      role="img"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
    >
      <title id={`${id}-title`}>{title}</title>
      {description !== undefined && <desc id={`${id}-told`}>{description}</desc>}
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
  )
}
