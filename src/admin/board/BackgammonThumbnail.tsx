'use client'
import { memo } from 'react'
import { type Position, positionOf } from '../../games/backgammon/position.js'
import { parseXgid } from '../../games/backgammon/xgid.js'
import { InvalidNotation } from '../../games/Game.js'
import { useWords } from '../shared/useWords.js'
import { BackgammonDrawing } from './BackgammonDrawing.js'
import { rollOf } from './backgammonDiagram.js'

export const BackgammonThumbnail = memo(({ notation }: { notation: string }) => {
  const words = useWords()
  const position = read(notation)
  if (!position) return <span className="coursewright-thumbnail__none">{words('board:unreadable')}</span>
  return (
    <span className="coursewright-thumbnail-with-side">
      <span
        aria-label={words('board:backgammon')}
        className="coursewright-thumbnail coursewright-thumbnail--wide"
        role="img"
      >
        <BackgammonDrawing position={position} />
      </span>
      {position.dice ? words('board:roll', { roll: rollOf(position.dice) }) : words('board:cubeDecision')}
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
