import type { Bytes } from './Bytes.js'
import type { BadLine } from './ReadRecord.js'
import { readLines } from './readLines.js'

/** One game: its tags by name, and everything behind them as it stands in the file. */
export interface PgnGame {
  /** Where its first tag, or its first move where it has no tags, stands. */
  lineNumber: number
  tags: Map<string, string>
  moveText: string
}

/** Longest text of one game behind its tags, in characters. */
export const MAX_GAME_LENGTH = 256 * 1024

const TAG = /^\s*\[\s*(\w+)\s*"((?:[^"\\]|\\.)*)"\s*\]\s*$/

/**
 * The games of a PGN file, one at a time. A tag opens a new game unless it stands among other tags or in a comment. A
 * game with an unreadable line, or too long to be one, is reported as a whole, and no more than the limit of it held.
 */
export async function* readPgnGames(source: Bytes): AsyncGenerator<PgnGame | BadLine> {
  let game: PgnGame | undefined
  let problem: string | undefined
  let isInComment = false
  const whole = (done: PgnGame): PgnGame | BadLine =>
    problem === undefined ? done : { lineNumber: done.lineNumber, reason: problem }

  for await (const line of readLines(source)) {
    if ('reason' in line) {
      game ??= { lineNumber: line.lineNumber, tags: new Map(), moveText: '' }
      problem ??= `Line ${line.lineNumber}: ${line.reason}`
      continue
    }
    const [, name, value] = TAG.exec(line.text) ?? []
    // A comment that is never closed must not swallow the games behind it; none but a real tag has an Event.
    const opensGame = name !== undefined && (!isInComment || name === 'Event')
    if (opensGame && value !== undefined) {
      if (game && (game.moveText !== '' || name === 'Event' || game.tags.has(name))) {
        yield whole(game)
        game = undefined
        problem = undefined
      }
      isInComment = false
      game ??= { lineNumber: line.lineNumber, tags: new Map(), moveText: '' }
      game.tags.set(name, value.replace(/\\(.)/g, '$1'))
    } else if (line.text.trim() !== '' && !line.text.startsWith('%')) {
      game ??= { lineNumber: line.lineNumber, tags: new Map(), moveText: '' }
      if (game.moveText.length + line.text.length > MAX_GAME_LENGTH)
        problem ??= `The game is longer than ${MAX_GAME_LENGTH} characters.`
      else game.moveText += `${line.text}\n`
      isInComment = staysInComment(line.text, isInComment)
    }
  }
  if (game) yield whole(game)
}

/** Comments in braces do not nest; one behind a semicolon ends with its line. */
const staysInComment = (text: string, isInComment: boolean): boolean => {
  let inside = isInComment
  for (const sign of text) {
    if (inside) inside = sign !== '}'
    else if (sign === ';') return false
    else if (sign === '{') inside = true
  }
  return inside
}
