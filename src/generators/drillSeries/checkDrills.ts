import type { Game } from '../../games/Game.js'
import { checkDrill } from './checkDrill.js'
import { type Drill, drillSchema } from './Drill.js'
import type { DrillBatch, DrillItem } from './DrillItem.js'
import type { Problem } from './drillPrompt.js'

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
  const keys = new Set(items.map(({ key }) => key))
  const answered = new Map<string, unknown[]>()
  for (const drill of drills) {
    const key = keyOf(drill)
    if (key !== undefined && keys.has(key)) answered.set(key, [...(answered.get(key) ?? []), drill])
  }
  for (const item of items) {
    const given = answered.get(item.key) ?? []
    const problem = (text: string) => problems.push({ key: item.key, problem: text })
    if (given.length === 0) problem('no drill with this key came back')
    else if (given.length > 1) problem('more than one drill came back with this key')
    else {
      const parsed = drillSchema.safeParse(given[0])
      if (!parsed.success) {
        const issue = parsed.error.issues[0]
        problem(`${issue?.path.join('.') || 'drill'}: ${issue?.message ?? 'not as asked'}`)
        continue
      }
      const result = checkDrill({ drill: parsed.data, item, batch, game })
      if ('problem' in result) problem(result.problem)
      else good.push(result.drill)
    }
  }
  return { good, problems }
}

const keyOf = (drill: unknown): string | undefined =>
  typeof drill === 'object' && drill !== null && 'key' in drill && typeof drill.key === 'string' ? drill.key : undefined
