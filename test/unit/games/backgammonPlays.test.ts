import { describe, expect, it } from 'vitest'
import { legalPlays } from '../../../src/games/backgammon/plays.js'
import { backgammon } from '../../../src/games/backgammon.js'
import { InvalidMove } from '../../../src/games/Game.js'
import { board } from './board.js'
import { boardsByBruteForce } from './boardsByBruteForce.js'
import { randomPosition } from './randomPosition.js'
import { xgid } from './xgid.js'

const START = '-b----E-C---eE---c-e----B-'

function moves(dice: string, counts: Record<number, number>): string[] {
  return backgammon.legalMoves(xgid({ board: board(counts), dice }))
}

describe('legal backgammon plays', () => {
  it.each([
    [
      'enters from the bar before anything else',
      '31',
      { 25: 1, 13: 1, 24: -1 },
      ['bar/21', 'bar/22 13/12', 'bar/24* 13/10', 'bar/24*/21'],
    ],
    ['cannot move while a checker stays on the bar', '31', { 25: 2, 13: 1, 22: -2 }, ['bar/24']],
    ['cannot move at all against a closed board', '66', { 25: 1, 13: 5, 19: -2 }, []],
    ['must play both dice where one order allows it', '65', { 24: 1, 18: -2, 8: -2, 1: -1 }, ['24/13']],
    ['plays the larger die if only one can be played', '65', { 24: 1, 13: -2, 1: -1 }, ['24/18']],
    ['plays the smaller die if the larger is blocked', '65', { 24: 1, 18: -2, 13: -2, 1: -1 }, ['24/19']],
    ['plays a double four times', '11', { 10: 1, 24: -1 }, ['10/6']],
    ['plays a double as often as it goes', '22', { 10: 1, 4: -2, 24: -1 }, ['10/6']],
    [
      'bears off with a die that is too big only from the highest point',
      '61',
      { 5: 1, 2: 1, 24: -1 },
      ['5/off', '5/off 2/1'],
    ],
    ['bears off from the highest point with a die that is too big', '65', { 3: 1, 1: 2, 24: -1 }, ['3/off 1/off']],
    ['does not bear off while a checker is outside', '61', { 8: 1, 1: 1, 24: -1 }, ['8/1', '8/2 1/off']],
    ['bears off after bringing the last checker home', '62', { 8: 1, 6: 1, 24: -1 }, ['8/2 6/4', '8/off']],
    ['hits on the way and at the end', '21', { 10: 1, 8: -1, 7: -1, 24: -2 }, ['10/7*', '10/8*/7*']],
  ])('%s', (_, dice, counts, expected) => {
    expect(moves(dice, counts)).toEqual(expected)
  })

  it('finds the known number of plays for opening rolls', () => {
    const counts = ['21', '31', '65'].map((dice) => backgammon.legalMoves(xgid({ board: START, dice })).length)
    expect(counts).toEqual([15, 16, 7])
  })

  it('reaches exactly the boards that a search without shortcuts reaches, from 400 random positions', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const position = randomPosition(seed)
      const found = new Set(legalPlays(position).map((play) => play.points.join()))
      expect([...found].sort(), `seed ${seed}: ${position.points.join()} ${position.dice}`).toEqual(
        boardsByBruteForce(position),
      )
    }
  })

  it('spells every play of 150 random positions once, and reads its own spelling back', () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const { points, dice } = randomPosition(seed)
      const notation = xgid({ board: board({ ...points }), dice: dice.join('') })
      const plays = backgammon.legalMoves(notation)
      expect(new Set(plays).size).toBe(plays.length)
      const some = plays.filter((_play, index) => index % Math.ceil(plays.length / 6) === 0)
      expect(some.map((play) => backgammon.normalizeMove(notation, play))).toEqual(some)
    }
  })
})

