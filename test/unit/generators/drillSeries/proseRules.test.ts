import { describe, expect, test } from 'vitest'
import { backgammon } from '../../../../src/games/backgammon.js'
import type { Drill } from '../../../../src/generators/drillSeries/drill.js'
import { drillOf, item, problemOf, withChoice } from './drillOf.js'

describe('the solution', () => {
  test.each([
    'Is Nf3 good here?',
    'What does Ng1-f3 do?',
    'Is g1f3 good?',
    'Is ♘f3 good?',
    'Is **Nf3** good?',
    'Then 1.Nf3?',
  ])('is given away by a prompt or hint: %s', (text) => {
    expect(problemOf(drillOf({ prompt: text }))).toBe('prompt gives the solution "Nf3" away')
    expect(problemOf(drillOf({ hints: ['Look.', text] }))).toBe('hint 2 gives the solution "Nf3" away')
  })
  test('is given away in the letters of the profile’s language', () => {
    const profile = { level: 'club', language: 'Deutsch', goals: '', tone: '' }
    const drill = drillOf({ prompt: 'Ist Sf3 gut?' })
    expect(problemOf(drill, { batch: { profile } })).toBe('prompt gives the solution "Nf3" away')
    expect(problemOf(drill)).toBe('none')
  })
  test('is given away by two letters', () => {
    const solution = { best: 'e4', line: '', alsoBest: [], avoid: [] }
    const of = (prompt: string) => ({
      ...withChoice(0, { text: 'e4' }),
      solution: 'e4',
      explanation: 'So e4 takes the centre.',
      prompt,
    })
    expect(problemOf(of('Is e4 good here?'), { item: { solution } })).toBe('prompt gives the solution "e4" away')
    expect(problemOf(of('Who controls the e4 square?'), { item: { solution } })).toBe('none')
  })
  test('is not given away by another move, nor by an explanation or rationale', () => {
    expect(problemOf(drillOf({ prompt: 'Is Nc3 the best move here?' }))).toBe('none')
    expect(problemOf(drillOf({ explanation: 'Nf3 it is.' }))).toBe('none')
    expect(problemOf(withChoice(1, { rationale: 'Nf3 is better.' }))).toBe('none')
  })
  test('of a game that does not read moves is looked for as it is spelled', () => {
    const notation = backgammon.normalizeNotation('XGID=-b----E-C---eE---c-e----B-:0:0:1:31:0:0:0:0:10')
    const [best = '', ...others] = backgammon.legalMoves(notation)
    const choices = [best, ...others.slice(0, 3)].map((text) => ({ text, correct: text === best, rationale: 'So.' }))
    const drill = drillOf({ solution: best, choices, prompt: `Is ${best} right?`, explanation: `So ${best}.` })
    const given = { notation, solution: { best, line: '', alsoBest: [], avoid: [] } }
    const game = { ...backgammon, namesMove: undefined }
    expect(problemOf(drill, { item: given, batch: { game: 'backgammon' }, game })).toBe(
      `prompt gives the solution "${best}" away`,
    )
  })
})

describe('a decision about the cube', () => {
  const doubled = backgammon.normalizeNotation('XGID=-b----E-C---eE---c-e----B-:0:0:1:D:0:0:0:0:10')
  const ask = (changes: Partial<Drill>, language = 'en') => {
    const choices = [
      { text: 'Take', correct: true, rationale: 'Gammons are few.' },
      { text: 'Pass', correct: false, rationale: 'It gives up a point too many.' },
    ]
    const drill = drillOf({
      prompt: 'Black is doubled.',
      choices,
      solution: 'Take',
      explanation: 'A take.',
      ...changes,
    })
    const given = { notation: doubled, solution: { best: 'Take', line: '', alsoBest: [], avoid: [] } }
    const profile = { level: 'club', language, goals: '', tone: '' }
    return problemOf(drill, { item: given, batch: { game: 'backgammon', choices: 2, profile }, game: backgammon })
  }
  test('may be asked with both answers, and explained in any inflection', () => {
    expect(ask({ prompt: 'Take or pass?', hints: ['Take the gammons into account.'] })).toBe('none')
    expect(ask({ explanation: 'Black should be **taking**: few gammons.' })).toBe('none')
  })
  test('is given away by the one of them, and not explained without it', () => {
    expect(ask({ hints: ['Who passes here?', 'It is an easy take.'] })).toBe('hint 2 gives the solution "Take" away')
    expect(ask({ explanation: 'White’s gammons are few.' })).toBe('the explanation does not name the solution "Take"')
  })
  test('is not held against words of another language', () => {
    expect(ask({ prompt: 'Annehmen?', explanation: 'Weiß gewinnt selten doppelt.' }, 'de')).toBe('none')
    expect(ask({ prompt: 'Ist das ein Take?' }, 'de')).toBe('prompt gives the solution "Take" away')
  })
})

describe('moves named in prose', () => {
  const place = (text: string): [string, Drill][] => [
    ['prompt', drillOf({ prompt: text })],
    ['explanation', drillOf({ explanation: `Nf3 develops. ${text}` })],
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
    expect(problemOf(drillOf({ explanation: 'After Nf3 Black answers Nf6.' }))).toBe('none')
    expect(
      problemOf(drillOf({ explanation: 'After Nf3 later Bg2 follows.' }), {
        item: { solution: { ...item.solution, line: '' } },
      }),
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
      explanation: `Qxf7# is no word of this game, ${best} is.`,
    })
    const given = { ...item, notation, solution: { best, line: '', alsoBest: [], avoid: [] } }
    expect(problemOf(drill, { item: given, batch: { game: 'backgammon' }, game: backgammon })).toBe('none')
  })
  test('one that answers a choice is fine where the choice is named, and in its rationale', () => {
    expect(problemOf(drillOf({ explanation: 'Nf3 is right. After g4 d5 Bg2 Bxg4 Black is better.' }))).toBe('none')
    expect(problemOf(withChoice(1, { rationale: 'It loses a pawn: 1...d5 2.Bg2 Bxg4.' }))).toBe('none')
    expect(problemOf(drillOf({ explanation: 'Beware of ...Bxg4.' }))).toContain('"Bxg4" is named in the explanation')
    expect(problemOf(withChoice(2, { rationale: 'It loses a pawn: 1...d5 2.Bg2 Bxg4.' }))).toContain(
      'is named in the rationale of "f3"',
    )
  })
  test('one in another language is judged in it', () => {
    const profile = { level: 'club', language: 'fr', goals: '', tone: '' }
    const drill = drillOf({ explanation: 'Cf3 développe, mais Dh5 est impossible.' })
    expect(problemOf(drill, { batch: { profile } })).toContain('"Dh5" is named in the explanation')
    expect(problemOf(drillOf({ explanation: 'Cf3 développe.' }), { batch: { profile } })).toBe('none')
  })
})
