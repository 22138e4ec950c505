import { expect, test } from 'vitest'
import { backgammon } from '../../../../src/games/backgammon.js'
import { chess } from '../../../../src/games/chess.js'
import {
  type DrillContent,
  type DrillFacts,
  drillChecks,
  shuffled,
} from '../../../../src/generators/drillSeries/facts.js'
import { applyRules } from '../../../../src/generators/drillSeries/rules.js'
import { drillOf, item } from './drillOf.js'

const facts: DrillFacts = {
  judge: { game: chess, notation: item.notation },
  library: item,
  language: 'English',
  orderSeed: '7:d01:choices',
}
const good: DrillContent = { ...drillOf(), choices: shuffled(drillOf().choices, '7:d01:choices') }
const judge = (changes: Partial<DrillContent> = {}, other: Partial<DrillFacts> = {}) =>
  applyRules({ ...good, ...changes }, { ...facts, ...other })
const without = (...missing: string[]) => drillChecks.filter((check) => !missing.includes(check))
const wrong = good.choices.findIndex(({ correct }) => !correct)
const withRationale = (rationale: string) => good.choices.map((one, at) => (at === wrong ? { ...one, rationale } : one))
const withText = (text: string) => good.choices.map((one, at) => (at === wrong ? { ...one, text } : one))

test('every check of a good drill holds', () => {
  expect(judge()).toEqual({ findings: [], holds: [...drillChecks], flags: [] })
})

test.each<[string, Partial<DrillContent>, string[]]>([
  ['an illegal choice', { choices: withText('Nd5') }, ['legal-distractors']],
  ['other words', { prompt: 'Where to?', explanation: 'So Nf3 goes.', hints: [] }, []],
  ['an explanation without the solution', { explanation: 'So it goes.' }, ['explained']],
  ['a wrong choice without a reason', { choices: withRationale('Wrong!') }, ['explained']],
  ['choices in another order', { choices: [...good.choices].reverse() }, ['choice-order']],
  ['a prompt that names the solution', { prompt: 'Is Nf3 good?' }, ['solution-hidden']],
  ['a move that cannot be played', { explanation: 'Nf3, then Qxf7# ends it.' }, ['moves-in-prose']],
  ['another solution', { solution: 'd4' }, ['solution', 'one-correct-choice', 'explained']],
  [
    'a wrong choice for solution',
    { solution: 'g4' },
    ['solution', 'one-correct-choice', 'legal-distractors', 'explained'],
  ],
  ['no solution', { solution: '' }, ['solution', 'solution-hidden', 'explained']],
  ['no choices', { choices: [] }, ['one-correct-choice', 'legal-distractors', 'choice-order', 'explained']],
  ['no prompt', { prompt: '' }, ['solution-hidden', 'moves-in-prose']],
])('after an edit that leaves %s, the others still hold', (_, changes, missing) => {
  expect(judge(changes).holds).toEqual(without(...missing))
})

test('what the library has now is what counts, and only warns', () => {
  const solution = { best: 'd4', line: '', alsoBest: [] }
  const { findings, holds } = judge({}, { library: { notation: item.notation, solution } })
  expect(holds).toEqual(without('solution'))
  expect(findings).toEqual([
    { check: 'solution', path: 'solution', message: 'solution is "Nf3", the library has "d4"', isContradiction: false },
  ])
  const moved = 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR b KQkq - 0 1'
  expect(judge({}, { library: { notation: moved, solution: item.solution } })).toMatchObject({
    findings: [{ check: 'position', path: 'position', isContradiction: false }],
    holds: without('position'),
  })
})

test('without a position nothing holds, but a drill may still contradict itself', () => {
  const nothing = { judge: undefined, library: undefined, orderSeed: undefined }
  expect(judge({}, nothing)).toEqual({ findings: [], holds: [], flags: [] })
  expect(judge({ solution: 'g4' }, nothing).findings).toMatchObject([
    { check: 'one-correct-choice', path: 'solution', isContradiction: true },
    { check: 'legal-distractors', isContradiction: false },
  ])
  expect(judge({ solution: 'Nf3!' }, nothing).findings).toEqual([])
})

test('a position whose library entry is gone is held against its game alone', () => {
  expect(judge({}, { library: undefined }).holds).toEqual(without('position', 'solution'))
})

test('a drill that no run made has no order to be in', () => {
  expect(judge({}, { orderSeed: undefined }).holds).toEqual(without('choice-order'))
})

test('a game that cannot tell moves from words has no mark for its prose', () => {
  const notation = backgammon.normalizeNotation('XGID=-b----E-C---eE---c-e----B-:0:0:1:31:0:0:0:0:10')
  const [best = '', other = ''] = backgammon.legalMoves(notation)
  const choices = [best, other].map((text) => ({ text, correct: text === best, rationale: 'So.' }))
  const { holds } = judge(
    { solution: best, choices, explanation: `Play ${best.replace(' ', ' and ')}.` },
    {
      judge: { game: backgammon, notation },
      library: { notation, solution: { best, line: '', alsoBest: [] } },
      orderSeed: undefined,
    },
  )
  expect(holds).toEqual(without('moves-in-prose', 'choice-order'))
})

test('a cube action is not told from other words in another language, so nothing is claimed of it', () => {
  const notation = backgammon.normalizeNotation('XGID=-b----E-C---eE---c-e----B-:0:0:1:D:0:0:0:0:10')
  const choices = ['Take', 'Pass'].map((text) => ({ text, correct: text === 'Take', rationale: 'So.' }))
  const ask = (explanation: string, language: string) =>
    judge(
      { solution: 'Take', choices, prompt: 'What now?', explanation, hints: [] },
      {
        judge: { game: backgammon, notation },
        library: { notation, solution: { best: 'Take', line: '', alsoBest: [] } },
        orderSeed: undefined,
        language,
      },
    )
  const never = ['moves-in-prose', 'choice-order']
  expect(ask('Black takes.', 'en')).toMatchObject({ findings: [], holds: without(...never) })
  expect(ask('Black accounts for gammons.', 'en').holds).toEqual(without(...never, 'explained'))
  expect(ask('Schwarz nimmt an.', 'de')).toMatchObject({
    findings: [],
    holds: without(...never, 'solution-hidden', 'explained'),
  })
})

test('a notation that its game cannot read is said at the position', () => {
  expect(judge({}, { judge: { game: chess, notation: 'nonsense' } })).toMatchObject({
    findings: [{ check: 'position', path: 'position', isContradiction: true }],
    holds: [],
  })
})

test('a drill is flagged for a solution that is longer than its choices', () => {
  const notation = 'r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1'
  const choices = ['Rxa8+', 'Kd1', 'Rb1'].map((text) => ({ text, correct: text === 'Rxa8+', rationale: 'So.' }))
  expect(judge({ choices, solution: 'Rxa8+' }, { judge: { game: chess, notation } }).flags).toEqual([])
  const plays = ['24/18, 13/11*', '6/5', '8/7'].map((text) => ({ text, correct: text.length > 4, rationale: 'So.' }))
  expect(judge({ choices: plays }).flags).toEqual(['key-long', 'lengths-differ'])
})
