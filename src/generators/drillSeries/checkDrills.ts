import type { Game } from '../../games/Game.js'
import { describeIssue } from '../../model/answer/check.js'
import { groupByKey } from '../../model/answer/keyed.js'
import { checkDrill } from './checkDrill.js'
import { type Drill, drillSchema } from './Drill.js'
import type { DrillBatch, DrillItem } from './DrillItem.js'
import type { Problem } from './drillPrompt.js'

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

export interface CheckedDrills {
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
