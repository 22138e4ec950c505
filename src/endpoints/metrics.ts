import { createHash, timingSafeEqual } from 'node:crypto'
import type { BasePayload, Endpoint } from 'payload'
import { countOpenAlerts } from '../alerts/acknowledgeAlerts.js'
import { loggable } from '../errors.js'
import { readSpentOfBudgets, type SpentOfBudget } from '../limits/budgets.js'
import { budgetName, calendarWindows, prefixOf } from '../limits/counters.js'
import type { UsageRow } from '../limits/usage/readUsage.js'
import { createUsageTotals, type UsageTotals } from '../limits/usage/usageTotals.js'
import type { Settings } from '../options/Settings.js'
import { readBreakers } from '../runs/sql/breakers.js'
import { countOpenSteps, countRuns } from '../runs/sql/reads.js'
import { poolStore, type RunStore } from '../runs/sql/store.js'
import { readWorkers } from '../runs/sql/workers.js'
import { type Metric, prometheusText, prometheusType } from './prometheusText.js'

/**
 * `GET /generation/metrics`: numbers for Prometheus, for a client that sends `metrics.token`; without that option there is no such
 * route. All of them come from the database, so any process may be asked, and none of them begins anew with a process.
 */
export const metricsEndpoints = (settings: Settings): Endpoint[] => {
  const { token } = settings.metrics
  if (!token) return []
  const totals = new WeakMap<BasePayload, ReturnType<typeof createUsageTotals>>()
  const totalsOf = (payload: BasePayload) => {
    const known = totals.get(payload) ?? createUsageTotals(settings.model.providers)
    totals.set(payload, known)
    return known
  }
  return [
    {
      path: '/generation/metrics',
      method: 'get',
      handler: async (req) => {
        if (!isSame(req.headers.get('authorization'), `Bearer ${token}`)) {
          const message = 'Send the token of the option `metrics.token`, as `Authorization: Bearer …`.'
          return Response.json(
            { errors: [{ message, data: { code: 'unauthorized' } }] },
            { status: 401, headers: { 'www-authenticate': 'Bearer' } },
          )
        }
        try {
          const store = poolStore(req.payload, settings)
          const metrics = await readMetrics(store, settings, await totalsOf(req.payload)(store))
          return new Response(prometheusText(metrics), { headers: { 'content-type': prometheusType } })
        } catch (err) {
          req.payload.logger.error({ err: loggable(err), msg: 'metrics could not be read' })
          return new Response('The database does not answer.\n', { status: 503 })
        }
      },
    },
  ]
}

/** Takes as long for a wrong text as for the right one, whatever its length. */
const isSame = (given: string | null, right: string): boolean => {
  const [one, other] = [given ?? '', right].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}

const readMetrics = async (store: RunStore, settings: Settings, used: UsageTotals): Promise<Metric[]> => {
  const steps = await countOpenSteps(store)
  const workers = await readWorkers(store)
  const breakers = (await readBreakers(store)).filter(({ retryAfterMs }) => retryAfterMs > 0)
  const sum = (of: (worker: (typeof workers)[number]) => number) =>
    workers.reduce((total, worker) => total + of(worker), 0)
  return [
    gauge('runs', 'Runs that there are, by status', byLabel('status', await countRuns(store))),
    gauge(
      'steps',
      'Steps that wait or are worked on',
      byLabel('status', { queued: steps.queued, running: steps.running }),
    ),
    gauge('oldest_step_seconds', 'How long the oldest step that is due has been waiting', [one(steps.oldestSeconds)]),
    gauge('workers', 'Workers that live', [one(workers.length)]),
    gauge('worker_slots', 'Slots of all workers', [one(sum(({ slots }) => slots))]),
    gauge('worker_slots_busy', 'Slots that work on a step', [one(sum(({ busy }) => busy))]),
    gauge(
      'breaker_open',
      'Models that are not called now',
      breakers.map(({ provider, model }) => ({ labels: { provider, model }, value: 1 })),
    ),
    gauge(
      'alerts_open',
      'Alerts that nobody has acknowledged',
      byLabel('level', { info: 0, warn: 0, error: 0, ...(await countOpenAlerts(store)) }),
    ),
    ...ofBudgets(settings, await readSpentOfBudgets(store)),
    ...ofUsage(used),
  ]
}

type Samples = Metric['samples']

const named =
  (type: Metric['type']) =>
  (name: string, help: string, samples: Samples): Metric => ({
    ...{ name: `coursewright_${name}`, help: `${help}.`, type, samples },
  })
