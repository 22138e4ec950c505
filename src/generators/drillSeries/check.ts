import { type Game, InvalidMove } from '../../games/Game.js'
import { judgeBySchema, judgeItems } from '../../model/answer/judge.js'
import type { Verdict } from '../../model/Model.js'
import { orderBySeed } from '../orderBySeed.js'
import { type Drill, type DrillBatch, type DrillItem, drillSchema, drillsOf } from './drill.js'
import { choicesOf } from './prompt.js'

interface JudgeDrills {
  /** JSON of any shape. */
  answer: unknown
  /** The items that are wanted. */
  items: readonly DrillItem[]
  batch: DrillBatch
  game: Game
}

/** Matches drills to items by key, accepts the good ones and says of every other item what is wrong with it. */
export const judgeDrills = ({ answer, items, batch, game }: JudgeDrills): Verdict => {
  const byKey = new Map(items.map((item) => [item.key, item]))
  return judgeItems({
    entries: drillsOf(answer),
    keys: [...byKey.keys()],
    noun: 'drill',
    judgeItem: (entry, key) => {
      const parsed = judgeBySchema(drillSchema, entry)
      if ('problem' in parsed) return parsed
      const item = byKey.get(key)
      if (!item) throw new Error(`Nobody asked for the drill ${key}.`)
      const result = checkDrill({ drill: parsed.good, item, batch, game })
      return 'drill' in result ? { good: result.drill } : result
    },
  })
}

/** Stored on each draft, so that editors see what they need not look at again. */
export const drillChecks = [
  'position',
  'solution',
  'one-correct-choice',
  'legal-distractors',
  'choice-order',
  'moves-in-prose',
] as const

interface CheckDrill {
  drill: Drill
  item: DrillItem
  batch: DrillBatch
  game: Game
}

/** The drill with moves in canonical spelling and choices in their seeded order, or the first thing wrong with it. */
export const checkDrill = ({ drill, item, batch, game }: CheckDrill): { drill: Drill } | { problem: string } => {
  const canonical = (move: string): string | undefined => {
    try {
      return game.normalizeMove(item.notation, move)
    } catch (error) {
      if (error instanceof InvalidMove) return undefined
      throw error
    }
  }
  const { best, line, alsoBest } = item.solution
  if (canonical(drill.solution) !== best) return { problem: `solution is "${drill.solution}", it must be "${best}"` }

  const correct = drill.choices.filter((choice) => choice.correct)
  if (correct.length !== 1) return { problem: `${correct.length} choices are marked correct, it must be exactly one` }
  const wanted = choicesOf({ game, item, choices: batch.choices })
  if (drill.choices.length !== wanted) {
    return { problem: `${drill.choices.length} choices were given, it must be ${wanted}` }
  }
  const choices: Drill['choices'] = []
  for (const choice of drill.choices) {
    const move = canonical(choice.text)
    if (move === undefined) return { problem: `choice "${choice.text}" is not a legal move in the position` }
    if (choices.some(({ text }) => text === move)) return { problem: `choice "${move}" is given twice` }
    if (choice.correct && move !== best) return { problem: `the correct choice is "${move}", it must be "${best}"` }
    if (!choice.correct && (move === best || alsoBest.includes(move))) {
      return { problem: `choice "${move}" is marked wrong but is a solution` }
    }
    choices.push({ ...choice, text: move })
  }

  if (givesAway(drill.prompt, best)) return { problem: `prompt gives the solution "${best}" away` }
  const prose = [drill.prompt, drill.explanation, ...drill.hints, ...choices.map(({ rationale }) => rationale)]
  // Judged in one go, because generating the legal moves is what costs; the stops keep sentences apart.
  const text = prose.join(' .\n\n')
  const illegal = game.illegalMovesInProse?.({ notation: item.notation, line: line || best, text }) ?? []
  if (illegal.length) {
    const moves = illegal.slice(0, 5).join('", "')
    return { problem: `"${moves}" is named but is legal neither in the position nor along the line` }
  }
  const shuffled = orderBySeed(choices, `${batch.seed}:${item.key}:choices`, ({ text }) => text)
  return { drill: { ...drill, solution: best, choices: shuffled } }
}

/** A bare square such as `e4` is also the name of a square, so only longer moves count. */
const givesAway = (prompt: string, move: string): boolean => {
  const bare = move.replace(/[+#]$/, '')
  if (bare.length < 3) return false
  const text = ` ${prompt.replace(/\s+/g, ' ')} `
  for (let at = text.indexOf(bare); at !== -1; at = text.indexOf(bare, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + bare.length]]
    if (!/[\w/-]/.test(before) && !/[\w/-]/.test(after)) return true
  }
  return false
}
