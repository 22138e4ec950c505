import { Chess } from 'chess.js'
import { quoted } from '../../text.js'
import { InvalidPosition, type PositionInput } from '../position.js'
import { readLines } from './lines.js'
import type { BadLine, Bytes, ReadRecord } from './record.js'

/** A PGN file whose games start from positions (`FEN` tags). */
export async function* readPgn(source: Bytes): AsyncGenerator<ReadRecord> {
  for await (const game of readPgnGames(source)) {
    if ('reason' in game) {
      yield game
      continue
    }
    try {
      yield { lineNumber: game.lineNumber, record: parsePgnGame(game) }
    } catch (error) {
      if (!(error instanceof InvalidPosition)) throw error
      yield { lineNumber: game.lineNumber, reason: error.message }
    }
  }
}

/** One game: its tags by name, and everything behind them as it stands in the file. */
interface PgnGame {
  /** Where its first tag, or its first move where it has no tags, stands. */
  lineNumber: number
  tags: Map<string, string>
  moveText: string
}

/** Longest text of one game behind its tags, in characters. */
const MAX_GAME_LENGTH = 256 * 1024

const TAG = /^\s*\[\s*(\w+)\s*"((?:[^"\\]|\\.)*)"\s*\]\s*$/

/**
 * The games of a PGN file, one at a time. A tag opens a new game unless it stands among other tags or in a comment. A
 * game with an unreadable line, or too long to be one, is reported as a whole, and no more than the limit of it held.
 */
async function* readPgnGames(source: Bytes): AsyncGenerator<PgnGame | BadLine> {
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

/**
 * One game of a PGN file as a position: the `FEN` tag is the position, the main line its solution, the first move of it
 * the best. Comments, variations and glyphs are passed over. White, Black, Event and Annotator make the source; the
 * tags Theme or Themes (separated by semicolons), Phase and Difficulty are read where they are.
 * @throws InvalidPosition for a game without a FEN tag, without moves, or with moves that cannot be read
 */
const parsePgnGame = ({ tags, moveText }: PgnGame): PositionInput => {
  const fen = tags.get('FEN')
  if (!fen)
    throw new InvalidPosition('notation', 'The game has no FEN tag; only games that start from one are positions.')
  const [best, ...others] = mainLineOf(fen, moveText)
  if (best === undefined) throw new InvalidPosition('solution.line', 'The game has no moves after its position.')
  return {
    notation: fen,
    phase: tags.get('Phase'),
    difficulty: tags.get('Difficulty'),
    themes: (tags.get('Themes') ?? tags.get('Theme') ?? '').split(';'),
    solution: { best, line: [best, ...others].join(' ') },
    source: sourceOf(tags),
  }
}

const mainLineOf = (fen: string, moveText: string): string[] => {
  const game = new Chess()
  try {
    game.loadPgn(`[SetUp "1"]\n[FEN "${fen}"]\n\n${moveText}`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InvalidPosition('solution.line', `The game cannot be read: ${quoted(reason)}.`, { cause: error })
  }
  return game.history()
}

const sourceOf = (tags: Map<string, string>): string => {
  const named = (tag: string) => {
    const value = tags.get(tag)?.trim()
    return value && !/^[?.]+$/.test(value) ? value : undefined
  }
  const players = [named('White'), named('Black')].filter((player) => player !== undefined)
  return [players.join(' – '), named('Event'), named('Annotator')].filter(Boolean).join(', ')
}
