'use client'
import { memo } from 'react'
import { defaultPieces } from 'react-chessboard'
import { useWords } from '../shared/useWords.js'
import { describeChess, readDiagram } from './chessDiagram.js'
import { SideToMove } from './SideToMove.js'

/** The unit of react-chessboard's pieces. */
const SQUARE = 45

const darkSquares = Array.from({ length: 32 }, (_, index) => {
  const row = Math.floor(index / 4)
  const column = (index % 4) * 2 + (row % 2 === 0 ? 1 : 0)
  return `M${column * SQUARE} ${row * SQUARE}h${SQUARE}v${SQUARE}h-${SQUARE}z`
}).join('')

/** A chess position as one small drawing: one element per piece, nothing that reacts, so that long lists stay fast. */
export const ChessThumbnail = memo(({ notation }: { notation: string }) => {
  const words = useWords()
  const diagram = readDiagram(notation)
  if (!diagram) return <span className="coursewright-thumbnail__none">{words('board:unreadable')}</span>
  const isWhite = diagram.turn === 'w'
  return (
    <span className="coursewright-thumbnail-with-side">
      <svg
        aria-label={describeChess(words, diagram)}
        className="coursewright-thumbnail"
        role="img"
        viewBox="0 0 360 360"
      >
        <rect fill="var(--coursewright-square-light)" height="360" width="360" />
        <path d={darkSquares} fill="var(--coursewright-square-dark)" />
        {diagram.pieces.map(({ kind, file, rank }) => {
          const Piece = defaultPieces[kind]
          const x = (isWhite ? file : 7 - file) * SQUARE
          const y = (isWhite ? 7 - rank : rank) * SQUARE
          return (
            <svg
              aria-hidden
              className={kind.startsWith('w') ? 'coursewright-thumbnail__white' : undefined}
              height={SQUARE}
              key={`${file}${rank}`}
              width={SQUARE}
              x={x}
              y={y}
            >
              {Piece && <Piece />}
            </svg>
          )
        })}
      </svg>
      <SideToMove diagram={diagram} />
    </span>
  )
})
ChessThumbnail.displayName = 'ChessThumbnail'
