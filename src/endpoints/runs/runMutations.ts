import type { Config } from 'payload'
import type { Settings } from '../../options/Settings.js'
import { type RunAction, runActions } from '../../runs/vocabulary.js'
import { actOnRun, readableRun } from './readableRun.js'

/** What a plugin adds to Payload's own mutations. */
export type Mutations = NonNullable<NonNullable<Config['graphQL']>['mutations']>
type GraphQL = Parameters<Mutations>[0]
type Context = Parameters<Mutations>[1]

/** `cancelGenerationRun(id)`, `pauseGenerationRun`, `resumeGenerationRun(id, maxTokens, maxCostUsd)`, `retryGenerationRun(id, step)` → the run. */
export const runActionMutations =
  (settings: Settings): Mutations =>
  (graphQL, context) =>
    Object.fromEntries(
      runActions.map((action) => [`${action}GenerationRun`, mutation(settings, action, graphQL, context)]),
    )

const mutation = (settings: Settings, action: RunAction, graphQL: GraphQL, context: Context) => ({
  // The collection's own type; it exists by the time a schema is built.
  type: context.collections[settings.slugs.generationRuns]?.graphQL?.type ?? graphQL.GraphQLString,
  args: {
    id: { type: new graphQL.GraphQLNonNull(graphQL.GraphQLString) },
    ...(action === 'retry' ? { step: { type: graphQL.GraphQLInt } } : {}),
    // Tokens may be more than an Int holds.
    ...(action === 'resume'
      ? { maxTokens: { type: graphQL.GraphQLFloat }, maxCostUsd: { type: graphQL.GraphQLFloat } }
      : {}),
  },
  resolve: async (
    _: unknown,
    args: { id: string; step?: number; maxTokens?: number; maxCostUsd?: number },
    { req }: { req: Parameters<typeof readableRun>[1] },
  ) => {
    const run = await readableRun(settings, req, args.id)
    return actOnRun(settings, req, { run, action, given: args })
  },
})
