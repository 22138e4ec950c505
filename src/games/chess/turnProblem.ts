import { quoted } from '../quoted.js'

/** What is wrong with the side to move or the two counters of a FEN, or undefined. */
export function turnProblem(turn: string, halfMoves: string, moveNumber: string): string | undefined {
  if (turn !== 'w' && turn !== 'b') return `the side to move must be "w" or "b", not ${quoted(turn)}.`
  if (!/^\d{1,4}$/.test(halfMoves))
    return `the half-move clock must be a whole number from 0, not ${quoted(halfMoves)}.`
  if (!/^\d{1,4}$/.test(moveNumber) || Number(moveNumber) < 1) {
    return `the move number must be a whole number from 1, not ${quoted(moveNumber)}.`
  }
  return undefined
}
