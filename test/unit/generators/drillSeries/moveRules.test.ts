import { describe, expect, test } from 'vitest'
import { drillOf, item, mates, problemOf, withChoice } from './drillOf.js'

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
})

describe('where the solution mates', () => {
  test('another mate is as good, whatever the library says', () => {
    expect(problemOf(mates.drill('f8=R#'), mates.changes)).toBe(
      'choice "f8=R#" is marked wrong but is as good as the solution',
    )
  })
  test('a move that does not mate may be wrong', () => {
    expect(problemOf(mates.drill('f8=B'), mates.changes)).toBe('none')
  })
})
