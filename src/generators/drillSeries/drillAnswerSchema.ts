import type { Game } from '../../games/Game.js'
import { checkDrills } from './checkDrills.js'
import { drillEnvelopeSchema } from './Drill.js'
import type { DrillBatch, DrillItem } from './DrillItem.js'

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
