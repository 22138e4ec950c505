import { addDataAndFileToRequest, type Config, type Endpoint, type PayloadRequest } from 'payload'
import { requireReviewer } from '../access/access.js'
import { decideReviews, parseDecisions } from '../drafts/decide.js'
import type { Settings } from '../options/Settings.js'

/** `POST /reviews/decide [{id, decision, reason?, note?, hash?, state?, how?}]` → `{results}`: one for each, in their order */
export const reviewEndpoints = (settings: Settings): Endpoint[] => [
  {
    path: '/decide',
    method: 'post',
    handler: async (req) => {
      requireReviewer(settings, req)
      await addDataAndFileToRequest(req)
      // A list comes as it is, or below a name where a client can only send objects.
      const given: unknown = Array.isArray(req.data) ? req.data : req.data?.decisions
      const results = await decideReviews(settings, req, parseDecisions(given))
      return Response.json({ results })
    },
  },
]

type Mutations = NonNullable<NonNullable<Config['graphQL']>['mutations']>

/** `decideReviews(decisions: [{id, decision, …}])` → a result for each */
export const reviewMutations =
  (settings: Settings): Mutations =>
  (graphQL) => {
    const text = { type: graphQL.GraphQLString }
    const required = { type: new graphQL.GraphQLNonNull(graphQL.GraphQLString) }
    const input = new graphQL.GraphQLInputObjectType({
      name: 'ReviewDecision',
      fields: { id: required, decision: required, reason: text, note: text, hash: text, state: text, how: text },
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
