import { Chess, type Move, type PieceSymbol, type Square } from 'chess.js'
import type { ProseQuestion } from '../Game.js'
import { matchesSan, playMove, type SanMove, splitLine } from './moves.js'
import { loadPosition } from './position.js'
import { type ProseMove, proseMoves } from './proseMoves.js'

/**
 * The moves a text names that can be played neither in the position, nor in any position along the line, the last one
 * included, nor after a choice that the text names or is about; each once, as written. What reads as a move is told by
 * `proseMoves`. After a choice the moves named may go on one after the other: a refutation of several moves. Two
 * kindnesses to natural prose:
 * - `the Nf3 is pinned` names a piece: a piece letter and square without number, capture or check mark is fine where
 *   such a piece stands there in one of these positions;
 * - `threatening Qxf7#`: a move that its sentence calls a threat is also judged with the other side to move.
 *
 * Check marks are not judged, nor moves of other variations that leave the line.
 * @throws InvalidMove when the line itself is not legal
 */
export function illegalMovesInProse(input: ProseQuestion): string[] {
  const named = movesNamed(`${input.language ?? ''}\n${input.text}`, () => proseMoves(input.text, input.language))
  if (named.every((move) => move.isBare)) return []
  const along = stopsAlong(input.notation, input.line)
  const opener = along[0]?.turn
  const variations = choicesNamed(input, named).flatMap((choice) => stopsAlong(input.notation, choice).slice(1))
  const illegal: string[] = []
  for (const move of named) {
    const canFollow = (stop: Stop) => isOfColor(move, stop.turn, opener) && stop.find(move.readings) !== undefined
    const followed = variations.filter(canFollow)
    // After each of them: a text that names the solution and refutes a choice may mean either.
    for (const stop of followed) {
      const next = variations.length < MOST_STOPS && stop.after(move.readings)
      if (next) variations.push(next)
    }
    // A bare square may be a move of a variation, but is never wrong.
    if (followed.length > 0 || move.isBare || along.some(canFollow)) continue
    if (move.isThreat && along.some((stop) => stop.afterPass().some(canFollow))) continue
    if (!(move.mayNamePiece && stands([...along, ...variations], move))) illegal.push(move.text)
  }
  return [...new Set(illegal)]
}

/** Stops off the line for one text; a refutation is short, and may follow several choices. */
const MOST_STOPS = 48

/**
 * Whether a text names a move, in whatever spelling: SAN with its marks, piece letters of the text's language,
 * figurines, long algebraic, UCI. A bare square names the pawn move to it, unless it is spoken of as a place.
 * @throws InvalidMove when the move is not legal in the position
 */
export function namesMove(input: { notation: string; move: string; text: string; language?: string }): boolean {
  const played = moveOf(input.notation, input.move)
  return played !== undefined && proseMoves(input.text, input.language).some((named) => isNamed(named, played))
}

const isNamed = (named: ProseMove, played: Move): boolean =>
  isOfColor(named, played.color, played.color) &&
  named.readings.some((written) => {
    // The square of a capture holds a piece, of which one must be able to speak.
    const isFarTooShort = named.isBare && written.fromFile === undefined && played.captured !== undefined
    const promotion = written.promotion ?? played.promotion
    return !isFarTooShort && matchesSan(played, { ...written, promotion })
  })

/** The choices a text names, and the one it is about. */
function choicesNamed({ notation, choices = [], about }: ProseQuestion, named: readonly ProseMove[]): string[] {
  return choices.filter((choice) => {
    if (choice === about) return true
    const played = choicesPlayed(`${notation}\n${choice}`, () => moveOf(notation, choice))
    return played !== undefined && named.some((move) => isNamed(move, played))
  })
}

const moveOf = (notation: string, move: string): Move | undefined => {
  const position = loadPosition(notation)
  playMove(position, move)
  return position.history({ verbose: true })[0]
}

/** A number with one dot means White, or the side the position starts with: exercises are often counted from 1. */
const isOfColor = ({ color }: ProseMove, turn: 'w' | 'b', opener: 'w' | 'b' | undefined): boolean =>
  color === undefined || turn === color || (color === 'w' && turn === opener)

const stands = (stops: readonly Stop[], { readings }: ProseMove): boolean =>
  stops.some((stop) => readings.some(({ piece, to }) => piece !== undefined && to !== undefined && stop.has(piece, to)))

/**
 * A lesson has a hundred texts, each of which may speak of any of its few positions: what is known of these is kept, up to
 * a few kilobytes each, for as long as no more than `most` others are asked for.
 */
function remembered<Value>(most: number): (key: string, make: () => Value) => Value {
  const known = new Map<string, Value>()
  return (key, make) => {
    const found = known.has(key) ? (known.get(key) as Value) : make()
    known.delete(key)
    known.set(key, found)
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return found
  }
}

const movesNamed = remembered<ProseMove[]>(8)
const choicesPlayed = remembered<Move | undefined>(64)
const lines = remembered<readonly Stop[]>(32)

const stopsAlong = (notation: string, line: string): readonly Stop[] =>
  lines(`${notation}\n${line}`, () => playAlong(notation, line))

function playAlong(notation: string, line: string): Stop[] {
  const position = loadPosition(notation)
  const stops = [stopAt(position.fen())]
  for (const move of splitLine(line)) {
    playMove(position, move)
    stops.push(stopAt(position.fen()))
  }
  return stops
}

/** A position that moves are looked for in. Generating them is what costs: it is done when asked for, a piece at a time. */
interface Stop {
  readonly turn: 'w' | 'b'
  /** A legal move that is one of the readings. */
  find(readings: readonly SanMove[]): Move | undefined
  /** The position after that move. */
  after(readings: readonly SanMove[]): Stop | undefined
  has(piece: string, square: string): boolean
  /** The same with the other side to move; none while in check. */
  afterPass(): readonly Stop[]
}

function stopAt(fen: string): Stop {
  const position = new Chess(fen)
  const known = new Map<string, Move[]>()
  let passed: readonly Stop[] | undefined
  const movesOf = (written: SanMove): Move[] => {
    const piece = (written.castle ? 'k' : written.piece) as PieceSymbol | undefined
    const square = piece ? undefined : (`${written.fromFile}${written.fromRank}` as Square)
    const key = piece ?? square ?? ''
    const moves = known.get(key) ?? position.moves({ verbose: true, piece, square })
    known.set(key, moves)
    return moves
  }
  const find = (readings: readonly SanMove[]): Move | undefined => {
    for (const written of readings) {
      const move = movesOf(written).find((candidate) => matchesSan(candidate, written))
      if (move) return move
    }
    return undefined
  }
  return {
    turn: position.turn(),
    find,
    after: (readings) => {
      const move = find(readings)
      return move && stopAt(move.after)
    },
    has: (piece, square) => position.get(square as Square)?.type === piece,
    afterPass: () => {
      passed ??= position.inCheck() ? [] : [stopAt(passOf(fen))]
      return passed
    },
  }
}

const passOf = (fen: string): string => {
  const [pieces, turn, castling] = fen.split(' ')
  return `${pieces} ${turn === 'w' ? 'b' : 'w'} ${castling} - 0 1`
}
