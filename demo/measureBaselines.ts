import { createLocalReq, type Payload } from 'payload'
import { drillKey } from '../src/generators/drillSeries/drillKey.js'
import { drillPrompt } from '../src/generators/drillSeries/prompt.js'
import { drillBatchOf } from '../src/kinds/drillBatches/drillBatch.js'
import { parseDrillSeriesInput } from '../src/kinds/drillSeries/input.js'
import { findPositions } from '../src/kinds/sources/positions.js'
import { countMessageTokens } from '../src/model/tokens.js'
import { settingsOf } from '../src/options/Settings.js'

/** What the way of before sent with every request, however many drills were wanted. */
const fixedPositions = 96

interface Baselines {
  /** Prompt tokens of the same calls, if each carried the fixed 96 positions. */
  baseline: number
  /** Prompt tokens of one call with 96 positions and all drills. */
  baselineSingle: number
}

/** Both baselines with our own, compact way of writing a position down, so that only the positions count. */
export const measureBaselines = async (payload: Payload, input: unknown, calls: number): Promise<Baselines> => {
  const settings = settingsOf(payload)
  const req = await createLocalReq({}, payload)
  const parsed = await parseDrillSeriesInput(settings, req, input)
  const { docs } = await payload.find({
    collection: 'positions',
    where: { game: { equals: parsed.game.slug } },
    sort: 'id',
    limit: fixedPositions,
    depth: 0,
  })
  const positions = await findPositions(
    req,
    'positions',
    docs.map(({ id }) => id),
  )
  const principles = parsed.curriculum?.principles ?? []
  const batch = drillBatchOf({
    settings,
    parsed,
    seed: 0,
    planned: positions.map((position, index) => ({
      key: drillKey(index + 1),
      position,
      principle: principles[index % (principles.length || 1)]?.name,
    })),
  })
  const tokens = await countMessageTokens(drillPrompt({ batch, game: parsed.game, items: batch.items, problems: [] }))
  // A library with fewer positions is scaled up to what 96 of its kind would take.
  const single = Math.round((tokens / Math.max(1, positions.length)) * fixedPositions)
  return { baseline: single * calls, baselineSingle: single }
}
