import { plainHyphens } from '../../text.js'
import { type Dialect, dialectOf } from './dialect.js'
import { parseSan, type SanMove } from './moves.js'

/** A move as it stands in prose, and what the words around it say about it. */
export interface ProseMove {
  /** As written, without move number or dots: `Nf6`, `exd5+`. */
  readonly text: string
  /** What it can mean; more than one where a letter is one piece in English and another in the text's language. */
  readonly readings: readonly SanMove[]
  /** `b` with dots before it (`...Nf6`, `3... Nf6`), `w` with a number and one dot (`3. Bb5`), else unknown. */
  readonly color?: 'w' | 'b'
  /** Could also be a piece on its square (`the Nf3 is pinned`): a piece letter and a square, nothing else. */
  readonly mayNamePiece: boolean
  /** Its sentence speaks of a threat before it: a move its side would play if the other passed. */
  readonly isThreat: boolean
  /** A bare square (`e4`) or two joined ones (`e2-e4`) that nothing marks as a move: it may be meant as one, or not. */
  readonly isBare: boolean
}

const SQUARE = '[a-h][1-8]'
const FIGURINE = '[♔-♟][\\uFE0E\\uFE0F]?'
const MARKS = '(?:\\+\\+|[+#†‡](?![A-Za-z0-9]))?(?:!!|\\?\\?|!\\?|\\?!)?'
// Letters of alphabets with word breaks only: Chinese and Japanese put none around a move.
const LETTER = '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}'
const FEN = /(?:[1-8KQRBNPkqrbnp]{1,8}\/){7}[1-8KQRBNPkqrbnp]{1,8}(?: [wb](?: [KQkq-]{1,4})?)?/g
/** Move, rank, file, and what else a number follows. */
const COUNTING_WORD = new RegExp(
  '(?<!\\p{L})(?:moves?|ranks?|rows?|files?|than|least|most|about|only|in|of|z[uü]ge?n?|reihen?|linien?|coups?|rangées?|colonnes?|' +
    'jugadas?|filas?|columnas?|lances?|fileiras?|colunas?|moss[ae]|travers[ae]|colonn[ae]|zet(?:ten)?|rij|lijn|' +
    '(?:ход|ряд|горизонтал|вертикал|ruch|rzęd|rząd|lini|tah|řad|drag|rad|træk|trekk)\\p{L}*)\\s$',
  'iu',
)
const LONGEST_TEXT = 50_000

/**
 * The words of a text that read as chess moves, in the order of the text.
 *
 * A piece letter (of English or of the text's language, or a figurine), capture, promotion, castling sign or two joined
 * squares always reads as a move. A bare square does not: prose is full of squares (`the knight on e5`, `controls d4`).
 * It reads as one only
 * - with a move number or dots before it: `1.e4`, `2. d4`, `...d5` — unless the number with its full stop ends a
 *   sentence (`… on rank 5. e6 is …`), which we tell by the word before the number;
 * - as the answer to a numbered move, if a number or the end of the clause follows: `1.e4 e5 2.Nf3`, `after 1.e4 e5,`;
 * - with a check mark or one of `!!`, `??`, `!?`, `?!` (a single `!` or `?` may belong to the sentence).
 *
 * Squares joined by a hyphen (`the a1-h8 diagonal`) need a number or dots as well; routes of three and more squares
 * (`Nb1-d2-f1`) and FENs are never moves. What lacks its mark comes along as `isBare`, unless it is plainly a place
 * (`on e4`, `the e4 pawn`).
 */
export function proseMoves(text: string, language: string | undefined): ProseMove[] {
  const prose = plainHyphens(text.slice(0, LONGEST_TEXT)).replace(FEN, (fen) => ' '.repeat(fen.length))
  const dialect = dialectOf(language)
  const isThreatAt = threatsIn(prose, dialect)
  const isPlaceAt = placesIn(prose)
  const { token, namesPiece } = expressionsOf(dialect)
  const found: ProseMove[] = []
  let answerAt = -1
  for (const match of prose.matchAll(token)) {
    const { number, dots, move = '' } = match.groups ?? {}
    const end = match.index + match[0].length
    const isNumbered =
      number !== undefined && !endsSentence(number, prose.slice(Math.max(0, match.index - 16), match.index))
    const isMarked = isNumbered || dots !== undefined
    const isAnswer = match.index === answerAt && /^(?:\s*$|\s+\d{1,3}\s?\.|[.,;:!?)\]])/.test(prose.slice(end, end + 8))
    const needsMark = /^[a-h][1-8](?:-[a-h][1-8])?$/.test(move)
    const isWhites = isNumbered && !/\.{2}|…/.test(`${number}${dots ?? ''}`)
    answerAt = isWhites && prose[end] === ' ' ? end + 1 : -1
    const isBare = needsMark && !isMarked && !isAnswer
    const isPlace = isPlaceAt(match.index, end)
    if (isBare && isPlace) continue
    found.push({
      text: text.slice(end - move.length, end),
      readings: readingsOf(move, dialect),
      color: isWhites ? 'w' : isAnswer || isMarked ? 'b' : undefined,
      mayNamePiece: !isMarked && namesPiece.test(move),
      isThreat: isThreatAt(match.index),
      isBare,
    })
  }
  return found
}

interface Expressions {
  readonly token: RegExp
  /** A piece letter and a square, nothing else. */
  readonly namesPiece: RegExp
}

/** A dialect is the same object each time it is asked for. */
const expressions = new WeakMap<Dialect, Expressions>()

const expressionsOf = (dialect: Dialect): Expressions => {
  const made = expressions.get(dialect) ?? {
    token: tokenOf(dialect),
    namesPiece: new RegExp(`^(?:${pieceOf(dialect)})${SQUARE}$`, 'u'),
  }
  expressions.set(dialect, made)
  return made
}

