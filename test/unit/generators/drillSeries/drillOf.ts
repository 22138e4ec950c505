import { chess } from '../../../../src/games/chess.js'
import type { Game } from '../../../../src/games/Game.js'
import { checkDrill } from '../../../../src/generators/drillSeries/check.js'
import type { Drill, DrillBatch, DrillItem } from '../../../../src/generators/drillSeries/drill.js'

/** The start position, as if 1. Nf3 were the one best move and 1. d4 as good. */
export const item: DrillItem = {
  key: 'd01',
  notation: 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1',
  phase: 'opening',
  difficulty: 'beginner',
  themes: ['development'],
  solution: { best: 'Nf3', line: 'Nf3 d5 g3', alsoBest: ['d4'], avoid: ['f3', 'g4'] },
  principle: 'Develop first',
}

export const batch: DrillBatch = {
  game: 'chess',
  seed: 7,
  choices: 4,
  items: [item],
  principles: [
    { name: 'Develop first', explanation: 'Pieces before pawns.' },
    { name: 'Castle early', explanation: 'A safe king.' },
  ],
  profile: undefined,
  curriculum: undefined,
}

/** A drill that passes every check, with these changes. */
export const drillOf = (changes: Partial<Drill> = {}): Drill => ({
  key: 'd01',
  prompt: 'White to move. Which knight comes out?',
  choices: [
    { text: 'Nf3', correct: true, rationale: 'It develops and eyes the centre.' },
    { text: 'g4', correct: false, rationale: 'It weakens the king.' },
    { text: 'f3', correct: false, rationale: 'It takes the knight its square.' },
    { text: 'Nh3', correct: false, rationale: 'The rim is far from the centre.' },
  ],
  solution: 'Nf3',
  explanation: 'After **Nf3** d5 g3 White is ready to castle.',
  hints: ['Think of pieces.', 'Which one guards e5?'],
  ...changes,
})

/** `drillOf` with one choice replaced. */
export const withChoice = (index: number, choice: Partial<Drill['choices'][number]>): Drill => {
  const drill = drillOf()
  return { ...drill, choices: drill.choices.map((old, at) => (at === index ? { ...old, ...choice } : old)) }
}

interface Changes {
  item?: Partial<DrillItem>
  batch?: Partial<DrillBatch>
  game?: Game
}

/** Why a run does not accept the drill; `none` when it does. */
export const problemOf = (drill: Drill, changes: Changes = {}): string => {
  const changed = { ...item, ...changes.item }
  const given = { ...batch, ...changes.batch, items: [changed] }
  const result = checkDrill({ drill, item: changed, batch: given, game: changes.game ?? chess })
  return 'problem' in result ? result.problem : 'none'
}

/** White mates with f8=Q and with f8=R; the library names the first. */
export const mates = {
  changes: {
    item: {
      notation: '7k/5Pp1/6K1/r7/8/8/8/8 w - - 0 1',
      solution: { best: 'f8=Q#', line: '', alsoBest: [], avoid: [] },
    },
    batch: { choices: 2 },
  },
  drill: (wrong: string): Drill => ({
    ...drillOf({ solution: 'f8=Q#', prompt: 'How does it end?', explanation: 'After f8=Q the king has no square.' }),
    choices: [
      { text: 'f8=Q#', correct: true, rationale: 'It mates.' },
      { text: wrong, correct: false, rationale: 'It does not.' },
    ],
  }),
}
