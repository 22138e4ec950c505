import { describe, expect, test } from 'vitest'
import { backgammon } from '../../../src/games/backgammon.js'
import { cpuMs } from '../../shared/cpuMs.js'
import { board } from './board.js'
import { xgid } from './xgid.js'

const START = '-b----E-C---eE---c-e----B-'
const on = (dice: string, points = START) => xgid({ board: points, dice })
const HIT = on('51', board({ 13: 1, 6: 1, 7: -1, 24: -2 }))
const BAR = on('31', board({ 25: 1, 8: 1, 22: -1, 1: -1 }))
const ROUTES = on('31', board({ 13: 1, 6: 2, 10: -1, 24: -1 }))

interface Asked {
  language?: string
  isTask?: boolean
}
const names = (notation: string, move: string, text: string, asked: Asked = {}) =>
  backgammon.namesMove?.({ notation, move, text, ...asked })

describe('a play is named in any order and spelling', () => {
  test.each([
    [on('31'), '8/5 6/5', 'Play 8/5 6/5.'],
    [on('31'), '8/5 6/5', 'Play 6/5 and 8/5.'],
    [on('31'), '8/5 6/5', 'Is 31: 8/5, 6/5 right?'],
    [on('31'), '8/5 6/5', '走8/5、6/5很好。'],
    [on('31'), '8/5 6/5', '13/10 6/5 is worse than 6/5 8/5.'],
    [on('65'), '24/13', 'Run with 24/18/13!'],
    [on('65'), '24/13', 'Run with 24/18, then 18/13.'],
    [on('66'), '24/18(2) 13/7(2)', 'Both pairs: 13/7(2), 24/18 (2).'],
    [on('66'), '24/18(2) 13/7(2)', '24/18, 13/7 with two checkers each.'],
    [on('22'), '8/4(2)', 'Move 8/4 twice.'],
    [on('22'), '8/4(2)', '8/6(2) and on with 6/4(2)'],
    [HIT, '13/7*', '13/7 hits.'],
    [HIT, '13/7*', '**13/7*** hits.'],
    [BAR, 'bar/22* 8/7', 'Bar/22 8/7'],
    [BAR, 'bar/22* 8/7', '25/22*, 8/7'],
    [ROUTES, '13/10*/9', 'Hit on the way: 13/10/9.'],
  ])('on %s %s: %s', (notation, move, text) => {
    expect(backgammon.normalizeMove(notation, move)).toBe(move)
    for (const isTask of [true, false]) expect(names(notation, move, text, { isTask })).toBe(true)
  })

  test.each([
    [on('31'), '8/5 6/5', 'Play 8/5.'],
    [on('31'), '8/5 6/5', 'It was played on 8/5 of last year, at 18/5 or 8/55.'],
    [on('31'), '8/5 6/5', 'Which point would you make?'],
    [ROUTES, '13/10*/9', 'The quiet way is 13/9.'],
    [on('31'), '8/5 6/5', ''],
  ])('but not on %s %s: %s', (notation, move, text) => {
    for (const isTask of [true, false]) expect(names(notation, move, text, { isTask })).toBe(false)
  })

  test.each([
    [on('31'), '8/5 6/5', '8/5 makes the point, unlike 24/23 13/10, together with 6/5.'],
    [on('31'), '8/5 6/5', 'Compare 13/10 6/5 with 8/5 24/23.'],
    [on('22'), '8/4(2)', 'Compare 8/4 6/4(2) with 13/11(2) 6/4(2).'],
  ])('and what explains may come to its parts one by one, on %s %s: %s', (notation, move, text) => {
    expect(names(notation, move, text, { isTask: false })).toBe(true)
    expect(names(notation, move, text, { isTask: true })).toBe(false)
  })

  test('in every language alike', () => {
    expect(names(on('31'), '8/5 6/5', 'Mit 6/5 und 8/5.', { language: 'de' })).toBe(true)
    expect(names(on('31'), '8/5 6/5', 'Welcher Zug?', { language: 'de' })).toBe(false)
  })

  test('also in a text of nothing but plays, in no time', () => {
    const text = '24/18 13/11 8/4 6/4(2) '.repeat(2000)
    expect(cpuMs(() => names(on('66'), '24/18(2) 13/7(2)', text))).toBeLessThan(2000)
  })
})

