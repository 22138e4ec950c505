import type { Endpoint } from 'payload'
import { requireRole } from '../access/access.js'
import { drillSeriesInput } from '../generators/drillSeries/input.js'
import type { Settings } from '../options/Settings.js'
import type { RunKind } from '../runs/RunKind.js'
import { kindsFor } from '../runs/requestedKind.js'

/** `GET /generation/limits`: what the signed-in user may ask for. */
export const limitsEndpoint = (settings: Settings, kinds: readonly RunKind[]): Endpoint => ({
  path: '/generation/limits',
  method: 'get',
  handler: (req) => {
    const role = requireRole(settings, req)
    const { games, drillSeries } = settings
    const { batchSize } = drillSeriesInput({ games, ...drillSeries }).shape
    return Response.json({
      role,
      kinds: kindsFor(kinds, role).map(({ kind }) => kind),
      drillSeries: {
        ...drillSeries,
        maxBatchSize: batchSize.unwrap().maxValue,
        games: games.map(({ slug, label, phases }) => ({ slug, label, phases })),
      },
    })
  },
})
