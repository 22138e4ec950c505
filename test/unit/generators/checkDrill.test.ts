import { describe, expect, test } from 'vitest'
import { backgammon } from '../../../src/games/backgammon.js'
import { chess } from '../../../src/games/chess.js'
import { checkDrill } from '../../../src/generators/drillSeries/check.js'
import type { Drill } from '../../../src/generators/drillSeries/drill.js'
import { batch, drillOf, item, withChoice } from './drillOf.js'

const check = (drill: Drill, changes: { item?: Partial<typeof item>; batch?: Partial<typeof batch> } = {}) => {
  const changed = { ...item, ...changes.item }
  return checkDrill({ drill, item: changed, batch: { ...batch, ...changes.batch, items: [changed] }, game: chess })
}
const problemOf = (drill: Drill, changes?: Parameters<typeof check>[1]): string => {
  const result = check(drill, changes)
  return 'problem' in result ? result.problem : 'none'
}

test('a good drill passes', () => {
  expect(problemOf(drillOf())).toBe('none')
})

test('moves come back in canonical spelling', () => {
  const result = check({ ...withChoice(0, { text: 'g1f3' }), solution: 'Ng1-f3!' })
  expect(result).toMatchObject({ drill: { solution: 'Nf3' } })
  expect('drill' in result && result.drill.choices.map(({ text }) => text).sort()).toEqual(['Nf3', 'Nh3', 'f3', 'g4'])
})

describe('solution', () => {
  test.each([['e4'], ['d4'], ['Nf6'], ['castle']])('%s is not the library’s', (solution) => {
    expect(problemOf(drillOf({ solution }))).toBe(`solution is "${solution}", it must be "Nf3"`)
  })
  test('a prompt that names it gives it away', () => {
    expect(problemOf(drillOf({ prompt: 'Is Nf3 good here?' }))).toBe('prompt gives the solution "Nf3" away')
  })
  test('a prompt that names another move does not', () => {
    expect(problemOf(drillOf({ prompt: 'Is Nc3 the best move here?' }))).toBe('none')
  })
})

describe('correct choices', () => {
  test('none is refused', () => {
    expect(problemOf(withChoice(0, { correct: false }))).toBe(
      '0 choices are marked correct, it must be exactly one; choice "Nf3" is marked wrong but is the solution',
    )
  })
  test('two are refused', () => {
    expect(problemOf(withChoice(1, { correct: true }))).toBe('2 choices are marked correct, it must be exactly one')
  })
  test('the one marked must be the solution', () => {
    const { choices } = drillOf()
    const swapped = choices.map((choice) => ({ ...choice, correct: choice.text === 'g4' }))
    expect(problemOf(drillOf({ choices: swapped }))).toMatch(/"(g4|Nf3)"/)
    expect(problemOf(drillOf({ choices: swapped }))).not.toBe('none')
  })
})

describe('distractors', () => {
  test('an illegal move is refused', () => {
    expect(problemOf(withChoice(1, { text: 'Nd5' }))).toBe('choice "Nd5" is not a legal move in the position')
  })
  test('a move that is as good is refused', () => {
    expect(problemOf(withChoice(1, { text: 'd4' }))).toBe(
      'choice "d4" is marked wrong but is a solution in the library',
    )
    expect(problemOf(withChoice(1, { text: 'd4' }), { item: { solution: { ...item.solution, alsoBest: [] } } })).toBe(
      'none',
    )
  })
  test('the same move twice is refused, however it is spelled', () => {
    expect(problemOf(withChoice(1, { text: 'f2f3' }))).toBe('choice "f3" is given twice')
  })
  test('too few and too many are refused', () => {
    const { choices } = drillOf()
    expect(problemOf(drillOf({ choices: choices.slice(0, 3) }))).toBe('3 choices were given, it must be 4')
    expect(problemOf(drillOf(), { batch: { choices: 3 } })).toBe('4 choices were given, it must be 3')
  })
  test('a position with fewer moves has fewer choices', () => {
    // White has Kb1, and Kxa2 or Ka1 do not exist: two legal moves in all.
    const notation = '8/8/8/8/8/1k6/7p/K7 w - - 0 1'
    expect(chess.legalMoves(notation)).toEqual(['Kb1'])
    const cornered = { notation: '8/8/8/8/8/2k5/7p/K7 w - - 0 1' }
    expect(chess.legalMoves(cornered.notation).sort()).toEqual(['Ka2', 'Kb1'])
    const solution = { best: 'Ka2', line: '', alsoBest: [], avoid: [] }
    const drill = drillOf({
      solution: 'Ka2',
      prompt: 'Where does the king go?',
      explanation: 'Ka2 keeps away.',
      choices: [
        { text: 'Ka2', correct: true, rationale: 'Away.' },
        { text: 'Kb1', correct: false, rationale: 'Closer.' },
      ],
    })
    expect(problemOf(drill, { item: { ...cornered, solution } })).toBe('none')
  })
})

