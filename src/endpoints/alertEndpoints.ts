import type { Endpoint, PayloadRequest } from 'payload'
import { requireReviewer } from '../access/access.js'
import { acknowledgeAlerts } from '../alerts/acknowledgeAlerts.js'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'
import { bodyOf } from './body.js'
import type { Mutations } from './runs/runMutations.js'

/** `POST /generation/alerts/acknowledge {ids}` → `{acknowledged, message}`, for reviewers. */
export const acknowledgeEndpoint = (settings: Settings): Endpoint => ({
  path: '/generation/alerts/acknowledge',
  method: 'post',
  handler: async (req) => {
    requireReviewer(settings, req)
    const { ids } = await bodyOf(req)
    const acknowledged = await acknowledge(settings, req, ids)
    const count = acknowledged.length
    return Response.json({
      acknowledged,
      message: `${count} ${count === 1 ? 'alert was' : 'alerts were'} acknowledged.`,
    })
  },
})

/** `acknowledgeGenerationAlerts(ids)` → how many nobody had acknowledged before. */
export const alertMutations =
  (settings: Settings): Mutations =>
  (graphQL) => {
    const { GraphQLNonNull: Required, GraphQLList: List, GraphQLString, GraphQLInt } = graphQL
    const resolve = async (_: unknown, { ids }: { ids: string[] }, { req }: { req: PayloadRequest }) =>
      (await acknowledge(settings, req, ids)).length
    const args = { ids: { type: new Required(new List(new Required(GraphQLString))) } }
    return { acknowledgeGenerationAlerts: { type: GraphQLInt, args, resolve } }
  }

/** @throws RequestError 400, 401, 403, 404 */
const acknowledge = async (settings: Settings, req: PayloadRequest, ids: unknown): Promise<Id[]> =>
  acknowledgeAlerts(settings, req, { ids, by: requireReviewer(settings, req).id })
