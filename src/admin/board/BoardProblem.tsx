import { words } from '../words.js'
import { NotationText } from './NotationText.js'

/** In place of a board that cannot be drawn. */
export const BoardProblem = ({ notation, problem }: { notation: string; problem: string }) => (
  <div className="coursewright-board__problem" role="status">
    <strong>{words.board.unreadable}</strong>
    <p>{problem}</p>
    <NotationText notation={notation} />
  </div>
)