const pieceOf = ({ pieces }: Dialect): string =>
  // The longest first: `Кр` is the king, `К` the knight.
  [...[...pieces.keys()].sort((a, b) => b.length - a.length), '[KQRBN]', FIGURINE].join('|')

function tokenOf(dialect: Dialect): RegExp {
  const piece = `(?:${pieceOf(dialect)})`
  const promoted = `(?:${[...dialect.pieces.keys(), '[QRBNqrbn]', FIGURINE].join('|')})`
  const move = [
    '[O0О]-[O0О](?:-[O0О])?',
    `${piece}${SQUARE}[-x×:]${SQUARE}`,
    `${piece}[a-h]?[1-8]?[x×:]?${SQUARE}`,
    `(?:[a-h][1-8]?[x×:]|[a-h][27]-?)?[a-h][18](?:=${promoted}|\\(${promoted}\\)|${promoted})`,
    `[a-h][1-8]?[x×:]${SQUARE}`,
    `${SQUARE}-${SQUARE}`,
    `${SQUARE}${SQUARE}`,
    SQUARE,
  ].join('|')
  return new RegExp(
    `(?<![${LETTER}0-9]|[1-8]-)(?<number>\\d{1,3}\\s?(?:\\.{3}\\s?|…\\s?|\\.\\s?))?(?<dots>\\.{2,3}|…)?` +
      `(?<move>(?:${move})${MARKS})(?![${LETTER}0-9]|-[a-h][1-8])`,
    'gu',
  )
}

/** A move with the language's own letters, then with English ones. */
function readingsOf(move: string, { pieces }: Dialect): SanMove[] {
  const bare = move.replace(/О/g, 'O')
  const own = [...pieces.keys()].sort((a, b) => b.length - a.length).find((letter) => bare.startsWith(letter))
  const local = `${own ? pieces.get(own) : ''}${bare.slice(own?.length ?? 0)}`.replace(
    /(?<=[a-h][18][=(]?)(\p{L}{1,2})(?=\)?[+#†‡!?]*$)/u,
    (letter) => pieces.get(letter) ?? letter,
  )
  return [...new Set([local, bare])].flatMap((text) => parseSan(text) ?? [])
}

/** `… on rank 5. e6 is weak`: the full stop ends the sentence and the number is no move number. */
const endsSentence = (number: string, before: string): boolean => /\.\s$/.test(number) && COUNTING_WORD.test(before)

/** Tells whether a sentence speaks of a threat before a place in it. To be asked in the order of the text. */
function threatsIn(prose: string, { threat }: Dialect): (at: number) => boolean {
  const ends = [...prose.matchAll(/(?<![\d.])[.!?]\s+(?=\p{Lu})/gu)].map(({ index }) => index + 1)
  const threats = [...prose.matchAll(threat)].map(({ index }) => index)
  let [sentence, next, last] = [0, 0, -1]
  return (at) => {
    for (; next < ends.length && (ends[next] ?? at) <= at; next += 1) sentence = ends[next] ?? sentence
    for (; threats.length && (threats[0] ?? at) < at; ) last = threats.shift() ?? last
    return last >= sentence
  }
}

/** "Square" in its forms, which in some languages are the beginning of other words: these have their endings. */
const SQUARE_WORDS =
  'squares?|feld(?:er[ns]?|es?|s)?|cases?|casillas?|casas?|casell[ae]s?|veld(?:en)?|felt(?:et|er|erne|ene)?|fält(?:et|en)?|' +
  'rut(?:er?|en|ene|an?|or|orna)|пол(?:е|я|ю|ем|ям|ями|ях|ей|і|ів|ето|ета|етата)|пункт\\p{L}*|пољ(?:е|а|у|ем|има)|' +
  'polj(?:e|a|u|em|ima|ih)|pol(?:e|a|u|em|om|ach|ami|i|í|ím|ích|ia|iach|iami)|pól|poľa|câmp(?:ul|ului|uri|urile)?|' +
  'pătrat(?:ul|ului|e|ele)?|(?:ruu[dt]u|τετράγων|langel|lauciņ|reit)\\p{L}*'
const PLACE_WORDS =
  'on|at|from|of|over|around|near|the|controls?|controlling|covers?|guards?|guarding|attacks?|attacking|weakens?|' +
  'auf|von|um|das|dem|des|kontrolliert|sur|de|du|la|le|en|el|controla|su|da|di|op|van|het|em|na|на|с|от|z|od|på'
const PLACE_BEFORE = new RegExp(`(?<!\\p{L})(?:${PLACE_WORDS}|${SQUARE_WORDS})\\s+$`, 'iu')
const PLACE_AFTER =
  /^(?:\s|-)(?:squares?|pawns?|knight|bishop|rook|queen|king|feld|veld|felt|fält|rut[ae]|ruu[dt]u|mező|kare|bauer\p{L}*|pion|peón|pedone|пешк\p{L}+)/iu
const JOINED = /^\s*(?:,|and|or|und|oder|et|ou|y|o|e|en|of|и|или|\/)\s*$/iu

/** Tells whether a square is spoken of as a place: by the words beside it, or as the next of a list of places. */
function placesIn(prose: string): (from: number, to: number) => boolean {
  let placeEndedAt = -1
  return (from, to) => {
    const isPlace =
      PLACE_BEFORE.test(prose.slice(Math.max(0, from - 24), from)) ||
      PLACE_AFTER.test(prose.slice(to, to + 12)) ||
      (placeEndedAt >= 0 && from - placeEndedAt < 12 && JOINED.test(prose.slice(placeEndedAt, from)))
    placeEndedAt = isPlace ? to : -1
    return isPlace
  }
}