describe('moves named in prose', () => {
  const place = (text: string): [string, Drill][] => [
    ['prompt', drillOf({ prompt: text })],
    ['explanation', drillOf({ explanation: text })],
    ['hint', drillOf({ hints: [text] })],
    ['rationale', withChoice(1, { rationale: text })],
  ]
  test.each(place('Then Qxf7# ends it.'))('an illegal one is refused in the %s', (_, drill) => {
    expect(problemOf(drill)).toMatch(
      /^"Qxf7#" is named in .+, but is legal neither in the position, nor along the line, nor after a choice named there$/,
    )
  })
  test.each(place('Then Nc3 is fine too.'))('a legal one is fine in the %s', (_, drill) => {
    expect(problemOf(drill)).toBe('none')
  })
  test('one along the line is fine', () => {
    expect(problemOf(drillOf({ explanation: 'Black answers Nf6.' }))).toBe('none')
    expect(
      problemOf(drillOf({ explanation: 'Later Bg2 follows.' }), { item: { solution: { ...item.solution, line: '' } } }),
    ).toContain('"Bg2"')
  })
  test('a game without such moves is not checked', () => {
    const notation = backgammon.normalizeNotation('XGID=-b----E-C---eE---c-e----B-:0:0:1:31:0:0:0:0:10')
    const [best = '', ...others] = backgammon.legalMoves(notation)
    const choices = [best, ...others.slice(0, 3)].map((text) => ({ text, correct: text === best, rationale: 'So.' }))
    const drill = drillOf({
      solution: best,
      choices,
      prompt: 'Play 31.',
      explanation: 'Qxf7# is no word of this game.',
    })
    const given = { ...item, notation, solution: { best, line: '', alsoBest: [], avoid: [] } }
    const result = checkDrill({ drill, item: given, batch: { ...batch, game: 'backgammon' }, game: backgammon })
    expect('problem' in result ? result.problem : 'none').toBe('none')
  })
})

describe('the order of choices', () => {
  const orderOf = (drill: Drill, seed: number, key = 'd01') => {
    const result = check({ ...drill, key }, { item: { key }, batch: { seed } })
    return 'drill' in result ? result.drill.choices.map(({ text }) => text).join(' ') : result.problem
  }
  test('does not depend on the order the model wrote', () => {
    const { choices } = drillOf()
    expect(orderOf(drillOf({ choices: [...choices].reverse() }), 7)).toBe(orderOf(drillOf(), 7))
  })
  test('depends on the seed and the key', () => {
    const seeds = Array.from({ length: 20 }, (_, seed) => orderOf(drillOf(), seed))
    const keys = Array.from({ length: 20 }, (_, key) => orderOf(drillOf(), 7, `d${key + 10}`))
    expect(new Set(seeds).size).toBeGreaterThan(5)
    expect(new Set(keys).size).toBeGreaterThan(5)
  })
  test('puts the solution at every place about as often', () => {
    const places = Array.from({ length: 100 }, (_, seed) => orderOf(drillOf(), seed).split(' ').indexOf('Nf3'))
    for (const place of [0, 1, 2, 3]) {
      expect(places.filter((found) => found === place).length).toBeGreaterThan(12)
    }
  })
})
