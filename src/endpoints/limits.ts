import type { BasePayload, Config, Endpoint, PayloadRequest } from 'payload'
import { requireRole } from '../access/access.js'
import { readStatus } from '../figures/readStatus.js'
import { readAllowance, readLeft } from '../limits/allowance.js'
import { refuseUncounted } from '../limits/checkLimits.js'
import { takeBudget } from '../limits/runBudget.js'
import type { LimitedUser } from '../options/limitOptions.js'
import type { Settings } from '../options/Settings.js'
import type { RunKind } from '../runs/kind/RunKind.js'
import { kindsFor, requestedKind } from '../runs/kind/requestedKind.js'
import { poolStore } from '../runs/sql/store.js'

/**
 * `GET /generation/limits`: what the signed-in user may ask for, by kind, and what is left of it. `GET /generation/status`: what is open
 * of that user's own, and what is left, in one small answer that the panel asks for again and again; where limits cannot be counted it
 * says the rest.
 */
export const limitsEndpoints = (settings: Settings, kinds: readonly RunKind[]): Endpoint[] => [
  {
    path: '/generation/limits',
    method: 'get',
    handler: async (req) => Response.json(await readLimits(settings, kinds, req)),
  },
  {
    path: '/generation/status',
    method: 'get',
    handler: async (req) => {
      requireRole(settings, req)
      const left = readOwnLeft(settings, kinds, req).catch(() => null)
      return Response.json({ ...(await readStatus(settings, req)), limits: await left })
    },
  },
]

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
  const admission = await kind.admit({ req, input: rest })
  const estimate = await admission.estimate()
  const { payload, user } = req
  const needed = { tokens: estimate.promptTokens + estimate.completionTokens, costUsd: estimate.cost?.low }
  const limits = user && {
    limits: await readAllowance({
      ...leftOf(settings, kinds, { payload, user, role }),
      ...{ payload, kind: kind.kind, budget, needed },
    }),
  }
  return { estimate: { ...estimate, ...limits }, input: { ...admission.input, ...budget } }
}

/**
 * What is left of limits and budgets for the user who asks.
 *
 * @throws RequestError 401 for visitors and for users without a role, 503 where it cannot be counted
 */
const readOwnLeft = async (settings: Settings, kinds: readonly RunKind[], req: PayloadRequest) => {
  const role = requireRole(settings, req)
  const { user, payload } = req
  return user && (await refuseUncounted(payload, () => readLeft(leftOf(settings, kinds, { payload, user, role }))))
}

const leftOf = (
  settings: Settings,
  kinds: readonly RunKind[],
  { payload, user, role }: LimitedUser & { payload: BasePayload },
) => ({ settings, store: poolStore(payload, settings), kinds: kinds.map(({ kind }) => kind), who: { user, role } })

const readLimits = async (settings: Settings, kinds: readonly RunKind[], req: PayloadRequest) => {
  const role = requireRole(settings, req)
  const allowed = kindsFor(kinds, role)
  return {
    ...Object.fromEntries(allowed.flatMap((kind) => (kind.limits ? [[kind.kind, kind.limits()]] : []))),
    role,
    kinds: allowed.map(({ kind }) => kind),
    ...(await readOwnLeft(settings, kinds, req)),
  }
}
