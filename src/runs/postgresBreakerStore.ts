import type { BasePayload } from 'payload'
import { poolOf } from '../database/adapter.js'
import type { BreakerStore } from '../model/policies/breakerStore.js'
import type { Settings } from '../options/Settings.js'
import { closeBreaker } from './sql/closeBreaker.js'
import { hastenSteps } from './sql/hastenSteps.js'
import { openBreaker } from './sql/openBreaker.js'
import { probeBreaker } from './sql/probeBreaker.js'
import { readBreakers } from './sql/readBreakers.js'
import { runTables } from './sql/runTables.js'

/**
 * Open breakers in `generation-breakers`, by the database's clock, so that all workers see the same. When one closes, the
 * steps that wait for its provider go on.
 */
export const postgresBreakerStore = (payload: BasePayload, { slugs, queue }: Settings): BreakerStore => {
  const db = poolOf(payload)
  const tables = runTables(payload, slugs)
  return {
    read: () => readBreakers(db, tables),
    open: (breaker) => openBreaker(db, tables, breaker),
    close: async (provider, model) => {
      const wasOpen = await closeBreaker(db, tables, { provider, model })
      if (wasOpen) await hastenSteps(db, tables, { queue, provider })
    },
    probe: (provider, model, holdMs) => probeBreaker(db, tables, { provider, model, holdMs }),
  }
}
