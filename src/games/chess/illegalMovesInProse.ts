import { Chess, type Move } from 'chess.js'
import { loadPosition } from './loadPosition.js'
import { matchesSan } from './matchesSan.js'
import { parseSan } from './parseSan.js'
import { playMove } from './playMove.js'
import { type ProseMove, proseMoves } from './proseMoves.js'
import { splitLine } from './splitLine.js'

/**
 * The moves a text names that are legal neither in the position nor in any position along the line, the last one
 * included; each once, as written. What reads as a move is told by `proseMoves`. Two kindnesses to natural prose:
 * - `the Nf3 is pinned` names a piece: a piece letter and square without number, capture or check mark is fine where
 *   such a piece stands there in one of these positions;
 * - `threatening Qxf7#`: a move that its sentence calls a threat is also judged with the other side to move.
 *
 * Check marks are not judged, nor moves of variations that leave the line.
 * @throws InvalidMove when the line itself is not legal
 */
export function illegalMovesInProse(input: { notation: string; line: string; text: string }): string[] {
  const named = proseMoves(input.text)
  if (named.length === 0) return []
  const stops = positionsAlong(input)
  const opener = stops[0]?.turn()
  const legal = stops.flatMap((position) => position.moves({ verbose: true }))
  const threats = named.some((move) => move.isThreat) ? stops.flatMap(movesAfterPass) : []
  const illegal = named.filter((move) => {
    const isLegal = isAmong({ legal, move, opener }) || (move.isThreat && isAmong({ legal: threats, move, opener }))
    return !isLegal && !(move.mayNamePiece && stands(stops, move))
  })
  return [...new Set(illegal.map((move) => move.text))]
}

function positionsAlong({ notation, line }: { notation: string; line: string }): Chess[] {
  const position = loadPosition(notation)
  const stops = [new Chess(position.fen())]
  for (const move of splitLine(line)) {
    playMove(position, move)
    stops.push(new Chess(position.fen()))
  }
  return stops
}

function movesAfterPass(position: Chess): Move[] {
  if (position.inCheck()) return []
  const [pieces, turn, castling] = position.fen().split(' ')
  return new Chess(`${pieces} ${turn === 'w' ? 'b' : 'w'} ${castling} - 0 1`).moves({ verbose: true })
}

/** A number with one dot means White, or the side the position starts with: exercises are often counted from 1. */
function isAmong(input: { legal: Move[]; move: ProseMove; opener: 'w' | 'b' | undefined }): boolean {
  const { legal, move, opener } = input
  const written = parseSan(move.text)
  if (!written) return false
  const colors = move.color === 'w' ? ['w', opener] : move.color === 'b' ? ['b'] : ['w', 'b']
  return legal.some((candidate) => colors.includes(candidate.color) && matchesSan(candidate, written))
}

function stands(positions: Chess[], named: ProseMove): boolean {
  const letter = named.text.slice(0, 1).toLowerCase()
  return positions.some((position) =>
    position
      .board()
      .some((rank) => rank.some((piece) => piece?.type === letter && piece.square === named.text.slice(1))),
  )
}
