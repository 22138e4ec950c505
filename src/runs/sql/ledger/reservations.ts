import { randomUUID } from 'node:crypto'
import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { z } from 'zod'
import { newUuidV7, poolOf, postgres, tableName } from '../../../database/adapter.js'
import { id } from '../../../database/stored.js'
import { type Budget, microUsdOf } from '../../../limits/budgetLimits.js'
import { type Counter, counterOfRow, keyInSql, lockOrder, today } from '../../../limits/counters.js'
import type { ServiceTier } from '../../../model/Attempt.js'
import type { Slugs } from '../../../options/CoursewrightOptions.js'
import type { Id, Step } from '../../vocabulary.js'
import type { RunStore } from '../store.js'

const reserved = z.object({
  /** Of the row that the call will have in the ledger; none where the table has no sequence to take one from. */
  id: id.optional(),
  /** Most tokens and millionths of a US dollar that it can take. */
  tokens: z.number(),
  microUsd: z.number(),
  /** The day, in UTC, that it counts for: the one it began on. */
  day: z.string(),
  /** The counters that it was reserved in. */
  keys: z.array(z.string()),
  provider: z.string(),
  model: z.string(),
  serviceTier: z.enum(['normal', 'flex']).default('normal'),
  feature: z.string().optional(),
  subject: z.string().optional(),
  items: z.number().optional(),
  userKey: z.string(),
  role: z.string(),
  kind: z.string(),
})

/** What was set aside for a call under way; in `generation-steps.reservations` by its ticket. */
export type Reserved = z.infer<typeof reserved> & { readonly ticket: string }

/** Of a step's `reservations`. What cannot be read is none: a step must go on. */
export const readReservations = (stored: unknown): Reserved[] =>
  Object.entries(
    z
      .record(z.string(), z.unknown())
      .catch({})
      .parse(stored ?? {}),
  ).flatMap(([ticket, entry]) => {
    const read = reserved.safeParse(entry)
    return read.success ? [{ ...read.data, ticket }] : []
  })

/** What a call is, as far as it is known before it is made. */
export interface PlannedSpending {
  readonly tokens: number
  /** `undefined` where the price is unknown. */
  readonly microUsd: number | undefined
  readonly provider: string
  readonly model: string
  readonly serviceTier: ServiceTier
  readonly items: number
  readonly feature?: string
  readonly subject?: string
  readonly userKey: string
  readonly role: string
  readonly kind: string
}

interface ReserveCall {
  step: Step
  /** Made up by the caller: asked a second time with the same, nothing more is reserved. */
  ticket: string
  call: PlannedSpending
  /** Those that hold; the run's own limits are read from its row and need not be there. */
  budgets: readonly Budget[]
  /** The id of the ledger's row, see `nextLogId`. */
  logId: SQL
}

export type ReserveAnswer =
  | { readonly is: 'reserved'; readonly reserved: Reserved }
  /** There is no room; in which of these counters, tells `tightest`. */
  | { readonly is: 'refused'; readonly counters: readonly Counter[]; readonly day: string }
  /** Some of these counters are not there yet. */
  | { readonly is: 'missing'; readonly counters: readonly Counter[]; readonly day: string }
  /** The step is no longer ours. */
  | { readonly is: 'lost' }

/**
 * Sets aside the most that a call can take, in every budget that holds for it or in none, and takes the id that its row in
 * the ledger will have: one statement. It sees the budgets as they were when it began, except for rows that it locks: of
 * those it gets the latest version. So what is decided is decided on the locked rows alone, and of two calls that want the last
 * room one gets it. The step's row is locked first, then the counters by `lockOrder`, as everywhere.
 */
