import type { CollectionSlug, Endpoint } from 'payload'
import { readableIn, requireReviewer } from '../access/access.js'
import { draftCollections } from '../drafts/parts/draftFacts.js'
import { readQuality } from '../drafts/quality.js'
import { RequestError } from '../errors.js'
import type { Settings } from '../options/Settings.js'

/**
 * `GET /generation/quality`: drafts and flags of the quiz gates, by collection, model and prompt version. Reviewers alone:
 * it counts drafts that others may not see. Collections that a host lets them read in part only are left out.
 */
export const qualityEndpoint = (settings: Settings): Endpoint => ({
  path: '/generation/quality',
  method: 'get',
  handler: async (req) => {
    requireReviewer(settings, req)
    const readable: CollectionSlug[] = []
    for (const collection of draftCollections(settings.slugs, { versioned: true })) {
      if ((await readableIn(req, collection)) === true) readable.push(collection)
    }
    if (readable.length === 0) throw new RequestError(403, 'You may not read all drafts.', { code: 'forbidden' })
    return Response.json({ rows: await readQuality(req.payload, readable) })
  },
})
