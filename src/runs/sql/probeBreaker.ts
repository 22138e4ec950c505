import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import { breakerKey } from './breakerKey.js'
import type { RunTables } from './runTables.js'

interface ProbeBreaker {
  provider: string
  model: string
  /** How long nobody else may try, in case the worker that tries dies. */
  holdMs: number
}

/** Gives one worker the right to try a model whose time is up: one conditional update, so only one gets it. */
export const probeBreaker = async (
  db: Sql,
  { breakers }: RunTables,
  { provider, model, holdMs }: ProbeBreaker,
): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    update ${breakers} set
      probe_until = now() + ${Math.ceil(holdMs)} * interval '1 millisecond', updated_at = now()
    where key = ${breakerKey(provider, model)} and open_until <= now() and (probe_until is null or probe_until <= now())
    returning id
  `)
  return rows.length === 1
}