const CUBE = on('00')
const DOUBLED = on('D')

describe('a cube action is named by its words', () => {
  test.each([
    [DOUBLED, 'Take', 'This is a clear take: White’s gammons are few.'],
    [DOUBLED, 'Take', 'Black takes.'],
    [DOUBLED, 'Take', 'Taking the cube costs little.'],
    [DOUBLED, 'Take', 'Passing would be a blunder.'],
    [DOUBLED, 'Take', 'It would be wrong to drop.'],
    [DOUBLED, 'Take', 'Accept the double.'],
    [DOUBLED, 'Pass', 'Black has to drop.'],
    [DOUBLED, 'Pass', 'The cube should be passed!'],
    [DOUBLED, 'Pass', 'There is no take here.'],
    [CUBE, 'Double/Take', 'White should double and Black should take.'],
    [CUBE, 'Double/Take', 'Redouble, and the other side has an easy take.'],
    [CUBE, 'Double/Pass', 'White doubles; Black drops.'],
    [CUBE, 'No double', 'Not good enough to double.'],
    [CUBE, 'No double', 'White is too good: play on for the gammon.'],
    [CUBE, 'No double', 'White shouldn’t double yet.'],
    [CUBE, 'No double', 'A double would be premature.'],
    [CUBE, 'No double', 'Doubling here is a mistake.'],
  ])('on %s %s: %s', (notation, move, text) => {
    for (const isTask of [true, false]) expect(names(notation, move, text, { isTask })).toBe(true)
  })

  test.each([
    [DOUBLED, 'Take', 'Take the gammons into account.'],
    [DOUBLED, 'Take', 'What would it take to win? It takes two rolls, and a mistake.'],
    [DOUBLED, 'Take', 'White’s double looks strong.'],
    [DOUBLED, 'Pass', 'In passing, a blot was hit. White’s equity drops by a third.'],
    [DOUBLED, 'Pass', 'A prime is hard to leap; the checkers pass over it with a six.'],
    [CUBE, 'Double/Take', 'White should double.'],
    [CUBE, 'Double/Take', 'White rolls doubles, and Black would take.'],
    [CUBE, 'Double/Take', 'The doubling cube is centred. A double shot is left, and Black has a take.'],
    [CUBE, 'No double', 'White is a favourite.'],
    [CUBE, 'No double', 'Not only should White double: without rolling doubles nothing is lost.'],
  ])('but not on %s %s: %s', (notation, move, text) => {
    for (const isTask of [true, false]) expect(names(notation, move, text, { isTask })).toBe(false)
  })

  test.each([
    [DOUBLED, 'Black doubles. Take or pass?', ['Take', 'Pass']],
    [DOUBLED, 'Should Black take or drop?', ['Take', 'Pass']],
    [DOUBLED, 'Should Black take or not?', ['Take', 'Pass']],
    [CUBE, 'Double or no double?', ['No double']],
    [CUBE, 'Should White double or not?', ['No double']],
    [CUBE, 'Should White double, and if so: take or pass?', ['Double/Take', 'Double/Pass']],
  ])('a task that names what is to be chosen from names none, on %s: %s', (notation, text, moves) => {
    for (const move of moves) {
      expect(names(notation, move, text, { isTask: true })).toBe(false)
      expect(names(notation, move, text, { isTask: false })).toBe(true)
    }
  })

  test('in another language only what is said in English is known', () => {
    for (const language of ['de', 'Deutsch', 'fr', 'zh-Hans']) {
      expect(names(DOUBLED, 'Take', '', { language })).toBeUndefined()
      expect(names(DOUBLED, 'Take', 'Schwarz nimmt an.', { language })).toBeUndefined()
      expect(names(DOUBLED, 'Take', 'Ein klares Take.', { language })).toBe(true)
    }
    for (const language of [undefined, '', 'en', 'en-GB', 'English'])
      expect(names(DOUBLED, 'Take', 'Schwarz nimmt an.', language === undefined ? {} : { language })).toBe(false)
  })
})
