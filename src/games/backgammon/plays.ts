import { quoted } from '../../text.js'
import { InvalidMove } from '../Game.js'
import { parsePlay, type WrittenPlay, writePlay } from './playText.js'
import type { Play, Position, Step } from './position.js'

/**
 * Every way to play the dice under the rules of use: both dice if possible, four of a double, and if only one can be
 * played, the larger one. Plays that leave the same board appear once per way. Empty when nothing can be moved, or
 * without dice.
 */
export function legalPlays({ points, dice }: Position): Play[] {
  if (!dice) return []
  const [high, low] = dice
  const start: Play = { steps: [], points }
  if (high === low) return longest(playInOrder({ play: start, dice: [high, high, high, high], isDouble: true }))
  const highFirst = playInOrder({ play: start, dice: [high, low], isDouble: false })
  const lowFirst = playInOrder({ play: start, dice: [low, high], isDouble: false })
  const most = longest([...highFirst, ...lowFirst])
  const onlyHigh = most[0]?.steps.length === 1 ? highFirst.filter((play) => play.steps.length === 1) : []
  return onlyHigh.length > 0 ? onlyHigh : most
}

/** Plays the dice in this order as far as they go: a die that cannot be played ends the play. */
function playInOrder(input: { play: Play; dice: readonly number[]; isDouble: boolean }): Play[] {
  const { play, dice, isDouble } = input
  const [die, ...rest] = dice
  if (die === undefined) return [play]
  // Every play of a double can be made from high points to low ones; other orders would only repeat it.
  const ceiling = isDouble ? (play.steps.at(-1)?.from ?? 25) : 25
  const steps = stepsWith(play.points, die).filter((step) => step.from <= ceiling)
  if (steps.length === 0) return [play]
  return steps.flatMap((step) =>
    playInOrder({
      play: { steps: [...play.steps, step], points: takeStep(play.points, step) },
      dice: rest,
      isDouble,
    }),
  )
}

function longest(plays: Play[]): Play[] {
  const most = Math.max(...plays.map((play) => play.steps.length))
  return most === 0 ? [] : plays.filter((play) => play.steps.length === most)
}

const BAR = 25
const HOME = 6

/** The single steps one die allows on a board: entering first, no blocked points, bearing off only from home. */
function stepsWith(points: readonly number[], die: number): Step[] {
  const highest = points.findLastIndex((count) => count > 0)
  if (highest === -1) return []
  const sources = highest === BAR ? [BAR] : points.flatMap((count, point) => (count > 0 ? [point] : [])).reverse()
  return sources.flatMap((from) => {
    const to = from - die
    if (to > 0) return (points[to] ?? 0) < -1 ? [] : [{ from, to, isHit: points[to] === -1 }]
    const isOff = highest <= HOME && (to === 0 || from === highest)
    return isOff ? [{ from, to: 0, isHit: false }] : []
  })
}

/** The board after one step; a blot that is hit goes to the opponent's bar at index 0. */
function takeStep(points: readonly number[], step: Step): number[] {
  const after = [...points]
  after[step.from] = (after[step.from] ?? 0) - 1
  if (step.to > 0) after[step.to] = step.isHit ? 1 : (after[step.to] ?? 0) + 1
  if (step.isHit) after[0] = (after[0] ?? 0) - 1
  return after
}

interface DistinctPlay extends Play {
  /** Canonical spelling. */
  readonly text: string
  /** Points on which a blot is hit. */
  readonly hits: ReadonlySet<number>
}

/**
 * The legal plays that differ in the board they leave, each in its canonical spelling: of all ways that lead to a
 * board the one that moves the fewest checkers, and of those the first in character order. Sorted by spelling.
 */
export function distinctPlays(position: Position): DistinctPlay[] {
  const byBoard = new Map<string, DistinctPlay & { paths: number }>()
  for (const play of legalPlays(position)) {
    const key = play.points.join()
    const written = writePlay(play.steps)
    const known = byBoard.get(key)
    if (known && (known.paths < written.paths || (known.paths === written.paths && known.text <= written.text)))
      continue
    byBoard.set(key, {
      ...play,
      ...written,
      hits: new Set(play.steps.filter((step) => step.isHit).map((step) => step.to)),
    })
  }
  return [...byBoard.values()].sort((a, b) => (a.text < b.text ? -1 : 1))
}

