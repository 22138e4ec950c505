import { describe, expect, it } from 'vitest'
import { backgammon } from '../../../src/games/backgammon.js'
import { InvalidMove, InvalidNotation } from '../../../src/games/Game.js'
import { xgid } from './xgid.js'

const START = '-b----E-C---eE---c-e----B-'

describe('backgammon notation', () => {
  it.each([
    ['keeps a canonical XGID', xgid({ board: START }), xgid({ board: START })],
    ['adds the prefix', xgid({ board: START }).replace('XGID=', ''), xgid({ board: START })],
    ['puts the higher die first', xgid({ board: START, dice: '13' }), xgid({ board: START, dice: '31' })],
    [
      'takes a maximum of 0 under a turned cube for one that nobody wrote down',
      xgid({ board: START, cube: '1', owner: '-1', length: '7' }).replace(/:10$/, ':0'),
      xgid({ board: START, cube: '1', owner: '-1', length: '7' }).replace(/:10$/, ':0'),
    ],
    ['adds the usual maximum cube where none is written', `XGID=${START}:0:0:1:31:0:0:0:0`, xgid({ board: START })],
    ['writes plain numbers', `xgid = ${START}:00:0:1:31:00:0:0:0:010 `, xgid({ board: START })],
  ])('%s', (_, given, canonical) => {
    expect(backgammon.normalizeNotation(given)).toBe(canonical)
  })

  it.each([
    ['', /10 fields.*this has 1/],
    [`XGID=${START}:0:0:1:31:0:0:0`, /10 fields.*this has 8/],
    [`XGID=${START}:0:0:1:31:0:0:0:0:`, /maximum cube must be a whole number/],
    [xgid({ board: START.slice(1) }), /26 characters.*this has 25/],
    [xgid({ board: START.replace('E', '?') }), /contains "\?"/],
    [xgid({ board: START.replace('B', 'C') }), /bottom player has 16 checkers; at most 15/],
    [xgid({ board: START.replace('b', 'd') }), /top player has 17 checkers/],
    [xgid({ board: `B${START.slice(1)}` }), /first character is the bar of the top player/],
    [xgid({ board: `${START.slice(0, 25)}b` }), /last character is the bar of the bottom player/],
    [xgid({ board: `-a${'-'.repeat(24)}` }), /bottom player has borne off every checker/],
    [xgid({ board: START, dice: '70' }), /dice must be 00, D, B, R or two digits from 1 to 6, not "70"/],
    [xgid({ board: START, dice: '3' }), /dice must be/],
    [xgid({ board: START, turn: '0' }), /turn must be 1 \(bottom player\) or -1/],
    [xgid({ board: START, turn: 'x' }), /turn must be a whole number/],
    [xgid({ board: START, cube: '-1' }), /cube value must be a whole number from 0/],
    [xgid({ board: START, owner: '2' }), /cube owner must be a whole number from -1 to 1/],
    [xgid({ board: START, owner: '1' }), /an owned cube is at least 2/],
    [xgid({ board: START, cube: '11', owner: '1' }), /above the maximum cube/],
    [xgid({ board: START, length: '5', scores: '5:0' }), /has already won a match to 5/],
    [xgid({ board: START, length: '5', rules: '2' }), /Crawford flag is 0 or 1/],
    [xgid({ board: START, length: '5', rules: '1' }), /needs a player one point from winning/],
    [xgid({ board: START, length: '5', scores: '4:0', rules: '1', cube: '1', owner: '1' }), /nobody can own the cube/],
    [xgid({ board: START, length: '5', cube: '1' }), /cube stands at 1/],
    ['x'.repeat(5_000_000), /more than 120 characters/],
  ])('refuses %j and says why', (notation, reason) => {
    expect(() => backgammon.normalizeNotation(notation)).toThrow(InvalidNotation)
    expect(() => backgammon.normalizeNotation(notation)).toThrow(reason)
  })

  it('takes checkers, cube and dice for the identity, not score and match length', () => {
    const money = backgammon.identityOf(xgid({ board: START }))
    expect(backgammon.identityOf(xgid({ board: START, length: '7', scores: '3:2' }))).toBe(money)
    expect(backgammon.identityOf(xgid({ board: START, dice: '13' }))).toBe(money)
    expect(backgammon.identityOf(xgid({ board: START, dice: '32' }))).not.toBe(money)
    expect(backgammon.identityOf(xgid({ board: START, cube: '1', owner: '1' }))).not.toBe(money)
    expect(backgammon.identityOf(xgid({ board: START, cube: '1', owner: '1' }))).not.toBe(
      backgammon.identityOf(xgid({ board: START, cube: '1', owner: '-1' })),
    )
  })

  it('knows the same decision from the other side of the board', () => {
    const bottom = xgid({ board: '-B--------------------b---', cube: '1', owner: '1', turn: '1' })
    const top = xgid({ board: '---B--------------------b-', cube: '1', owner: '-1', turn: '-1' })
    expect(backgammon.identityOf(top)).toBe(backgammon.identityOf(bottom))
    expect(backgammon.legalMoves(top)).toEqual(backgammon.legalMoves(bottom))
  })

  it.each([
    ['opening', START],
    ['early', '-b----F-B---eE---c-e----B-'],
    ['middle', '-bBBCB-----a----bbbbb-bC--'],
    ['middle', '-B----E-C---------ccccc---'],
    ['bearoff', '-BBBC--------------bbbb---'],
  ])('calls it %s: %s', (phase, board) => {
    expect(backgammon.phaseOf?.(xgid({ board }))).toBe(phase)
  })
})

