'use client'
import { positionOf } from '../../games/backgammon/position.js'
import { parseXgid, type Xgid } from '../../games/backgammon/xgid.js'
import { messageOf } from '../shared/api.js'
import { words } from '../words.js'
import { BackgammonDrawing } from './BackgammonDrawing.js'
import { BoardFrame, BoardProblem } from './BoardFrame.js'
import { cubeCaption, describeBackgammon, pipCounts } from './backgammonDiagram.js'

interface BackgammonBoardProps {
  notation: string
  solution?: string
}

/** The player to move has the light checkers and sits at the bottom, as plays are written from that side. */
export const BackgammonBoard = ({ notation, solution }: BackgammonBoardProps) => {
  const xgid = read(notation)
  if (typeof xgid === 'string') return <BoardProblem notation={notation} problem={xgid} />
  const position = positionOf(xgid)
  const { mover, opponent } = pipCounts(position)
  return (
    <BoardFrame
      caption={
        <>
          {words.board.roll(position.dice)} · {words.board.pips(mover, opponent)}
          <br />
          {cubeCaption(xgid)}
        </>
      }
      description={describeBackgammon(xgid)}
      solution={solution}
    >
      {() => <BackgammonDrawing hasNumbers position={position} />}
    </BoardFrame>
  )
}

/** The XGID, or what is wrong with it. */
const read = (notation: string): Xgid | string => {
  try {
    return parseXgid(notation)
  } catch (error) {
    return messageOf(error)
  }
}
