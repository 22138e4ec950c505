import { expect, test } from 'vitest'
import {
  cubeCaption,
  describeBackgammon,
  geometry,
  heightOf,
  pipCounts,
  placeOf,
} from '../../../../src/admin/board/backgammonDiagram.js'
import { positionOf } from '../../../../src/games/backgammon/position.js'
import { parseXgid } from '../../../../src/games/backgammon/xgid.js'
import { englishWords } from '../englishWords.js'

const opening = '-b----E-C---eE---c-e----B-'
const xgid = (turn: 1 | -1, rest = '31:0:0:0:0:10', board = opening, cube = '0:0') =>
  parseXgid(`XGID=${board}:${cube}:${turn}:${rest}`)

test('both sides start with 167 pips, whoever moves', () => {
  expect(pipCounts(positionOf(xgid(1)))).toEqual({ mover: 167, opponent: 167 })
  expect(pipCounts(positionOf(xgid(-1)))).toEqual({ mover: 167, opponent: 167 })
})

test('checkers on the bar count 25 pips', () => {
  const position = positionOf(xgid(1, '31:0:0:0:0:10', 'b-----E-C---eE---c-e----AA'))
  expect(pipCounts(position)).toEqual({ mover: 30 + 24 + 65 + 24 + 25, opponent: 50 + 65 + 24 + 30 })
})

test('a position is read out from the side of the player to move', () => {
  expect(describeBackgammon(englishWords, xgid(1))).toBe(
    'Backgammon position, to play 3-1. Player to move, 167 pips: 2 on point 24, 5 on point 13, 3 on point 8, 5 on ' +
      'point 6. Opponent, 167 pips: 5 on point 19, 3 on point 17, 5 on point 12, 2 on point 1.',
  )
  expect(describeBackgammon(englishWords, xgid(1, '00:0:0:0:0:10'))).toContain('to decide about the cube')
})

test('the score and the cube are told from the side of the player to move', () => {
  expect(cubeCaption(englishWords, xgid(1, '31:2:5:0:7:10', opening, '1:1'))).toBe('Match to 7, 2–5 · Cube 2, yours')
  expect(cubeCaption(englishWords, xgid(-1, '31:2:5:0:7:10', opening, '1:1'))).toBe(
    'Match to 7, 5–2 · Cube 2, the opponent’s',
  )
  expect(cubeCaption(englishWords, xgid(1))).toBe('Money game · Cube 1, in the middle')
})

test('the home board of the player to move is at the bottom right, and points go round', () => {
  const [one, six, seven, twelve, thirteen, twentyFour] = [1, 6, 7, 12, 13, 24].map(placeOf)
  expect(one).toMatchObject({ isTop: false, x: twentyFour?.x })
  expect(twelve).toMatchObject({ isTop: false, x: thirteen?.x })
  expect(one?.x).toBeGreaterThan(six?.x ?? Number.POSITIVE_INFINITY)
  expect(six?.x).toBeGreaterThan((seven?.x ?? 0) + geometry.point)
  expect(twentyFour?.isTop).toBe(true)
})

test('fifteen checkers on a point stay within their half of the board', () => {
  const bottom = heightOf({ isTop: false, nth: 14, count: 15 })
  const top = heightOf({ isTop: true, nth: 14, count: 15 })
  expect(top + geometry.radius).toBeLessThan(geometry.height / 2)
  expect(bottom - geometry.radius).toBeGreaterThan(geometry.height / 2)
})
