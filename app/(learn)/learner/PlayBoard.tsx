'use client'
import { Chess } from 'chess.js'
import { BackgammonPosition } from 'payload-coursewright/client'
import { useEffect, useRef, useState } from 'react'
import { Chessboard } from 'react-chessboard'

interface PlayBoardProps {
  game: string
  notation: string
  /**
   * Where pieces may be moved: what was played, as the game writes it; several moves where a pawn may become one of several
   * pieces. Whatever it answers `false` to is taken back.
   */
  onMove?: (moves: readonly string[]) => boolean
  /** A move to be shown on the board. */
  shown?: string
}

/** A position, of the player who is to move; in chess it can be played on. */
export const PlayBoard = ({ game, notation, onMove, shown }: PlayBoardProps) => {
  if (game === 'chess') return <ChessPlay notation={notation} onMove={onMove} shown={shown} />
  if (game === 'backgammon')
    return (
      <div aria-label="Backgammon position. You have the light checkers." className="board board--wide" role="img">
        <BackgammonPosition notation={notation} />
      </div>
    )
  return <code>{notation}</code>
}

const ChessPlay = ({ notation, onMove, shown }: Omit<PlayBoardProps, 'game'>) => {
  const position = readChess(notation)
  const [problem, setProblem] = useState('')
  const board = usePiecesUnnamed()
  if (!position) return <code>{notation}</code>
  const side = position.turn() === 'w' ? 'White' : 'Black'
  const arrow = shown ? play(notation, shown) : undefined
  const drop = (from: string, to: string): boolean => {
    const played = position.moves({ verbose: true }).filter((move) => move.from === from && move.to === to)
    setProblem(played.length > 0 ? '' : 'That is not a move in this position.')
    return played.length > 0 && (onMove?.(played.map(({ san }) => san)) ?? false)
  }
  return (
    <div className="board">
      <div aria-label={`Chess position, ${side} to move: ${notation}`} inert={!onMove} ref={board} role="img">
        <Chessboard
          options={{
            allowDragging: Boolean(onMove),
            allowDrawingArrows: false,
            arrows: arrow ? [{ startSquare: arrow.from, endSquare: arrow.to, color: '#1f8a4c' }] : [],
            boardOrientation: side === 'White' ? 'white' : 'black',
            darkSquareStyle: { backgroundColor: 'var(--square-dark)' },
            lightSquareStyle: { backgroundColor: 'var(--square-light)' },
            position: notation,
            onPieceDrop: ({ sourceSquare, targetSquare }) => Boolean(targetSquare && drop(sourceSquare, targetSquare)),
          }}
        />
      </div>
      <p className="board__side" role="status">
        {problem || `${side} to move`}
      </p>
    </div>
  )
}

/**
 * Pieces can be dragged; by keyboard one answers with the choices. The board makes each piece a button without a name, thirty
 * stops on the way to those.
 */
const usePiecesUnnamed = () => {
  const board = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const { current } = board
    if (!current) return
    const unname = () => {
      for (const piece of current.querySelectorAll('[role="button"]')) {
        for (const name of [
          'role',
          'tabindex',
          'aria-describedby',
          'aria-roledescription',
          'aria-disabled',
          'aria-pressed',
        ])
          piece.removeAttribute(name)
      }
    }
    unname()
    const observer = new MutationObserver(unname)
    observer.observe(current, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [])
  return board
}

const readChess = (notation: string): Chess | undefined => {
  try {
    return new Chess(notation)
  } catch {
    return undefined
  }
}

type ChessMove = Parameters<Chess['move']>[0]

const play = (notation: string, move: ChessMove) => {
  try {
    return new Chess(notation).move(move)
  } catch {
    return undefined
  }
}

/** Whether two texts are the same move there, however each is written; `false` where one is no move. */
export const isSameMove = (notation: string, one: string, other: string): boolean => {
  const [first, second] = [play(notation, one), play(notation, other)]
  return first !== undefined && first.san === second?.san
}
