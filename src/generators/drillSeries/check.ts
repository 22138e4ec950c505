import { type Game, InvalidMove } from '../../games/Game.js'
import { describeIssue } from '../../model/answer/check.js'
import { groupByKey } from '../../model/answer/keyed.js'
import { orderBySeed } from '../orderBySeed.js'
import { type Drill, type DrillBatch, type DrillItem, drillEnvelopeSchema, drillSchema } from './drill.js'
import { choicesOf, type Problem } from './prompt.js'

/** Most that is said of one drill; one with more is written anew in any case. */
const maxIssues = 3

interface CheckDrills {
  /** The drills of the answer, still unchecked. */
  drills: readonly unknown[]
  /** The items that were asked for. */
  items: readonly DrillItem[]
  batch: DrillBatch
  game: Game
}

interface CheckedDrills {
  readonly good: readonly Drill[]
  /** One entry for each item without a good drill. */
  readonly problems: readonly Problem[]
}

/** Matches drills to items by key, keeps the good ones and says of every other item what is wrong with it. */
export const checkDrills = ({ drills, items, batch, game }: CheckDrills): CheckedDrills => {
  const good: Drill[] = []
  const problems: Problem[] = []
  const answered = groupByKey(drills)
  for (const item of items) {
    const given = answered.get(item.key) ?? []
    const problem = (text: string) => problems.push({ key: item.key, problem: text })
    if (given.length === 0) problem('no drill with this key came back')
    else if (given.length > 1) problem('more than one drill came back with this key')
    else {
      const parsed = drillSchema.safeParse(given[0], { reportInput: true })
      if (!parsed.success) {
        const issues = parsed.error.issues.slice(0, maxIssues)
        problem(issues.map((issue) => describeIssue(issue)).join('; '))
        continue
      }
      const result = checkDrill({ drill: parsed.data, item, batch, game })
      if ('problem' in result) problem(result.problem)
      else good.push(result.drill)
    }
  }
  return { good, problems }
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

interface DrillAnswerSchema {
  batch: DrillBatch
  game: Game
  /** The items that are asked for. */
  items: readonly DrillItem[]
}

/**
 * What we accept as the answer to a batch: a good drill for each item. What `checkDrills` finds becomes an issue with
 * `params: { key }`, one for each item without a good drill, so that those can be asked for again.
 */
export const drillAnswerSchema = ({ batch, game, items }: DrillAnswerSchema) =>
  drillEnvelopeSchema.superRefine(({ drills }, context) => {
    for (const { key, problem } of checkDrills({ drills, items, batch, game }).problems) {
      context.addIssue({ code: 'custom', path: ['drills'], params: { key }, message: problem })
    }
  })
