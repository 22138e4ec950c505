import type { Endpoint } from 'payload'
import { roleOfRequest } from '../access/roleOfRequest.js'
import { RequestError } from '../errors/RequestError.js'
import type { Settings } from '../options/Settings.js'

/** `GET /generation/limits`: what the signed-in user may ask for. */
export const limitsEndpoint = (settings: Settings): Endpoint => ({
  path: '/generation/limits',
  method: 'get',
  handler: (req) => {
    const role = roleOfRequest(settings, req)
    if (!role) throw new RequestError(401, 'Sign in with a user that has a role.', { code: 'unauthorized' })
    return Response.json({
      role,
      kinds: ['drillSeries'],
      drillSeries: {
        ...settings.drillSeries,
        maxBatchSize: 10,
        games: settings.games.map(({ slug, label, phases }) => ({ slug, label, phases })),
      },
    })
  },
})
