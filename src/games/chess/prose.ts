import { Chess, type Move } from 'chess.js'
import { matchesSan, parseSan, playMove, splitLine } from './moves.js'
import { loadPosition } from './position.js'

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

interface ProseMove {
  /** As written, without move number or dots: `Nf6`, `exd5+`. */
  readonly text: string
  /** `b` with dots before it (`...Nf6`, `3... Nf6`), `w` with a number and one dot (`3. Bb5`), else unknown. */
  readonly color?: 'w' | 'b'
  /** Could also be a piece on its square (`the Nf3 is pinned`): a piece letter and a square, nothing else. */
  readonly mayNamePiece: boolean
  /** Its sentence speaks of a threat before it: a move its side would play if the other passed. */
  readonly isThreat: boolean
}

const SQUARE = '[a-h][1-8]'
const MARKS = '(?:\\+\\+|[+#†‡](?![A-Za-z0-9]))?(?:!!|\\?\\?|!\\?|\\?!)?'
const PROMOTION = '(?:[a-h]x)?[a-h][18](?:=[QRBNqrbn]|\\([QRBN]\\)|[QRBN])'
const MOVE = [
  '[O0]-[O0](?:-[O0])?',
  `[KQRBN]${SQUARE}[-–x×]${SQUARE}`,
  `[KQRBN][a-h]?[1-8]?[x×]?${SQUARE}`,
  PROMOTION,
  `[a-h][1-8]?[x×]${SQUARE}`,
  `${SQUARE}[-–]${SQUARE}`,
  `${SQUARE}${SQUARE}[qrbn]?`,
  SQUARE,
].join('|')
const BEFORE = '(?<![A-Za-z0-9]|[1-8][-–])'
const TOKEN = new RegExp(
  `${BEFORE}(?<number>\\d{1,3}\\s?(?:\\.{3}\\s?|…\\s?|\\.\\s?))?(?<dots>\\.{2,3}|…)?(?<move>(?:${MOVE})${MARKS})(?![A-Za-z0-9]|[-–][a-h][1-8])`,
  'gu',
)
const FEN = /(?:[1-8KQRBNPkqrbnp]{1,8}\/){7}[1-8KQRBNPkqrbnp]{1,8}(?: [wb](?: [KQkq-]{1,4})?)?/g
const COUNTING_WORD = /\b(?:moves?|ranks?|rows?|files?|than|least|most|about|only|in|of)\s$/i
const LONGEST_TEXT = 50_000

/**
 * The words of a text that read as chess moves.
 *
 * A piece letter, capture, promotion, castling sign or two joined squares always reads as a move. A bare square does
 * not: prose is full of squares (`the knight on e5`, `controls d4`). It reads as one only
 * - with a move number or dots before it: `1.e4`, `2. d4`, `...d5` — unless the number with its full stop ends a
 *   sentence (`… on rank 5. e6 is …`), which we tell by the word before the number;
 * - as the answer to a numbered move, if a number or the end of the clause follows: `1.e4 e5 2.Nf3`, `after 1.e4 e5,`;
 * - with a check mark or one of `!!`, `??`, `!?`, `?!` (a single `!` or `?` may belong to the sentence).
 *
 * Squares joined by a hyphen (`the a1-h8 diagonal`) need a number or dots as well; routes of three and more squares
 * (`Nb1-d2-f1`) and FENs are never moves.
 */
function proseMoves(text: string): ProseMove[] {
  const prose = text.slice(0, LONGEST_TEXT).replace(FEN, (fen) => ' '.repeat(fen.length))
  const found: ProseMove[] = []
  let answerAt = -1
  for (const match of prose.matchAll(TOKEN)) {
    const { number, dots, move = '' } = match.groups ?? {}
    const before = prose.slice(0, match.index)
    const end = match.index + match[0].length
    const isNumbered = number !== undefined && !endsSentence(number, before)
    const isMarked = isNumbered || dots !== undefined
    const isAnswer = match.index === answerAt && /^(?:\s*$|\s+\d{1,3}\s?\.|[.,;:!?)\]])/.test(prose.slice(end))
    const needsMark = /^[a-h][1-8](?:[-–][a-h][1-8])?$/.test(move)
    const isWhites = isNumbered && !/\.{2}|…/.test(`${number}${dots ?? ''}`)
    answerAt = isWhites && prose[end] === ' ' ? end + 1 : -1
    if (needsMark && !isMarked && !isAnswer) continue
    found.push({
      text: move,
      color: isWhites ? 'w' : isAnswer || isMarked ? 'b' : undefined,
      mayNamePiece: !isMarked && /^[KQRBN][a-h][1-8]$/.test(move),
      isThreat: /\bthreat/i.test(before.slice(lastSentenceEnd(before))),
    })
  }
  return found
}

/** `… on rank 5. e6 is weak`: the full stop ends the sentence and the number is no move number. */
function endsSentence(number: string, before: string): boolean {
  return /\.\s$/.test(number) && COUNTING_WORD.test(before)
}

function lastSentenceEnd(before: string): number {
  return Math.max(0, ...[...before.matchAll(/(?<![\d.])[.!?]\s+(?=[A-Z])/g)].map((stop) => stop.index + 1))
}
