import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { OpenBreaker } from '../../model/policies/breakerStore.js'
import { breakerKey } from './breakerKey.js'
import type { RunTables } from './runTables.js'

/** Opens a breaker, or opens it again; of two workers that open it at once the longer time counts. */
export const openBreaker = async (
  db: Sql,
  { breakers, newId }: RunTables,
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
