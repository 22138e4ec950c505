import type { BasePayload } from 'payload'
import { countOpenAlerts } from '../alerts/acknowledgeAlerts.js'
import { type CallCounts, readCalls } from '../alerts/watchCalls.js'
import type { Settings } from '../options/Settings.js'
import { readPlanFigures } from '../plans/planFigures.js'
import { readBreakers } from '../runs/sql/breakers.js'
import { readModelNews } from '../runs/sql/modelChecks.js'
import { countOpenSteps } from '../runs/sql/reads.js'
import { poolStore } from '../runs/sql/store.js'
import { readWorkers } from '../runs/sql/workers.js'

/** What waits and is being done. Answers as soon as the database does. */
export const readQueue = (payload: BasePayload, settings: Settings) => countOpenSteps(poolStore(payload, settings))

/**
 * How generating is: which models are in use, which of them their provider does not list any more or is to shut down, which
 * are not called now, why and for how many milliseconds; which workers live, how calls of the last five and sixty minutes
 * ended, what plans were good for, and how many alerts nobody has acknowledged.
 */
export const readHealth = async (payload: BasePayload, settings: Settings) => {
  const store = poolStore(payload, settings)
  const { providers } = settings.model
  const others = providers.slice(1).map(({ name }) => name)
  const alerts = Object.values(await countOpenAlerts(store))
  return {
    enabled: settings.enabled,
    providers: providers.map(({ name, models, offline, capabilities: [capability], streams }) => ({
      name,
      ...models,
      offline,
      capability,
      streams,
    })),
    // Models their provider does not list any more, or is to shut down; nothing where all is well.
    models: await readModelNews(store),
    // Those whose time is up may be asked again by any worker, and are as good as closed until that fails.
    breakers: (await readBreakers(store))
      .filter(({ retryAfterMs }) => retryAfterMs > 0)
      .map(({ retryAfterMs, ...breaker }) => ({ ...breaker, retryAfterMs: Math.ceil(retryAfterMs) })),
    // Those that said so within a minute.
    workers: await readWorkers(store),
    calls: (await readCalls(store, { minutes: [5, 60], others })).map(withRates),
    plans: await readPlanFigures(store, settings),
    alerts: { open: alerts.reduce((sum, count) => sum + count, 0) },
  }
}

const share = (part: number, all: number): number | null => (all > 0 ? part / all : null)

/** Shares of calls, and of answers those that were what was requested; `null` where there were none. */
const withRates = (counts: CallCounts) => ({
  ...counts,
  errorRate: share(counts.errors, counts.calls),
  timeoutRate: share(counts.timeouts, counts.calls),
  fallbackRate: share(counts.fallbacks, counts.calls),
  validationRate: share(counts.passes, counts.answers),
})
