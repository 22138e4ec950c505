import type { MoveFacts } from './describeMove.js'

/** A sentence on what the solution does, from its notation alone; `undefined` where that tells nothing. */
export function describeSolution(move: MoveFacts | undefined): string | undefined {
  if (!move) return undefined
  if (move.mates) return `${move.captures ? `The ${move.piece} captures, and it` : 'It'} is checkmate.`
  if (move.castles) return `It castles${move.checks ? ', with check' : ''}: the king and a rook move at once.`
  const acts = [
    ...(move.captures ? ['captures'] : []),
    ...(move.promotes ? ['promotes'] : []),
    ...(move.checks ? ['gives check'] : []),
  ]
  if (acts.length > 0) return `The ${move.piece} ${acts.join(' and ')}.`
  return `It is a ${move.piece} move without capture or check, so a search through the forcing moves alone misses it.`
}
