'use client'
import { Chessboard, defaultAlphaNotationStyle, defaultNumericNotationStyle } from 'react-chessboard'
import { loadPosition } from '../../games/chess/position.js'
import type { Words } from '../../words/words.js'
import { messageOf } from '../shared/api.js'
import { useWords } from '../shared/useWords.js'
import { BoardFrame, BoardProblem } from './BoardFrame.js'
import { describeChess, readDiagram, solutionArrow } from './chessDiagram.js'
import { SideToMove } from './SideToMove.js'

/** The drawing takes no CSS variables for arrows. */
const SOLUTION_COLOR = '#1f8a4c'

interface ChessBoardProps {
  notation: string
  solution?: string
}

/** The side to move sits at the bottom: an editor looks at a drill as the learner will. */
export const ChessBoard = ({ notation, solution = '' }: ChessBoardProps) => {
  const words = useWords()
  const problem = problemWith(words, notation)
  const diagram = readDiagram(notation)
  if (problem || !diagram) return <BoardProblem notation={notation} problem={problem ?? ''} />
  const arrow = solution ? solutionArrow(notation, solution) : undefined
  return (
    <BoardFrame
      caption={<SideToMove diagram={diagram} />}
      description={describeChess(words, diagram)}
      solution={solution}
    >
      {(isSolutionShown) => (
        <Chessboard
          options={{
            allowDragging: false,
            allowDrawingArrows: false,
            arrows:
              isSolutionShown && arrow ? [{ startSquare: arrow.from, endSquare: arrow.to, color: SOLUTION_COLOR }] : [],
            boardOrientation: diagram.turn === 'w' ? 'white' : 'black',
            alphaNotationStyle: { ...defaultAlphaNotationStyle, fontSize: 10 },
            numericNotationStyle: { ...defaultNumericNotationStyle, fontSize: 10 },
            darkSquareStyle: { backgroundColor: 'var(--coursewright-square-dark)' },
            darkSquareNotationStyle: { color: 'var(--coursewright-square-light)' },
            lightSquareStyle: { backgroundColor: 'var(--coursewright-square-light)' },
            lightSquareNotationStyle: { color: 'var(--coursewright-square-dark)' },
            position: notation.trim().split(/\s+/, 1)[0],
            showAnimations: false,
          }}
        />
      )}
    </BoardFrame>
  )
}

const problemWith = (words: Words, notation: string): string | undefined => {
  try {
    loadPosition(notation)
    return undefined
  } catch (error) {
    return messageOf(words, error)
  }
}
