import type { Endpoint } from 'payload'
import { requireReviewer } from '../access/access.js'
import { readQuality } from '../drafts/quality.js'
import type { Settings } from '../options/Settings.js'

/**
 * `GET /generation/quality`: drafts and flags of the quiz gates, by collection, model and prompt version. Reviewers alone:
 * it counts drafts that others may not see.
 */
export const qualityEndpoint = (settings: Settings): Endpoint => ({
  path: '/generation/quality',
  method: 'get',
  handler: async (req) => {
    requireReviewer(settings, req)
    return Response.json({ rows: await readQuality(req.payload, settings) })
  },
})