const gauge = named('gauge')
const counter = named('counter')

const one = (value: number) => ({ labels: {}, value })

const byLabel = (name: string, values: Readonly<Record<string, number>>): Samples =>
  Object.entries(values).map(([label, value]) => ({ labels: { [name]: label }, value }))

/** Since there is usage, whatever was deleted of the ledger since. */
const ofUsage = (rows: UsageTotals): Metric[] => {
  const each = (of: (row: UsageRow) => Readonly<Record<string, number>>, label: string): Samples =>
    rows.flatMap((row) =>
      Object.entries(of(row)).map(([name, value]) => ({ labels: { ...row.of, [label]: name }, value })),
    )
  const all = (of: (row: UsageRow) => number): Samples => rows.map((row) => ({ labels: row.of, value: of(row) }))
  const priced = rows.filter(({ cost }) => cost !== null)
  return [
    counter('calls_total', 'Calls to models, by how they ended', each(outcomesOf, 'outcome')),
    counter('tokens_total', 'Tokens that providers told; each is counted once', each(tokensOf, 'type')),
    counter(
      'untold_calls_total',
      'Calls of which no provider told what they took',
      all(({ untoldCalls }) => untoldCalls),
    ),
    counter(
      'cost_usd_total',
      "US dollars at today's prices, of models that have one",
      priced.map(({ of: labels, cost }) => ({ labels, value: cost ?? 0 })),
    ),
    named('summary')(
      'call_seconds',
      'How long calls took',
      rows.flatMap(({ of: labels, ms, calls }) => [
        { suffix: '_sum' as const, labels, value: ms / 1000 },
        { suffix: '_count' as const, labels, value: calls },
      ]),
    ),
    counter(
      'drafts_requested_total',
      'Drafts that were requested of models',
      all(({ items }) => items),
    ),
    counter(
      'drafts_total',
      'Drafts that were accepted',
      all(({ drafts }) => drafts),
    ),
    gauge(
      'saved_tokens',
      'Prompt tokens that calls for one draft each would have taken more',
      all(({ savedTokens }) => savedTokens),
    ),
  ]
}

/** In the words of the ledger: `rate-limited`. */
const outcomesOf = ({ outcomes }: UsageRow): Record<string, number> =>
  Object.fromEntries(
    Object.entries(outcomes).map(([name, count]) => [
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      count,
    ]),
  )

const tokensOf = (row: UsageRow): Record<string, number> => ({
  prompt: row.promptTokens - row.cachedTokens - row.cacheWriteTokens,
  cached: row.cachedTokens,
  cache_written: row.cacheWriteTokens,
  completion: row.completionTokens - row.reasoningTokens,
  reasoning: row.reasoningTokens,
})

/** Those of the site and of roles: of each user they would be too many. */
const ofBudgets = ({ budgets }: Settings, spent: readonly SpentOfBudget[]): Metric[] => {
  const limited = calendarWindows.flatMap((window) => [
    {
      name: budgetName({ prefix: prefixOf('site'), window }),
      labels: { scope: 'site', window },
      limit: budgets.site[window],
    },
    ...Object.entries(budgets.role).map(([role, amounts]) => ({
      name: budgetName({ prefix: prefixOf('role', role), window }),
      labels: { scope: 'role', role, window },
      limit: amounts?.[window],
    })),
  ])
  const samples = (of: (budget: (typeof limited)[number]) => number | undefined): Samples =>
    limited.flatMap((budget) => {
      const value = of(budget)
      return value === undefined ? [] : [{ labels: budget.labels, value }]
    })
  const usedOf = (name: string) => spent.find((row) => row.name === name)
  const isIn = (limit: unknown, used: number | undefined) => (limit === undefined ? undefined : (used ?? 0))
  return [
    gauge(
      'budget_limit_tokens',
      'What may be spent',
      samples(({ limit }) => limit?.tokens),
    ),
    gauge(
      'budget_used_tokens',
      'What was spent or is reserved',
      samples(({ name, limit }) => isIn(limit?.tokens, usedOf(name)?.tokens)),
    ),
    gauge(
      'budget_limit_usd',
      'What may be spent',
      samples(({ limit }) => limit?.costUsd),
    ),
    gauge(
      'budget_used_usd',
      'What was spent or is reserved',
      samples(({ name, limit }) => isIn(limit?.costUsd, (usedOf(name)?.microUsd ?? 0) / 1_000_000)),
    ),
  ]
}