describe('backgammon cube decisions', () => {
  it('offers the cube actions that are possible before the roll', () => {
    const actions = (fields: Parameters<typeof xgid>[0]) => backgammon.legalMoves(xgid({ ...fields, dice: '00' }))
    const all = ['Double/Pass', 'Double/Take', 'No double']
    expect(actions({ board: START })).toEqual(all)
    expect(actions({ board: START, cube: '1', owner: '1' })).toEqual(all)
    expect(actions({ board: START, cube: '1', owner: '-1' })).toEqual(['No double'])
    expect(actions({ board: START, cube: '10', owner: '1' })).toEqual(['No double'])
    expect(actions({ board: START, length: '5', scores: '4:0', rules: '1' })).toEqual(['No double'])
    const noMaximum = xgid({ board: START, cube: '1', owner: '1', dice: '00' }).replace(/:10$/, ':0')
    expect(backgammon.legalMoves(noMaximum)).toEqual(all)
    expect(backgammon.legalMoves(xgid({ board: START, dice: '00' }).replace(/:10$/, ':0'))).toEqual(['No double'])
    expect(backgammon.legalMoves(xgid({ board: START, dice: 'D' }))).toEqual(['Pass', 'Take'])
  })

  it.each([
    ['00', 'double / drop', 'Double/Pass'],
    ['00', 'Redouble/Take', 'Double/Take'],
    ['00', 'roll', 'No double'],
    ['D', 'Drop', 'Pass'],
  ])('with dice %s spells %j as %s', (dice, move, action) => {
    expect(backgammon.normalizeMove(xgid({ board: START, dice }), move)).toBe(action)
  })

  it.each([
    [
      'No double',
      [
        'No double, take',
        'No double, beaver',
        'No redouble, take (21.5%)',
        'Too good to double, take',
        'Too good to redouble, pass',
        'Too good to redouble / Pass',
        'Too good/Pass',
        'Too good',
        'Never double, take (dead cube)',
        'Never redouble, take (dead cube)',
        'No redouble / Take',
        'No double/Drop',
      ],
    ],
    [
      'Double/Take',
      ['Double, take', 'Redouble, take (0.3%)', 'Optional double, take', 'Optional redouble, take', 'Double, beaver'],
    ],
    ['Double/Pass', ['Double, pass', 'Redouble, drop', 'Optional double, pass', 'Double / Pass']],
  ])('reads as %s what GNU Backgammon and XG write: %j', (action, spellings) => {
    const notation = xgid({ board: START, cube: '1', owner: '1', dice: '00' })
    expect(spellings.map((spelling) => backgammon.normalizeMove(notation, spelling))).toEqual(
      spellings.map(() => action),
    )
  })

  it.each(['Double', 'Double, no take', 'No', 'Optional', 'Too good to pass', 'take (or pass)!', 'Cube not available'])(
    'reads no action in %j',
    (words) => {
      for (const dice of ['00', 'D'])
        expect(() => backgammon.normalizeMove(xgid({ board: START, dice }), words)).toThrow(InvalidMove)
    },
  )

  it('refuses a play where the cube is to be decided, and says what is possible', () => {
    const beforeRoll = xgid({ board: START, dice: '00' })
    expect(() => backgammon.normalizeMove(beforeRoll, '8/5 6/5')).toThrow(InvalidMove)
    expect(() => backgammon.normalizeMove(beforeRoll, 'constructor')).toThrow(/Double\/Pass, Double\/Take, No double/)
  })
})
