import { plainHyphens } from '../../text.js'

/** A move of the main line, as it is written: `Qxf7+!?`, `a8(Q)`, `e2e4`, hyphens being plain; a null move as `--`. */
interface WrittenMove {
  readonly text: string
  /** As given to `read`. */
  readonly lineNumber: number
  /** The last move number written before it; undefined where none is. */
  readonly moveNumber?: number
}

/** Spaces that are none of `\s`: zero-width ones, word joiner, soft hyphen. */
const SPACE = '\\s\\u00ad\\u200b-\\u200f\\u2060'
const TOKEN = new RegExp(`\\(=?[QRBN]\\)|[{}();[\\]]|\\$\\d*|[^${SPACE},{}();$[\\]]+|[${SPACE},]+|\\$`, 'giuy')
const BLANK = new RegExp(`^[${SPACE},]`, 'u')

/** `4.`, `4...`, `4`, and the `4` of `4Qxf7`; not that of `0-0` or `1-0`. */
const NUMBER = /^(\d+)(?:[.…]+|(?=[KQRBNOa-h♔-♟]|$))/u
const DOTS = /^[.…]+/u
const RESULT = /^(?:1-0|0-1|1\/2(?:-1\/2)?|½(?:-½)?|\*)$/u
const NULL_MOVE = /^(?:--|z0|@@@@|0000)[!?]*$/i
/** Glyphs as signs: `!?`, `+-`, `=`, `±`, also before a move. */
const SIGNS = /^[^\p{L}\p{N}♔-♟]+/u
/** What annotators write between moves: `e.p.`, novelty, diagram, `mate`. */
const REMARK = /^(?:e\.?p\.?|[ep]\.|N|TN|RR|D|mate|ch\.?)[!?]*$/
const PROMOTION = /^=?[QRBN][+#!?]*$/
const LAST_RANK = /^[a-h]?[1-8]?[x-]?[a-h][18]$/
const ENDINGS = ['1/2-1/2', '1-0', '0-1', '*']

/** No move is longer; a longer word is cut, so that a hostile one takes no memory. */
const LONGEST_WORD = 40

/**
 * The move text of one game, as PGN has it, read line by line: the main line without what stands between its moves. Passed
 * over are comments (`{…}` and from `;` to the end of the line), variations, glyphs (`$1`, `!?`, ` +- `), move numbers,
 * `e.p.`, `[%…]` and the result. What is left goes to the rules of the game; here nothing is judged.
 *
 * Braces do not nest, as the standard says; where a file nests them all the same, the second closing brace takes back what
 * stood before it. Every character is looked at once, and no more than `maxMoves` moves are held.
 */
export class MoveText {
  readonly moves: WrittenMove[] = []
  /** Anything but blanks has been read. */
  hasBegun = false
  isInComment = false
  /** The result, which ends a game, has been read. */
  isOver = false

  readonly #maxMoves: number
  #depth = 0
  #moveNumber: number | undefined
  /** Opening braces inside the last comment, and where the main line was when it closed. */
  #nested = 0
  #afterComment = { moves: 0, depth: 0 }

  constructor({ maxMoves = Number.POSITIVE_INFINITY }: { maxMoves?: number } = {}) {
    this.#maxMoves = maxMoves
  }

  read(text: string, lineNumber = 1): void {
    const line = plainHyphens(text)
    let at = 0
    while (at < line.length) {
      if (this.isInComment) {
        at = this.#readComment(line, at)
        continue
      }
      TOKEN.lastIndex = at
      const token = TOKEN.exec(line)?.[0] ?? line.slice(at, at + 1)
      at += token.length
      if (BLANK.test(token)) continue
      this.hasBegun = true
      if (token === ';') return
      if (token === '[') at = this.#skipBrackets(line, at)
      else this.#take(token, lineNumber)
    }
  }

  #take(token: string, lineNumber: number): void {
    if (token === '{') {
      this.isInComment = true
      this.#nested = 0
    } else if (token === '}') this.#closeNested()
    else if (token === '(') this.#depth += 1
    else if (token === ')') this.#depth = Math.max(0, this.#depth - 1)
    else if (token.startsWith('(')) this.#promote(token)
    else if (token !== ']' && !token.startsWith('$') && this.#depth === 0 && !this.isOver) this.#word(token, lineNumber)
  }

  #readComment(line: string, from: number): number {
    const end = line.indexOf('}', from)
    const inside = line.slice(from, end === -1 ? undefined : end)
    this.#nested += inside.split('{').length - 1
    if (end === -1) return line.length
    this.isInComment = false
    this.#afterComment = { moves: this.moves.length, depth: this.#depth }
    return end + 1
  }

  #closeNested(): void {
    if (this.#nested === 0) return
    this.#nested -= 1
    this.moves.length = Math.min(this.moves.length, this.#afterComment.moves)
    this.#depth = this.#afterComment.depth
  }

  /** `[%clk 0:01]` belongs into comments, but does not always stand there. */
  #skipBrackets(line: string, at: number): number {
    if (!/[%#]/.test(line.charAt(at))) return at
    const end = line.indexOf(']', at)
    return end === -1 ? line.length : end + 1
  }

  #promote(token: string): void {
    const last = this.moves.at(-1)
    if (this.#depth > 0 || this.isOver || !last || !LAST_RANK.test(last.text)) return
    this.moves[this.moves.length - 1] = { ...last, text: last.text + token }
  }

  #word(token: string, lineNumber: number): void {
    let word = token.slice(0, LONGEST_WORD)
    if (RESULT.test(word)) this.isOver = true
    if (this.isOver) return
    if (!NULL_MOVE.test(word)) {
      const number = NUMBER.exec(word)
      if (number) this.#moveNumber = Number(number[1])
      word = word.slice(number?.[0].length ?? 0).replace(DOTS, '')
    }
    const ending = ENDINGS.find((result) => word.endsWith(result)) ?? ''
    word = word.slice(0, word.length - ending.length)
    if (word !== '') this.#move(word, lineNumber)
    if (ending !== '') this.isOver = true
  }

  #move(word: string, lineNumber: number): void {
    const last = this.moves.at(-1)
    if (PROMOTION.test(word) && last && LAST_RANK.test(last.text)) {
      this.#promote(word)
      return
    }
    const text = NULL_MOVE.test(word) ? '--' : REMARK.test(word) ? '' : withoutSigns(word)
    if (text === '' || this.moves.length >= this.#maxMoves) return
    this.moves.push({ text, lineNumber, moveNumber: this.#moveNumber })
  }
}

/** Nothing is left of a glyph, nor of an evaluation such as `+0.35/12`. */
const withoutSigns = (word: string): string => {
  const text = word.replace(SIGNS, '')
  return text !== word && /^\d/.test(text) ? '' : text
}
