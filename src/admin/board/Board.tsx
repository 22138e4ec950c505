'use client'
import { lazy, Suspense } from 'react'
import { words } from '../words.js'
import './board.css'
import { NotationText } from './NotationText.js'

// Boards are drawn by code that no other page of the admin panel needs.
const ChessBoard = lazy(async () => ({ default: (await import('./ChessBoard.js')).ChessBoard }))
const BackgammonBoard = lazy(async () => ({ default: (await import('./BackgammonBoard.js')).BackgammonBoard }))

export interface BoardProps {
  game: string
  notation: string
  /** In the game's own notation; shown on request. */
  solution?: string
}

/** A position as a board where the game has one here, else as it is written. */
export const Board = ({ game, notation, solution }: BoardProps) => (
  <Suspense fallback={<p className="coursewright-board__note">{words.board.loading}</p>}>
    {game === 'chess' && <ChessBoard notation={notation} solution={solution} />}
    {game === 'backgammon' && <BackgammonBoard notation={notation} solution={solution} />}
    {game !== 'chess' && game !== 'backgammon' && <NotationText notation={notation} />}
  </Suspense>
)
