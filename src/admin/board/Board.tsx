'use client'
import { lazy, Suspense } from 'react'
import { useWords } from '../shared/useWords.js'
import './board.css'
import { NotationText } from './BoardFrame.js'

// Boards are drawn by code that no other page of the admin panel needs.
const ChessBoard = lazy(async () => ({ default: (await import('./ChessBoard.js')).ChessBoard }))
const BackgammonBoard = lazy(async () => ({ default: (await import('./BackgammonBoard.js')).BackgammonBoard }))

interface BoardProps {
  game: string
  notation: string
  /** In the game's own notation; shown on request. */
  solution?: string
}

/** A position as a board where the game has one here, else as it is written. */
export const Board = ({ game, notation, solution }: BoardProps) => (
  <Suspense fallback={<Loading />}>
    {game === 'chess' && <ChessBoard notation={notation} solution={solution} />}
    {game === 'backgammon' && <BackgammonBoard notation={notation} solution={solution} />}
    {game !== 'chess' && game !== 'backgammon' && <NotationText notation={notation} />}
  </Suspense>
)

const Loading = () => <p className="coursewright-board__note">{useWords()('board:loading')}</p>

const ChessThumbnail = lazy(async () => ({ default: (await import('./ChessThumbnail.js')).ChessThumbnail }))
const BackgammonThumbnail = lazy(async () => ({
  default: (await import('./BackgammonThumbnail.js')).BackgammonThumbnail,
}))

/** It may be all that a link to the document has for a name. */
const LoadingThumbnail = () => (
  <span aria-label={useWords()('board:loading')} className="coursewright-thumbnail" role="img" />
)

/** A position for lists: small, without anything to click. */
export const Thumbnail = ({ game, notation }: { game: string; notation: string }) => (
  <Suspense fallback={<LoadingThumbnail />}>
    {game === 'chess' && <ChessThumbnail notation={notation} />}
    {game === 'backgammon' && <BackgammonThumbnail notation={notation} />}
    {game !== 'chess' && game !== 'backgammon' && <NotationText notation={notation} />}
  </Suspense>
)
