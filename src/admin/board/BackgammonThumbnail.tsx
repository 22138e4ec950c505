'use client'
import { memo } from 'react'
import { type Position, positionOf } from '../../games/backgammon/position.js'
import { parseXgid } from '../../games/backgammon/xgid.js'
import { InvalidNotation } from '../../games/Game.js'
import { words } from '../words.js'
import { BackgammonDrawing } from './BackgammonDrawing.js'

export const BackgammonThumbnail = memo(({ notation }: { notation: string }) => {
  const position = read(notation)
  if (!position) return <span className="coursewright-thumbnail__none">{words.board.unreadable}</span>
  return (
    <span
      aria-label={words.board.backgammon(position.dice)}
      className="coursewright-thumbnail coursewright-thumbnail--wide"
      role="img"
    >
      <BackgammonDrawing position={position} />
    </span>
  )
})
BackgammonThumbnail.displayName = 'BackgammonThumbnail'

const read = (notation: string): Position | undefined => {
  try {
    return positionOf(parseXgid(notation))
  } catch (error) {
    if (error instanceof InvalidNotation) return undefined
    throw error
  }
}
