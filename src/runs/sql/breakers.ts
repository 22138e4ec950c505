import { sql } from '@payloadcms/db-postgres/drizzle'
import type { OpenBreaker } from '../../model/policies/breakerStore.js'
import type { RunStore } from './store.js'

/**
 * All breakers that are not closed: `retryAfterMs` of 0 or less says that one call may try, which is how they close again.
 * Whether a worker tries already is not told: that ends any moment, and `probeBreaker` decides.
 */
export const readBreakers = async ({ db, breakers }: RunStore): Promise<OpenBreaker[]> => {
  const { rows } = await db.execute(sql`
    select provider, model, reason, openings, extract(epoch from open_until - now()) * 1000 as retry_after_ms
    from ${breakers}
    order by provider, model
  `)
  return rows.map((row) => ({
    provider: String(row.provider),
    model: String(row.model),
    reason: String(row.reason),
    openings: Number(row.openings),
    retryAfterMs: Number(row.retry_after_ms),
  }))
}

/** Opens a breaker, or opens it again; of two workers that open it at once the longer time counts. */
export const openBreaker = async (
  { db, breakers, newId }: RunStore,
  { provider, model, retryAfterMs, openings, reason }: OpenBreaker,
): Promise<void> => {
  const until = sql`now() + ${Math.ceil(retryAfterMs)} * interval '1 millisecond'`
  await db.execute(sql`
    insert into ${breakers} as b (id, key, provider, model, reason, open_until, openings, created_at, updated_at)
    values (
      ${newId()}, ${breakerKey(provider, model)}, ${provider}, ${model}, ${reason}, ${until}, ${openings}, now(), now()
    )
    on conflict (key) do update set
      reason = excluded.reason, open_until = greatest(b.open_until, excluded.open_until), probe_until = null,
      openings = greatest(b.openings, excluded.openings), updated_at = now()
  `)
}

interface ProbeBreaker {
  provider: string
  model: string
  /** How long no other worker may try, in case the worker that tries dies. */
  holdMs: number
}

/** Gives one worker the right to try a model whose time is up: one conditional update, so only one gets it. */
export const probeBreaker = async (
  { db, breakers }: RunStore,
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

interface CloseBreaker {
  provider: string
  model: string
}

/** @returns whether it was open */
export const closeBreaker = async ({ db, breakers }: RunStore, { provider, model }: CloseBreaker): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    delete from ${breakers} where key = ${breakerKey(provider, model)} returning id
  `)
  return rows.length === 1
}

/**
 * Forgets breakers of models that are not called any more, which is what would close them. An hour after its time was up,
 * how often a model failed in a row says nothing of today. How many went.
 */
export const deleteOldBreakers = async ({ db, breakers }: RunStore): Promise<number> => {
  const { rows } = await db.execute(
    sql`delete from ${breakers} where greatest(open_until, probe_until) < now() - interval '1 hour' returning id`,
  )
  return rows.length
}

/** The unique key of a provider's model. */
const breakerKey = (provider: string, model: string): string => JSON.stringify([provider, model])
