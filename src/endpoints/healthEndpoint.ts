import type { Endpoint } from 'payload'
import { isReviewer } from '../access/hasRole.js'
import { poolOf } from '../database/postgres.js'
import type { Settings } from '../options/Settings.js'
import { countOpenSteps } from '../runs/sql/countOpenSteps.js'
import { runTables } from '../runs/sql/runTables.js'

/**
 * `GET /generation/health`: 200 while the database answers, 503 otherwise. Anyone may ask whether it is up; reviewers
 * also see the queue and which models are in use.
 */
export const healthEndpoint = (settings: Settings): Endpoint => ({
  path: '/generation/health',
  method: 'get',
  handler: async (req) => {
    try {
      const steps = await countOpenSteps(poolOf(req.payload), runTables(req.payload, settings.slugs))
      if (!isReviewer(settings)({ req })) return Response.json({ status: 'ok' })
      return Response.json({
        status: 'ok',
        enabled: settings.enabled,
        steps,
        providers: settings.model.providers.map(({ name, models, offline, capabilities: [capability], streams }) => ({
          name,
          ...models,
          offline,
          capability,
          streams,
        })),
      })
    } catch (err) {
      req.payload.logger.error({ err, msg: 'the health check failed' })
      return Response.json({ status: 'unavailable' }, { status: 503 })
    }
  },
})