export const reserveCall = async (
  { db, runs, steps, budgets: counters }: RunStore,
  { step, ticket, call, budgets, logId }: ReserveCall,
): Promise<ReserveAnswer> => {
  const { tokens, microUsd } = call
  const limits = budgets.map(({ scope, window, prefix, limit }) => ({
    ...{ scope, window, prefix, limit_tokens: limit.tokens },
    limit_micro_usd: limit.costUsd === undefined ? undefined : microUsdOf(limit.costUsd),
  }))
  const { rows } = await db.execute(sql`
    with held as (
      select id, run_id, reservations -> ${ticket}::text as known from ${steps}
      where id = ${step.id} and token = ${step.token} and status = 'running' for no key update
    ),
    clock as (select ${today} as day),
    own as (
      select 'run' as scope, 'run' as "window", ${keyInSql.prefixOfRun(sql`r.id`)} as prefix, r.max_tokens as limit_tokens,
        r.max_cost_usd * 1000000 as limit_micro_usd
      from ${runs} r join held on r.id = held.run_id
    ),
    budget as (
      select scope, "window", ${keyInSql.of({ prefix: sql`prefix`, window: sql`"window"`, day: sql`day` })} as key,
        min(limit_tokens) as limit_tokens, min(limit_micro_usd) as limit_micro_usd
      from (
        select * from own
        union all
        select * from jsonb_to_recordset(${JSON.stringify(limits)}::jsonb)
          as given (scope text, "window" text, prefix text, limit_tokens numeric, limit_micro_usd numeric)
      ) limits cross join clock
      group by 1, 2, 3 having min(limit_tokens) is not null or min(limit_micro_usd) is not null
    ),
    counter as (
      select b.id, b.key, budget.scope, budget."window", budget.limit_tokens, budget.limit_micro_usd,
        b.spent_tokens, b.spent_micro_usd, b.reserved_tokens, b.reserved_micro_usd
      from ${counters} b join budget on budget.key = b.key
      where exists (select from held where known is null)
      order by ${lockOrder(sql`b.key`)} for update of b
    ),
    verdict as (
      select count(*) = (select count(*) from budget) as is_complete, coalesce(bool_and(
        (limit_tokens is null or spent_tokens + reserved_tokens + ${tokens}::numeric <= limit_tokens)
        and (limit_micro_usd is null or coalesce(spent_micro_usd + reserved_micro_usd + ${microUsd ?? null}::numeric <= limit_micro_usd, false))
      ), true) as has_room
      from counter
    ),
    allowed as (
      select held.id, ${logId} as log_id from held cross join verdict
      where held.known is null and verdict.is_complete and verdict.has_room
    ),
    moved as (
      update ${counters} b set
        reserved_tokens = b.reserved_tokens + ${tokens}::numeric, reserved_micro_usd = b.reserved_micro_usd + ${microUsd ?? 0}::numeric,
        updated_at = now()
      from counter cross join allowed where b.id = counter.id
    ),
    noted as (
      update ${steps} s set reservations = coalesce(s.reservations, '{}'::jsonb) || jsonb_build_object(
        ${ticket}::text, ${JSON.stringify({ ...call, microUsd: microUsd ?? 0 })}::jsonb || jsonb_strip_nulls(jsonb_build_object(
          'id', allowed.log_id, 'at', now(), 'day', clock.day, 'keys', (select coalesce(jsonb_agg(key), '[]'::jsonb) from counter)
        ))
      )
      from allowed cross join clock where s.id = allowed.id
      returning s.reservations -> ${ticket}::text as entry
    )
    select clock.day, exists (select from held) as is_ours, verdict.is_complete,
      coalesce((select known from held), (select entry from noted)) as entry,
      (select jsonb_agg(to_jsonb(counter)) from counter) as counters, (select jsonb_agg(to_jsonb(budget)) from budget) as budgets
    from verdict cross join clock
  `)
  const row = rows[0] ?? {}
  if (row.is_ours !== true) return { is: 'lost' }
  if (row.entry != null) return { is: 'reserved', reserved: { ...reserved.parse(row.entry), ticket } }
  const day = String(row.day)
  const found = row.is_complete ? row.counters : row.budgets
  const all = Array.isArray(found) ? found.map(counterOfRow) : []
  return { is: row.is_complete ? 'refused' : 'missing', counters: all, day }
}

/** Gives back what was set aside for a call that was not made after all. */
export const unreserveCall = async (
  { db, steps, budgets }: RunStore,
  { step, reserved: { ticket, tokens, microUsd } }: { step: Pick<Step, 'id'>; reserved: Reserved },
): Promise<void> => {
  await db.execute(sql`
    with held as (
      select id, reservations -> ${ticket}::text -> 'keys' as keys from ${steps}
      where id = ${step.id} and jsonb_exists(reservations, ${ticket}::text) for no key update
    ),
    counter as (
      select b.id from ${budgets} b join held on jsonb_exists(held.keys, b.key) order by ${lockOrder(sql`b.key`)} for update of b
    ),
    moved as (
      update ${budgets} b set
        reserved_tokens = b.reserved_tokens - ${tokens}::numeric, reserved_micro_usd = b.reserved_micro_usd - ${microUsd}::numeric,
        updated_at = now()
      from counter where b.id = counter.id
    )
    update ${steps} s set reservations = nullif(s.reservations - ${ticket}::text, '{}'::jsonb) from held where s.id = held.id
  `)
}

/**
 * The id of a ledger row that is still to be written, as SQL: a worker that knows it can write the row again when a
 * connection broke in the middle, and it will stand there once. Null where the table has no sequence to take one from.
 */
export const nextLogId = (payload: BasePayload, { generationLogs }: Slugs): SQL => {
  const { idType, schemaName } = postgres(payload)
  if (idType === 'uuidv7') return sql`${newUuidV7()}::text`
  if (idType === 'uuid') return sql`${randomUUID()}::text`
  const quoted = [schemaName, tableName(payload, generationLogs)].flatMap((name) => (name ? `"${name}"` : [])).join('.')
  return sql`nextval(pg_get_serial_sequence(${quoted}, 'id'))`
}

/** An id of the ledger by itself, for a call that nothing was reserved for. */
export const takeLogId = async (payload: BasePayload, slugs: Slugs): Promise<Id | undefined> => {
  const { rows } = await poolOf(payload).execute(sql`select ${nextLogId(payload, slugs)} as id`)
  const id = rows[0]?.id
  if (id == null) return undefined
  return postgres(payload).idType === 'serial' ? Number(id) : String(id)
}
