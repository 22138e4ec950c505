import type { BasePayload } from 'payload'
import { poolOf } from '../database/postgres.js'
import type { BreakerStore } from '../model/BreakerStore.js'
import type { Slugs } from '../options/Slugs.js'
import { closeBreaker } from './sql/closeBreaker.js'
import { openBreaker } from './sql/openBreaker.js'
import { probeBreaker } from './sql/probeBreaker.js'
import { readBreakers } from './sql/readBreakers.js'
import { runTables } from './sql/runTables.js'

/** Open breakers in `generation-breakers`, by the database's clock, so that all workers see the same. */
export const postgresBreakerStore = (payload: BasePayload, slugs: Slugs): BreakerStore => {
  const db = poolOf(payload)
  const tables = runTables(payload, slugs)
  return {
    read: () => readBreakers(db, tables),
    open: (breaker) => openBreaker(db, tables, breaker),
    close: (provider, model) => closeBreaker(db, tables, { provider, model }),
    probe: (provider, model, holdMs) => probeBreaker(db, tables, { provider, model, holdMs }),
  }
}
