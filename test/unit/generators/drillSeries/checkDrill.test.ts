import { describe, expect, test } from 'vitest'
import { chess } from '../../../../src/games/chess.js'
import { checkDrill } from '../../../../src/generators/drillSeries/check.js'
import type { Drill } from '../../../../src/generators/drillSeries/drill.js'
import { orderSeedOf, shuffled } from '../../../../src/generators/drillSeries/facts.js'
import { batch, drillOf, item, problemOf, withChoice } from './drillOf.js'

const check = (drill: Drill, changes: { key?: string; seed?: number } = {}) => {
  const changed = { ...item, key: changes.key ?? item.key }
  return checkDrill({
    drill,
    item: changed,
    batch: { ...batch, seed: changes.seed ?? 7, items: [changed] },
    game: chess,
  })
}

test('a good drill passes', () => {
  expect(problemOf(drillOf())).toBe('none')
})

test('moves come back in canonical spelling', () => {
  const result = check({ ...withChoice(0, { text: 'g1f3' }), solution: 'Ng1-f3!' })
  expect(result).toMatchObject({ drill: { solution: 'Nf3' } })
  expect('drill' in result && result.drill.choices.map(({ text }) => text).sort()).toEqual(['Nf3', 'Nh3', 'f3', 'g4'])
})

test.each([['e4'], ['d4'], ['Nf6'], ['castle']])('a solution %s that is not the library’s is refused', (solution) => {
  expect(problemOf(drillOf({ solution }))).toBe(`solution is "${solution}", it must be "Nf3"`)
})

test('an explanation that is markup only is refused', () => {
  expect(problemOf(drillOf({ explanation: '[a]: https://example.org' }))).toBe('explanation has no words, only markup')
})

test('several things wrong with a drill are said together, three at most', () => {
  const drill = { ...withChoice(1, { text: 'Nd5' }), prompt: 'Is Nf3 good? Or Rb1?', hints: ['Not Qd3.'] }
  expect(problemOf(drill).split('; ')).toEqual([
    'choice "Nd5" is not a legal move in the position',
    'prompt gives the solution "Nf3" away',
    expect.stringContaining('"Rb1" is named in the prompt'),
  ])
})

describe('the number of choices', () => {
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

describe('the order of choices', () => {
  const orderOf = (drill: Drill, seed: number, key = 'd01') => {
    const result = check({ ...drill, key }, { key, seed })
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
    const placeWith = (seed: number) =>
      shuffled(drillOf().choices, orderSeedOf(seed, 'd01')).findIndex(({ correct }) => correct)
    const places = Array.from({ length: 100 }, (_, seed) => placeWith(seed))
    for (const place of [0, 1, 2, 3]) {
      expect(places.filter((found) => found === place).length).toBeGreaterThan(12)
    }
  })
})
