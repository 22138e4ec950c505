'use client'
import { lazy, Suspense } from 'react'
import './board.css'
import { NotationText } from './NotationText.js'

const ChessThumbnail = lazy(async () => ({ default: (await import('./ChessThumbnail.js')).ChessThumbnail }))
const BackgammonThumbnail = lazy(async () => ({
  default: (await import('./BackgammonThumbnail.js')).BackgammonThumbnail,
}))

/** A position for lists: small, without anything to click. */
export const Thumbnail = ({ game, notation }: { game: string; notation: string }) => (
  <Suspense fallback={<span className="coursewright-thumbnail" />}>
    {game === 'chess' && <ChessThumbnail notation={notation} />}
    {game === 'backgammon' && <BackgammonThumbnail notation={notation} />}
    {game !== 'chess' && game !== 'backgammon' && <NotationText notation={notation} />}
  </Suspense>
)
