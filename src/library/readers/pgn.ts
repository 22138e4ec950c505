import { MoveText } from '../../games/chess/moveText.js'
import { shorten } from '../../text.js'
import { positionLimits } from '../position.js'
import { readLines } from './lines.js'
import { type PgnTags, tagsOf } from './pgnTags.js'
import { type Bytes, type ReadRecord, themesOf } from './record.js'

/** A whole game may stand on one line, with a comment at every move. */
const MAX_LINE_BYTES = 1024 * 1024

/** Half-moves of a main line that are kept; as canonical SAN they are no longer than a line may be. */
const MAX_MOVES = 120

interface PgnGame {
  /** Where its first tag, or its first move where it has no tags, stands. */
  lineNumber: number
  tags: PgnTags
  moveText: MoveText
  /** Why it cannot be read as a whole. */
  problem?: string
}

const newGame = (lineNumber: number, tags: PgnTags = new Map()): PgnGame => ({
  lineNumber,
  tags,
  moveText: new MoveText({ maxMoves: MAX_MOVES }),
})

/**
 * A PGN file whose games start from positions (`FEN` tags), one game at a time, of whatever length: of a game no more is
 * held than the tags we use and the first moves of its main line.
 *
 * A tag opens a new game where moves have been read, or a tag of its name; the order of tags does not matter. A comment
 * that is never closed ends where, behind a blank line, a block of tags with an `Event` begins, so that it does not swallow
 * the games behind it.
 */
export async function* readPgn(source: Bytes): AsyncGenerator<ReadRecord> {
  let game: PgnGame | undefined
  /** Tags inside a comment that may be those of the next game. */
  let held: PgnGame | undefined
  let isAfterBlank = false

  for await (const line of readLines(source, { maxLineBytes: MAX_LINE_BYTES, mayBeLatin1: true })) {
    const { lineNumber } = line
    if ('reason' in line) {
      game ??= newGame(lineNumber)
      game.problem ??= `Line ${lineNumber}: ${line.reason}`
      continue
    }
    const isBlank = line.text.trim() === ''
    const isInComment = game?.moveText.isInComment ?? false
    const { tags, rest } = isBlank ? { tags: undefined, rest: '' } : tagsOf(line.text)
    if (isBlank || (!isInComment && line.text.startsWith('%'))) {
      isAfterBlank = isBlank
      continue
    }
    let text = line.text
    if (tags && isInComment && (held || (isAfterBlank && line.text.startsWith('[')))) {
      held ??= newGame(lineNumber)
      for (const [name, value] of tags) held.tags.set(name, value)
    } else held = undefined

    if (tags && (!isInComment || held?.tags.has('event'))) {
      const opens =
        !game || isInComment || game.moveText.hasBegun || [...tags.keys()].some((name) => game?.tags.has(name))
      if (game && opens) yield* recordsOf(game)
      if (opens) game = held ?? newGame(lineNumber)
      held = undefined
      for (const [name, value] of tags) game?.tags.set(name, value)
      text = rest
    } else if (game?.moveText.isOver && isAfterBlank && !isInComment) {
      // A game without tags behind one that has ended.
      yield* recordsOf(game)
      game = undefined
    }
    isAfterBlank = false
    game ??= newGame(lineNumber)
    game.moveText.read(text, lineNumber)
  }
  if (game) yield* recordsOf(game)
}

/**
 * One game as a position: the `FEN` tag is the position, the main line its solution, as far as a null move. White, Black,
 * Event and Annotator make the source; the tags Theme or Themes, Phase and Difficulty are read where they are, and Variant
 * is judged with the game. Nothing for what has neither tags nor moves, such as a comment at the head of a file.
 */
function* recordsOf({ lineNumber, tags, moveText, problem }: PgnGame): Generator<ReadRecord> {
  const fen = tags.get('fen')
  const pass = moveText.moves.findIndex(({ text }) => text === '--')
  const moves = moveText.moves.slice(0, pass === -1 ? undefined : pass)
  const [first] = moveText.moves
  if (problem !== undefined) yield { lineNumber, reason: problem }
  else if (tags.size === 0 && !first && !moveText.isOver) return
  else if (!fen) yield { lineNumber, reason: 'The game has no FEN tag; only games that start from one are positions.' }
  else if (moves.length === 0)
    yield {
      lineNumber,
      reason: first
        ? `Line ${first.lineNumber}: the game begins with a null move (--), which is no solution.`
        : 'The game has no moves after its position.',
    }
  else
    yield {
      lineNumber,
      places: moves.map((move) => placeOf(move)),
      record: {
        notation: fen,
        variant: tags.get('variant'),
        phase: tags.get('phase')?.toLowerCase(),
        difficulty: tags.get('difficulty')?.toLowerCase(),
        themes: themesOf(tags.get('themes') ?? tags.get('theme') ?? ''),
        solution: { line: moves.map(({ text }) => text).join(' ') },
        source: sourceOf(tags),
      },
    }
}

const placeOf = ({ lineNumber, moveNumber }: { lineNumber: number; moveNumber?: number }): string =>
  moveNumber === undefined ? `Line ${lineNumber}` : `Line ${lineNumber}, move ${moveNumber}`

const sourceOf = (tags: PgnTags): string => {
  const named = (tag: string) => {
    const value = tags.get(tag)?.trim()
    return value && !/^[?.]+$/.test(value) ? value : undefined
  }
  const players = [named('white'), named('black')].filter((player) => player !== undefined)
  const source = [players.join(' – '), named('event'), named('annotator')].filter(Boolean).join(', ')
  return shorten(source, positionLimits.source)
}