/**
 * The legal play a written one stands for: the one that leaves the same checkers and hits the same blots. Where two
 * ways to one place differ by a hit on the way, a spelling without it means the way that does not hit.
 * @throws InvalidMove when it cannot be read, is not legal, or could be either of two plays
 */
export function findPlay(position: Position, move: string): DistinctPlay {
  const written = move.length > 60 ? undefined : parsePlay(move)
  if (!written) {
    throw new InvalidMove(
      move,
      `${quoted(move)} is not a backgammon play. Write it from the mover's side, such as 8/5 6/5, bar/22 or 6/off(2).`,
    )
  }
  for (const point of written.marked) {
    if (position.points[point] !== -1) {
      throw new InvalidMove(
        move,
        `${quoted(move)} marks a hit on point ${point}, where there is no single checker to hit.`,
      )
    }
  }
  const legal = distinctPlays(position)
  const same = playReader(position, legal)(written)
  const [found] = same
  if (found && same.length === 1) return found
  if (same.length > 1) {
    throw new InvalidMove(move, `${quoted(move)} could be ${same.map((play) => play.text).join(' or ')}.`)
  }
  throw new InvalidMove(move, reason({ move, position, legal, written }))
}

/**
 * Finds the legal plays that a written one may stand for, see `findPlay`; several where it could be either of them. Marks of
 * hits are not looked at.
 */
export function playReader(
  position: Position,
  legal: readonly DistinctPlay[],
): (written: WrittenPlay) => readonly DistinctPlay[] {
  const byCheckers = new Map<string, DistinctPlay[]>()
  for (const play of legal) {
    const key = ownCheckers(play.points)
    byCheckers.set(key, [...(byCheckers.get(key) ?? []), play])
  }
  return (written) => {
    const hits = blotsLandedOn(position, written)
    const same = (byCheckers.get(ownCheckersAfter(position, written)) ?? []).filter((play) =>
      [...hits].every((point) => play.hits.has(point)),
    )
    const exact = same.find((play) => play.hits.size === hits.size)
    return exact ? [exact] : same
  }
}

function reason(input: { move: string; position: Position; legal: DistinctPlay[]; written: WrittenPlay }): string {
  const { move, position, legal, written } = input
  const dice = position.dice?.join('') ?? ''
  if (legal.length === 0) return `No checker can be moved with ${dice} here, so ${quoted(move)} is not legal.`
  const blocked = written.paths.flat().find((point) => point > 0 && point < 25 && (position.points[point] ?? 0) < -1)
  if (blocked) return `${quoted(move)} is not legal: the opponent holds point ${blocked}.`
  const empty = written.paths.map(([from = 0]) => from).find((from) => (position.points[from] ?? 0) < 1)
  if (empty && !written.paths.some((path) => path.slice(1).includes(empty))) {
    return `${quoted(move)} is not legal: there is no checker to move on ${empty === 25 ? 'the bar' : `point ${empty}`}.`
  }
  const some = legal
    .slice(0, 3)
    .map((play) => play.text)
    .join('; ')
  return `${quoted(move)} is not a legal way to play ${dice}. ${legal.length} plays are, such as ${some}.`
}

function ownCheckersAfter({ points }: Position, { paths }: WrittenPlay): string {
  const own = points.map((count) => Math.max(count, 0))
  for (const path of paths) {
    const from = path[0] ?? 0
    const to = path.at(-1) ?? 0
    own[from] = (own[from] ?? 0) - 1
    if (to > 0) own[to] = (own[to] ?? 0) + 1
  }
  return own.join()
}

function ownCheckers(points: readonly number[]): string {
  return points.map((count) => Math.max(count, 0)).join()
}

function blotsLandedOn({ points }: Position, { paths }: WrittenPlay): Set<number> {
  return new Set(paths.flatMap((path) => path.slice(1)).filter((point) => point > 0 && points[point] === -1))
}
