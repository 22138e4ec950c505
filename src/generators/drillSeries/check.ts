import type { Game } from '../../games/Game.js'
import { describeIssue } from '../../model/answer/check.js'
import { groupByKey } from '../../model/answer/keyed.js'
import { markdownToRichText, textOfRichText } from '../richText.js'
import { type Drill, type DrillBatch, type DrillItem, drillEnvelopeSchema, drillSchema } from './drill.js'
import { moveIn, orderSeedOf, shuffled } from './facts.js'
import { judgeDrill } from './judgeDrill.js'
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

interface CheckDrill {
  drill: Drill
  item: DrillItem
  batch: DrillBatch
  game: Game
}

/** The drill with moves in canonical spelling and choices in their seeded order, or what is wrong with it. */
export const checkDrill = ({ drill, item, batch, game }: CheckDrill): { drill: Drill } | { problem: string } => {
  const judge = { game, notation: item.notation }
  const { best } = item.solution
  // People may know better than the library; a model copies from it.
  if (moveIn(judge, drill.solution) !== best) {
    return { problem: `solution is "${drill.solution}", it must be "${best}"` }
  }
  const wanted = choicesOf({ game, item, choices: batch.choices })
  if (drill.choices.length !== wanted) {
    return { problem: `${drill.choices.length} choices were given, it must be ${wanted}` }
  }
  const choices = drill.choices.map((choice) => ({ ...choice, text: moveIn(judge, choice.text) ?? choice.text }))
  // As an editor will see it: the words, without markup.
  const explanation = textOfRichText(markdownToRichText(drill.explanation))
  if (explanation === '') return { problem: 'explanation has no words, only markup' }
  const spelt = { ...drill, solution: best, choices }
  const facts = { judge, library: item, language: batch.profile?.language, orderSeed: undefined }
  const { findings } = judgeDrill({ ...spelt, explanation }, facts)
  if (findings.length)
    return {
      problem: findings
        .slice(0, maxIssues)
        .map(({ message }) => message)
        .join('; '),
    }
  return { drill: { ...spelt, choices: shuffled(choices, orderSeedOf(batch.seed, item.key)) } }
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
