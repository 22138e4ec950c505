import type { Endpoint } from 'payload'
import { isReviewer } from '../access/access.js'
import { loggable } from '../errors.js'
import { readHealth, readQueue } from '../figures/readHealth.js'
import type { Settings } from '../options/Settings.js'

/**
 * `GET /generation/health`: 200 while the database answers, 503 otherwise. Any client may ask whether it is up; reviewers also
 * see the queue and what `readHealth` tells.
 */
export const healthEndpoint = (settings: Settings): Endpoint => ({
  path: '/generation/health',
  method: 'get',
  handler: async (req) => {
    try {
      const steps = await readQueue(req.payload, settings)
      if (!isReviewer(settings)({ req })) return Response.json({ status: 'ok' })
      const { enabled, ...health } = await readHealth(req.payload, settings)
      return Response.json({ status: 'ok', enabled, steps, ...health })
    } catch (err) {
      req.payload.logger.error({ err: loggable(err), msg: 'the health check failed' })
      return Response.json({ status: 'unavailable' }, { status: 503 })
    }
  },
})
