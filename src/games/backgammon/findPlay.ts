import { InvalidMove } from '../InvalidMove.js'
import { quoted } from '../quoted.js'
import { type DistinctPlay, distinctPlays } from './distinctPlays.js'
import type { Position } from './Position.js'
import { parsePlay, type WrittenPlay } from './parsePlay.js'

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
  const mine = ownCheckersAfter(position, written)
  const hits = blotsLandedOn(position, written)
  const same = legal.filter(
    (play) => ownCheckers(play.points) === mine && [...hits].every((point) => play.hits.has(point)),
  )
  const exact = same.find((play) => play.hits.size === hits.size)
  const found = exact ?? (same.length === 1 ? same[0] : undefined)
  if (found) return found
  if (same.length > 1) {
    throw new InvalidMove(move, `${quoted(move)} could be ${same.map((play) => play.text).join(' or ')}.`)
  }
  throw new InvalidMove(move, reason({ move, position, legal, written }))
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
