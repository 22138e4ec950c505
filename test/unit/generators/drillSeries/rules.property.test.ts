import { Chess } from 'chess.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chess } from '../../../../src/games/chess.js'
import { checkDrill } from '../../../../src/generators/drillSeries/check.js'
import type { Drill, DrillItem } from '../../../../src/generators/drillSeries/drill.js'
import {
  type DrillContent,
  type DrillFacts,
  drillChecks,
  orderSeedOf,
} from '../../../../src/generators/drillSeries/facts.js'
import { applyRules } from '../../../../src/generators/drillSeries/rules.js'
import { markdownToRichText, textOfRichText } from '../../../../src/generators/richText.js'
import { batch } from './drillOf.js'

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T

/** A position that play on from the start leads to, with a best move and its line. */
const items = fc.array(fc.nat(), { minLength: 3, maxLength: 30 }).map((choices): DrillItem => {
  const game = new Chess()
  for (const choice of choices) {
    const before = game.fen()
    game.move(pick(game.moves(), choice))
    if (game.moves().length > 2) continue
    game.load(before)
    break
  }
  const notation = game.fen()
  const best = pick(chess.legalMoves(notation), choices[0] ?? 0)
  game.move(best)
  const line = game.moves().length ? `${best} ${game.moves()[0]}` : best
  return {
    key: 'd01',
    notation,
    phase: 'opening',
    difficulty: 'beginner',
    themes: [],
    solution: { best, line, alsoBest: [], avoid: [] },
    principle: undefined,
  }
})

const spellings = ['san', 'uci', 'long'] as const
const spell = (notation: string, move: string, spelling: (typeof spellings)[number]): string => {
  const played = new Chess(notation).move(move)
  if (spelling === 'san' || played.isKingsideCastle() || played.isQueensideCastle()) return move
  const promotion = played.promotion ?? ''
  if (spelling === 'uci') return `${played.from}${played.to}${promotion}`
  return `${played.piece === 'p' ? '' : played.piece.toUpperCase()}${played.from}-${played.to}${promotion && `=${promotion.toUpperCase()}`}`
}

const texts = [
  '**Well** played.',
  'See [this](https://example.org).',
  'It is _only_ a move.\n\n- one\n- two',
  'Then Qxf7# follows.',
]

interface Case {
  item: DrillItem
  drill: Drill
  seed: number
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    item: items,
    seed: fc.nat(1000),
    others: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    spelling: fc.constantFrom(...spellings),
    prose: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
    named: fc.nat(),
  })
  .map(({ item, seed, others, spelling, prose, named }) => {
    const { best } = item.solution
    const legal = chess.legalMoves(item.notation).filter((move) => move !== best)
    const wrong = [...new Set(others.map((at) => pick(legal, at)))]
    const say = (at: number) => `${pick(texts, prose[at] ?? 0)} Or ${pick([best, ...wrong], named)}?`
    const drill: Drill = {
      key: 'd01',
      prompt: 'What now?',
      solution: spell(item.notation, best, spelling),
      choices: [best, ...wrong].map((text, at) => ({
        text: spell(item.notation, text, spelling),
        correct: at === 0,
        rationale: say(at),
      })),
      explanation: `${say(0)} So ${best} it is.`,
      hints: ['Look again.'],
    }
    return { item, drill, seed }
  })

const made = ({ item, drill, seed }: Case): Drill => {
  const changed = { ...batch, seed, choices: drill.choices.length, items: [item] }
  const result = checkDrill({ drill, item, batch: changed, game: chess })
  fc.pre('drill' in result)
  return result.drill
}
/** As it is stored, and read again when an editor saves it. */
const stored = (drill: Drill): DrillContent => ({
  ...drill,
  explanation: textOfRichText(JSON.parse(JSON.stringify(markdownToRichText(drill.explanation)))),
})
const factsOf = ({ item, seed }: Case): DrillFacts => ({
  judge: { game: chess, notation: item.notation },
  library: item,
  language: undefined,
  orderSeed: orderSeedOf(seed, item.key),
})

test('a drill that a run accepts has every check mark when it is saved, and nothing is said against it', () => {
  fc.assert(
    fc.property(cases, (given) => {
      expect(applyRules(stored(made(given)), factsOf(given))).toMatchObject({ findings: [], holds: [...drillChecks] })
    }),
    { numRuns: 30 },
  )
}, 60_000)

type Choices = DrillContent['choices']
const changed = (choices: Choices, at: number, change: Partial<Choices[number]>): Choices =>
  choices.map((choice, index) => (index === at ? { ...choice, ...change } : choice))

/** Each makes a drill contradict itself in one place; `at` says which of several. */
const edits: Record<string, (drill: DrillContent, item: DrillItem, at: number) => DrillContent> = {
  'a choice that is not legal': (drill, { notation }, at) => {
    // A capture written without its sign is still that move.
    const legal = chess.legalMoves(notation).map((move) => move.replace(/[x+#]/g, ''))
    const illegal = ['Qh5', 'Nd4', 'Ke3', 'Ra6', 'O-O-O', 'Bb7', 'nonsense'].filter((move) => !legal.includes(move))
    return { ...drill, choices: changed(drill.choices, at % drill.choices.length, { text: pick(illegal, at) }) }
  },
  'a choice that is given twice': (drill, { notation }, at) => {
    const twice = spell(notation, pick(drill.choices, at + 1).text, 'uci')
    return { ...drill, choices: changed(drill.choices, at % drill.choices.length, { text: twice }) }
  },
  'a solution that is a wrong choice': (drill, _, at) => {
    const wrong = drill.choices.filter(({ correct }) => !correct)
    return { ...drill, solution: pick(wrong, at).text }
  },
  'a solution that is not legal': (drill) => ({ ...drill, solution: 'Pz9' }),
  'another choice marked correct as well': (drill, _, at) => {
    const wrong = pick(
      drill.choices.filter(({ correct }) => !correct),
      at,
    )
    return { ...drill, choices: changed(drill.choices, drill.choices.indexOf(wrong), { correct: true }) }
  },
  'another choice marked correct instead': (drill, _, at) => {
    const wrong = pick(
      drill.choices.filter(({ correct }) => !correct),
      at,
    )
    return { ...drill, choices: drill.choices.map((choice) => ({ ...choice, correct: choice === wrong })) }
  },
  'no choice marked correct': (drill) => ({
    ...drill,
    choices: drill.choices.map((choice) => ({ ...choice, correct: false })),
  }),
}

test.each(Object.entries(edits))(
  'an edit that leaves %s is found',
  (_, edit) => {
    fc.assert(
      fc.property(cases, fc.nat(100), (given, at) => {
        const { findings, holds } = applyRules(edit(stored(made(given)), given.item, at), factsOf(given))
        expect(findings.some(({ isContradiction }) => isContradiction)).toBe(true)
        expect(holds.length).toBeLessThan(drillChecks.length)
      }),
      { numRuns: 10 },
    )
  },
  60_000,
)
