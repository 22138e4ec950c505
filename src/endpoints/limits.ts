import type { Endpoint, PayloadRequest } from 'payload'
import { requireRole } from '../access/access.js'
import { drillSeriesInput } from '../generators/drillSeries/input.js'
import type { Settings } from '../options/Settings.js'

/** `GET /generation/limits`: what the signed-in user may ask for. */
export const limitsEndpoint = (settings: Settings): Endpoint => ({
  path: '/generation/limits',
  method: 'get',
  handler: (req) => {
    const role = requireRole(settings, req)
    const { games, drillSeries } = settings
    const { batchSize } = drillSeriesInput({ games, ...drillSeries }).shape
    return Response.json({
      role,
      kinds: kindsOf(settings, req),
      drillSeries: {
        ...drillSeries,
        maxBatchSize: batchSize.unwrap().maxValue,
        games: games.map(({ slug, label, phases }) => ({ slug, label, phases })),
      },
    })
  },
})

/** As the collection of runs offers them. */
const kindsOf = ({ slugs }: Settings, { payload }: PayloadRequest): string[] => {
  const fields = payload.collections[slugs.generationRuns]?.config.flattenedFields ?? []
  const kind = fields.find(({ name }) => name === 'kind')
  const options = kind?.type === 'select' ? kind.options : []
  return options.map((option) => (typeof option === 'string' ? option : option.value))
}
