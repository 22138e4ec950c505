import { Chess } from 'chess.js'
import { quoted } from '../../text.js'
import { InvalidPosition } from '../InvalidPosition.js'
import type { PositionInput } from '../PositionInput.js'
import type { PgnGame } from './readPgnGames.js'

/**
 * One game of a PGN file as a position: the `FEN` tag is the position, the main line its solution, the first move of it
 * the best. Comments, variations and glyphs are passed over. White, Black, Event and Annotator make the source; the
 * tags Theme or Themes (separated by semicolons), Phase and Difficulty are read where they are.
 * @throws InvalidPosition for a game without a FEN tag, without moves, or with moves that cannot be read
 */
export const parsePgnGame = ({ tags, moveText }: PgnGame): PositionInput => {
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
