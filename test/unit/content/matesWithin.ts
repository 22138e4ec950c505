import { Chess } from 'chess.js'

/**
 * Whether a move forces mate in at most `moves` moves of its side. Every answer is tried; the attacker tries the moves
 * of the line and all checks, and in the last two moves everything.
 */
export function matesWithin(input: { fen: string; move: string; moves: number; line?: string }): boolean {
  const position = new Chess(input.fen)
  position.move(input.move)
  const hints = new Set(input.line?.split(' ').map(bare))
  return isMateAgainst({ position, hints, movesLeft: input.moves - 1 })
}

interface Attack {
  position: Chess
  /** Moves worth trying even though they give no check, without check marks. */
  hints: ReadonlySet<string>
  movesLeft: number
}

function isMateAgainst({ position, hints, movesLeft }: Attack): boolean {
  const answers = position.moves()
  if (answers.length === 0) return position.isCheck()
  if (movesLeft === 0) return false
  return answers.every((answer) => {
    position.move(answer)
    const isForced = canMate({ position, hints, movesLeft })
    position.undo()
    return isForced
  })
}

function canMate({ position, hints, movesLeft }: Attack): boolean {
  const moves = position.moves()
  if (moves.some((move) => move.endsWith('#'))) return true
  if (movesLeft === 1) return false
  const [hinted, others] = [
    moves.filter((move) => hints.has(bare(move))),
    moves.filter((move) => !hints.has(bare(move))),
  ]
  const checks = others.filter((move) => move.endsWith('+'))
  const quiet = movesLeft === 2 ? others.filter((move) => !move.endsWith('+')) : []
  return [...hinted, ...checks, ...quiet].some((move) => {
    position.move(move)
    const isForced = isMateAgainst({ position, hints, movesLeft: movesLeft - 1 })
    position.undo()
    return isForced
  })
}

function bare(move: string): string {
  return move.replace(/[+#]$/, '')
}
