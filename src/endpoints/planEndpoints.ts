import type { Endpoint, PayloadRequest } from 'payload'
import { checkMayChange, mayChange, mayRead, requireReviewer } from '../access/access.js'
import { documentIdOf } from '../database/adapter.js'
import { RequestError } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { purgeExpiredPlans, purgePlan, sharePlan } from '../plans/purgePlans.js'
import type { Id } from '../runs/vocabulary.js'
import type { Mutations } from './runs/runMutations.js'

/** `POST /plans/purge`, `POST /plans/:id/purge`, `POST /plans/:id/share` */
export const planEndpoints = (settings: Settings): Endpoint[] => [
  {
    path: '/purge',
    method: 'post',
    handler: async (req) => {
      const deleted = await purgeExpired(settings, req)
      return Response.json({
        deleted,
        message: `${deleted} expired ${deleted === 1 ? 'plan was' : 'plans were'} deleted.`,
      })
    },
  },
  {
    path: '/:id/purge',
    method: 'post',
    handler: async (req) => Response.json(await purge(settings, req, req.routeParams?.id)),
  },
  {
    path: '/:id/share',
    method: 'post',
    handler: async (req) => {
      const doc = await share(settings, req, req.routeParams?.id)
      return Response.json({ doc, message: 'Every run finds the plan from now on.' })
    },
  },
]

/** `purgePlan(id)`, `purgeExpiredPlans`, `sharePlan(id)` */
export const planMutations =
  (settings: Settings): Mutations =>
  (graphQL, context) => {
    const id = { type: new graphQL.GraphQLNonNull(graphQL.GraphQLString) }
    type Resolve = (_: unknown, args: { id: string }, context: { req: PayloadRequest }) => unknown
    const purgeOne: Resolve = async (_, args, { req }) => (await purge(settings, req, args.id)).purged
    const purgeAll: Resolve = (_, _args, { req }) => purgeExpired(settings, req)
    const shareOne: Resolve = (_, args, { req }) => share(settings, req, args.id)
    const plan = context.collections[settings.slugs.plans]?.graphQL?.type ?? graphQL.GraphQLString
    return {
      purgePlan: { type: graphQL.GraphQLString, args: { id }, resolve: purgeOne },
      purgeExpiredPlans: { type: graphQL.GraphQLInt, resolve: purgeAll },
      sharePlan: { type: plan, args: { id }, resolve: shareOne },
    }
  }

const messages = {
  deleted: 'The plan was deleted.',
  kept: 'No run uses the plan any more. It is kept, because drafts are written from it, a person edited it or you may not delete it.',
} as const

const purge = async (settings: Settings, req: PayloadRequest, given: unknown) => {
  const id = await changeablePlan(settings, req, given)
  const mayDelete = await mayChange(req, { collection: settings.slugs.plans, id, operation: 'delete' })
  const purged = await purgePlan(settings, req, { plan: id, mayDelete })
  return { purged, message: messages[purged] }
}

/**
 * For who may delete all plans: of expired ones it is not asked one by one.
 *
 * @throws RequestError 401, 403
 */
const purgeExpired = async (settings: Settings, req: PayloadRequest): Promise<number> => {
  requireReviewer(settings, req)
  const { plans } = settings.slugs
  if ((await req.payload.collections[plans]?.config.access.delete({ req })) !== true) {
    throw new RequestError(403, 'You may not delete all plans.', { code: 'forbidden' })
  }
  return purgeExpiredPlans(settings, req.payload)
}

const share = async (settings: Settings, req: PayloadRequest, given: unknown) => {
  const id = await changeablePlan(settings, req, given)
  await sharePlan(settings, req, id)
  return req.payload.findByID({ collection: settings.slugs.plans, id, depth: 0, overrideAccess: false, req })
}

/** @throws RequestError 401, 403, 404 */
const changeablePlan = async (settings: Settings, req: PayloadRequest, given: unknown): Promise<Id> => {
  requireReviewer(settings, req)
  const collection = settings.slugs.plans
  const id = documentIdOf(req.payload, collection, given)
  if (id === undefined || !(await mayRead(req, { collection, id }))) {
    throw new RequestError(404, 'There is no such plan.', { code: 'not_found' })
  }
  await checkMayChange(req, { collection, id })
  return id
}