describe('backgammon play notation', () => {
  it.each([
    ['31', START, '6/5 8/5', '8/5 6/5'],
    ['31', START, ' 8/5, 6/5! ', '8/5 6/5'],
    ['31', START, '31: 8/5 6/5', '8/5 6/5'],
    ['31', START, '3–1: 8/5 6/5', '8/5 6/5'],
    ['65', START, '24/18/13', '24/13'],
    ['65', START, '24/18 18/13', '24/13'],
    ['65', START, '24/19/13', '24/13'],
    ['66', START, '24/18 24/18 13/7 13/7', '24/18(2) 13/7(2)'],
    ['66', START, '13/7 (2) 24/18(2)', '24/18(2) 13/7(2)'],
    ['22', START, '13/11(2) 6/4(2)', '13/11(2) 6/4(2)'],
    ['22', START, '6/4(2) 8/6(2)', '8/4(2)'],
    ['31', board({ 25: 1, 8: 1, 22: -1, 1: -1 }), 'BAR/22* 8/7', 'bar/22* 8/7'],
    ['31', board({ 25: 1, 8: 1, 22: -1, 1: -1 }), '25/22 8/7', 'bar/22* 8/7'],
    ['62', board({ 6: 2, 2: 1, 24: -1 }), '6/off 2/0', '6/off 2/off'],
    ['66', board({ 6: 3, 24: -1 }), '6/off(3)', '6/off(3)'],
  ])('with %s on %s spells %j as %s', (dice, points, move, canonical) => {
    expect(backgammon.normalizeMove(xgid({ board: points, dice }), move)).toBe(canonical)
  })

  it('tells two ways to one point by the hit on the way', () => {
    const notation = xgid({ board: board({ 13: 1, 6: 2, 10: -1, 24: -1 }), dice: '31' })
    expect(backgammon.legalMoves(notation)).toEqual(expect.arrayContaining(['13/9', '13/10*/9']))
    expect(backgammon.normalizeMove(notation, '13/9')).toBe('13/9')
    expect(backgammon.normalizeMove(notation, '13/12/9')).toBe('13/9')
    expect(backgammon.normalizeMove(notation, '13/10/9')).toBe('13/10*/9')
    expect(backgammon.normalizeMove(notation, '13/10* 10/9')).toBe('13/10*/9')
  })

  it('asks which of two hits is meant where no way avoids both', () => {
    const notation = xgid({ board: board({ 13: 1, 12: -1, 10: -1 }), dice: '31' })
    expect(() => backgammon.normalizeMove(notation, '13/9')).toThrow(/could be 13\/10\*\/9 or 13\/12\*\/9/)
  })

  it.each([
    ['13/7', /not a legal way to play 31\. 16 plays are, such as/],
    ['8/5', /not a legal way to play 31/],
    ['24/13*', /marks a hit on point 13/],
    ['13/12 13/10', /opponent holds point 12/],
    ['24/22', /not a legal way/],
    ['8/7 24/19', /opponent holds point 19/],
    ['21/18 6/5', /no checker to move on point 21/],
    ['bar/22 6/5', /no checker to move on the bar/],
    ['5/8', /not a backgammon play/],
    ['26/22', /not a backgammon play/],
    ['', /not a backgammon play/],
    ['double', /not a backgammon play/],
    ['8/5 6/5 8/5 6/5 8/5', /not a backgammon play/],
  ])('refuses %j for an opening 31 and says why', (move, reason) => {
    const notation = xgid({ board: START })
    expect(() => backgammon.normalizeMove(notation, move)).toThrow(InvalidMove)
    expect(() => backgammon.normalizeMove(notation, move)).toThrow(reason)
  })

  it('says so where no checker can move', () => {
    const notation = xgid({ board: board({ 25: 1, 13: 5, 19: -2 }), dice: '66' })
    expect(() => backgammon.normalizeMove(notation, 'bar/19')).toThrow(/No checker can be moved with 66/)
  })

  it('takes a line of one play, and none of two', () => {
    const notation = xgid({ board: START })
    expect(backgammon.normalizeLine(notation, '6/5 8/5')).toBe('8/5 6/5')
    expect(backgammon.normalizeLine(notation, ' ')).toBe('')
    expect(() => backgammon.normalizeLine(notation, '8/5 6/5 24/20 13/11')).toThrow(InvalidMove)
  })

  it('leaves prose alone, because 6/5 may be anything', () => {
    expect(backgammon.illegalMovesInProse).toBeUndefined()
  })
})
