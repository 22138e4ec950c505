import type { Endpoint, PayloadRequest } from 'payload'
import { requireReviewer } from '../access/access.js'
import { documentIdOf } from '../database/adapter.js'
import { decideReviews } from '../drafts/decide.js'
import { sendChangeRequests } from '../drafts/desk/changeRequests.js'
import { parseComparison, readChanges } from '../drafts/desk/changes.js'
import { parseDecisions } from '../drafts/desk/decision.js'
import { parseNewsQuery, readNews } from '../drafts/desk/news.js'
import { readDraft } from '../drafts/desk/opened.js'
import { parsePreview, previewDecisions } from '../drafts/desk/preview.js'
import { parseQueueQuery, readQueue } from '../drafts/desk/queue.js'
import { readBackground } from '../drafts/desk/side.js'
import { RequestError } from '../errors.js'
import { readStale } from '../kinds/stale.js'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'
import { isRecord } from '../text.js'
import { bodyOf, jsonOf } from './body.js'
import type { Mutations } from './runs/runMutations.js'

/**
 * `POST /reviews/decide [{id, decision, publish?, reason?, note?, hash?, state?, how?}]` → `{results}`, one for each, in their order;
 * `POST /reviews/preview {ids, decision, publish?, since?}` → `{results}`; `POST /reviews/send-requests` → 201 `{run, sent, left}`;
 * `GET /reviews/queue`, `GET /reviews/news?ids`, `GET /reviews/:id/draft`, `GET /reviews/:id/changes?against`, `GET /reviews/:id/background`, `GET /reviews/:id/stale`: what the review desk shows.
 */
export const reviewEndpoints = (settings: Settings): Endpoint[] => [
  {
    path: '/decide',
    method: 'post',
    handler: async (req) => {
      requireReviewer(settings, req)
      const body = await jsonOf(req)
      // A list comes as it is, or below a name where a client can only send objects.
      const given: unknown = isRecord(body) ? body.decisions : body
      const results = await decideReviews(settings, req, parseDecisions(given))
      return Response.json({ results })
    },
  },
  {
    path: '/preview',
    method: 'post',
    handler: async (req) => {
      requireReviewer(settings, req)
      return Response.json({ results: await previewDecisions(settings, req, parsePreview(await bodyOf(req))) })
    },
  },
  {
    path: '/send-requests',
    method: 'post',
    handler: async (req) => {
      requireReviewer(settings, req)
      return Response.json(await sendChangeRequests(settings, req), { status: 201 })
    },
  },
  {
    path: '/queue',
    method: 'get',
    handler: async (req) => {
      requireReviewer(settings, req)
      return Response.json(await readQueue(settings, req, parseQueueQuery(settings, req)))
    },
  },
  {
    path: '/news',
    method: 'get',
    handler: async (req) => {
      requireReviewer(settings, req)
      return Response.json({ rows: await readNews(settings, req, parseNewsQuery(settings, req)) })
    },
  },
  ...(['draft', 'changes', 'background', 'stale'] as const).map(
    (name): Endpoint => ({
      path: `/:id/${name}`,
      method: 'get',
      handler: async (req) => {
        requireReviewer(settings, req)
        const id = reviewId(settings, req)
        return Response.json(
          name === 'draft'
            ? await readDraft(settings, req, id)
            : name === 'changes'
              ? await readChanges(settings, req, { id, against: parseComparison(req) })
              : name === 'stale'
                ? { stale: await readStale(settings, req, id) }
                : await readBackground(settings, req, id),
        )
      },
    }),
  ),
]

/** @throws RequestError 404 */
const reviewId = ({ slugs }: Settings, { payload, routeParams }: PayloadRequest): Id => {
  const id = documentIdOf(payload, slugs.reviews, routeParams?.id)
  if (id !== undefined) return id
  throw new RequestError(404, 'There is no such review.', { code: 'not_found' })
}

/** `decideReviews(decisions: [{id, decision, …}])` → a result for each */
export const reviewMutations =
  (settings: Settings): Mutations =>
  (graphQL) => {
    const text = { type: graphQL.GraphQLString }
    const required = { type: new graphQL.GraphQLNonNull(graphQL.GraphQLString) }
    const input = new graphQL.GraphQLInputObjectType({
      name: 'ReviewDecision',
      fields: {
        ...{ id: required, decision: required, reason: text, note: text, hash: text, state: text, how: text },
        publish: { type: graphQL.GraphQLBoolean },
      },
    })
    const result = new graphQL.GraphQLObjectType({
      name: 'ReviewDecisionResult',
      fields: {
        id: required,
        isDecided: { type: new graphQL.GraphQLNonNull(graphQL.GraphQLBoolean) },
        state: text,
        code: text,
        message: text,
      },
    })
    return {
      decideReviews: {
        type: new graphQL.GraphQLList(result),
        args: {
          decisions: {
            type: new graphQL.GraphQLNonNull(new graphQL.GraphQLList(new graphQL.GraphQLNonNull(input))),
          },
        },
        resolve: async (_: unknown, { decisions }: { decisions: unknown }, { req }: { req: PayloadRequest }) => {
          requireReviewer(settings, req)
          const results = await decideReviews(settings, req, parseDecisions(decisions))
          return results.map(({ id, isDecided, state, error }) => ({
            ...{ id: String(id), isDecided, state },
            ...{ code: error?.data.code, message: error?.message },
          }))
        },
      },
    }
  }
