'use client'
import { positionOf } from '../../games/backgammon/position.js'
import { parseXgid, type Xgid } from '../../games/backgammon/xgid.js'
import type { Words } from '../../words/words.js'
import { messageOf } from '../shared/api.js'
import { useWords } from '../shared/useWords.js'
import { BackgammonDrawing } from './BackgammonDrawing.js'
import { BoardFrame, BoardProblem } from './BoardFrame.js'
import { cubeCaption, describeBackgammon, pipCounts, rollOf } from './backgammonDiagram.js'

interface BackgammonBoardProps {
  notation: string
  solution?: string
}

/** The player to move has the light checkers and sits at the bottom, as plays are written from that side. */
export const BackgammonBoard = ({ notation, solution }: BackgammonBoardProps) => {
  const words = useWords()
  const xgid = read(words, notation)
  if (typeof xgid === 'string') return <BoardProblem notation={notation} problem={xgid} />
  const position = positionOf(xgid)
  const { mover, opponent } = pipCounts(position)
  return (
    <BoardFrame
      caption={
        <>
          {position.dice ? words('board:roll', { roll: rollOf(position.dice) }) : words('board:cubeDecision')} ·{' '}
          {words('board:pips', { mover, opponent })}
          <br />
          {cubeCaption(words, xgid)}
        </>
      }
      description={describeBackgammon(words, xgid)}
      solution={solution}
    >
      {() => <BackgammonDrawing hasNumbers position={position} />}
    </BoardFrame>
  )
}

/** The XGID, or what is wrong with it. */
const read = (words: Words, notation: string): Xgid | string => {
  try {
    return parseXgid(notation)
  } catch (error) {
    return messageOf(words, error)
  }
}
