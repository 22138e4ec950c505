import type { Config, Endpoint, PayloadRequest } from 'payload'
import { requireRole } from '../access/access.js'
import { readBudgets } from '../limits/budgets.js'
import { readRoom } from '../limits/ceiling.js'
import { refuseUncounted } from '../limits/checkLimits.js'
import { userKeyOf } from '../limits/limitStore.js'
import { limitsOf } from '../limits/roleLimits.js'
import { takeBudget } from '../limits/runBudget.js'
import { readOpening, readUse, type WindowUse } from '../limits/windows.js'
import type { LimitedUser } from '../options/limitOptions.js'
import type { Settings } from '../options/Settings.js'
import type { RunKind } from '../runs/RunKind.js'
import { kindsFor, requestedKind } from '../runs/requestedKind.js'
import { poolStore, type RunStore } from '../runs/sql/store.js'

/** `GET /generation/limits`: what the signed-in user may ask for, by kind, and what is left of it. */
export const limitsEndpoint = (settings: Settings, kinds: readonly RunKind[]): Endpoint => ({
  path: '/generation/limits',
  method: 'get',
  handler: async (req) => Response.json(await readLimits(settings, kinds, req)),
})

type Queries = NonNullable<NonNullable<Config['graphQL']>['queries']>
type Resolve<Args> = (parent: unknown, args: Args, context: { req: PayloadRequest }) => unknown

/** `generationLimits`, `estimateGenerationRun(kind, input)`: the JSON that the routes answer. */
export const limitQueries =
  (settings: Settings, kinds: readonly RunKind[]): Queries =>
  (graphQL, context) => {
    // The type of a field of ours that is JSON; it exists by the time a schema is built.
    const json =
      context.collections[settings.slugs.generationRuns]?.graphQL?.type.getFields().facts?.type ?? graphQL.GraphQLString
    const limits: Resolve<unknown> = (_, _args, { req }) => readLimits(settings, kinds, req)
    const estimate: Resolve<RunRequest> = (_, request, { req }) => estimateRun(settings, kinds, { req, request })
    return {
      generationLimits: { type: json, resolve: limits },
      estimateGenerationRun: {
        type: json,
        args: { kind: { type: graphQL.GraphQLString }, input: { type: json } },
        resolve: estimate,
      },
    }
  }

interface RunRequest {
  kind?: unknown
  input?: unknown
}

interface EstimateRun {
  req: PayloadRequest
  request: RunRequest
}

/** What a run would take; stores nothing. */
export const estimateRun = async (settings: Settings, kinds: readonly RunKind[], { req, request }: EstimateRun) => {
  const role = requireRole(settings, req)
  const kind = requestedKind(kinds, { kind: request.kind ?? kinds[0]?.kind, role })
  const { budget, rest } = takeBudget(settings, request.input)
  const { estimate, input } = await kind.admit({ req, input: rest })
  return { estimate: await estimate(), input: { ...input, ...budget } }
}

const readLimits = async (settings: Settings, kinds: readonly RunKind[], req: PayloadRequest) => {
  const role = requireRole(settings, req)
  const allowed = kindsFor(kinds, role)
  const { user, payload } = req
  return {
    ...Object.fromEntries(allowed.flatMap((kind) => (kind.limits ? [[kind.kind, kind.limits()]] : []))),
    role,
    kinds: allowed.map(({ kind }) => kind),
    ...(user &&
      (await refuseUncounted(payload, () => readLeft(settings, poolStore(payload, settings), kinds, { user, role })))),
  }
}

/** What is left for a user now. It is gone as soon as he, or another request of his, asks for a run. */
const readLeft = async (settings: Settings, store: RunStore, kinds: readonly RunKind[], who: LimitedUser) => {
  const limits = limitsOf({ settings, kinds: kinds.map(({ kind }) => kind), who })
  const requester = { userKey: userKeyOf(who.user.id), user: who.user.id }
  const use = await readUse(store, { requester, limits })
  const windows = []
  for (const window of use.windows) {
    const opening = isFull(window) ? await readOpening(store, requester, window) : undefined
    windows.push({ ...left(window), opensAt: opening?.opensAt.toISOString() ?? null })
  }
  const [running, ...ofKinds] = use.running.map(left)
  return {
    windows,
    running: { ...running, kinds: ofKinds },
    site: await readRoom(store),
    budgets: await readBudgets({ settings, store, who }),
  }
}

/** One of 0 never opens. */
const isFull = ({ limit, used }: WindowUse): boolean => limit !== false && limit > 0 && used >= limit

const left = <Use extends { limit: number | false; used: number }>({ limit, used, ...rest }: Use) => ({
  ...rest,
  limit: limit === false ? null : limit,
  used,
  left: limit === false ? null : Math.max(0, limit - used),
})
