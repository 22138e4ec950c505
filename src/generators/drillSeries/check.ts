import type { Game } from '../../games/Game.js'
import { judgeBySchema, judgeItems } from '../../model/answer/judge.js'
import type { Verdict } from '../../model/Model.js'
import { markdownToRichText, textOfRichText } from '../richText.js'
import { type Drill, type DrillBatch, type DrillItem, drillSchema } from './drill.js'
import { moveIn, orderSeedOf, shuffled } from './facts.js'
import { choicesOf } from './prompt.js'
import { applyRules } from './rules.js'

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
    answer,
    keys: [...byKey.keys()],
    noun: 'drill',
    judgeItem: (entry, key) => {
      const parsed = judgeBySchema(drillSchema, entry)
      if ('problem' in parsed) return parsed
      const item = byKey.get(key)
      if (!item) throw new Error(`The drill ${key} was not requested.`)
      const result = checkDrill({ drill: parsed.good, item, batch, game })
      return 'drill' in result ? { good: result.drill } : result
    },
  })
}

/** Most that is said of one drill; one with more is written anew in any case. */
const maxProblems = 3

interface CheckDrill {
  drill: Drill
  item: DrillItem
  batch: DrillBatch
  game: Game
  /** Of the order of its choices. Default: by the seed of the batch and the item's key. */
  orderSeed?: string | undefined
}

/** The drill with moves in canonical spelling and choices in their seeded order, or what is wrong with it. */
export const checkDrill = (check: CheckDrill): { drill: Drill } | { problem: string } => {
  const { drill, item, batch, game, orderSeed = orderSeedOf(batch.seed, item.key) } = check
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
  const { findings } = applyRules({ ...spelt, explanation }, facts)
  const said = findings.slice(0, maxProblems).map(({ message }) => message)
  if (said.length) return { problem: said.join('; ') }
  return { drill: { ...spelt, choices: shuffled(choices, orderSeed) } }
}
