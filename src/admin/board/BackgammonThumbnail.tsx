'use client'
import { memo } from 'react'
import { parseXgid } from '../../games/backgammon/xgid.js'
import { useWords } from '../shared/useWords.js'
import { BackgammonDrawing } from './BackgammonDrawing.js'
import { readBackgammon } from './BackgammonPosition.js'
import { describeBackgammon, rollOf } from './backgammonDiagram.js'

export const BackgammonThumbnail = memo(({ notation }: { notation: string }) => {
  const words = useWords()
  const position = readBackgammon(notation)
  if (!position) return <span className="coursewright-thumbnail__none">{words('board:unreadable')}</span>
  return (
    <span className="coursewright-thumbnail-with-side">
      <span
        aria-label={describeBackgammon(words, parseXgid(notation))}
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
