import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { id } from '../database/stored.js'
import type { RunStore } from '../runs/sql/store.js'
import { logLevels } from '../runs/vocabulary.js'

/** The ways an alert goes out by, and what became of it on each; kept on its row as `deliveries`. */
const delivery = z.object({
  deliveredAt: z.string().optional(),
  /** Why the last try failed: a status or a code, never an address. */
  error: z.string().optional(),
})

const deliveriesSchema = z.object({
  tries: z.number().default(0),
  email: delivery.optional(),
  webhook: delivery.optional(),
})

export type Deliveries = z.infer<typeof deliveriesSchema>

const claimed = z.object({
  id,
  cause: z.string(),
  level: z.enum(logLevels).catch('warn'),
  message: z.string(),
  count: z.coerce.number(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  role: z.string().nullable(),
  run: id.nullable(),
  user: id.nullable(),
  deliveries: deliveriesSchema.catch({ tries: 1 }),
  createdAt: z.string(),
  /** By the database's clock, which is one for all. */
  now: z.string(),
  /** Proves the claim: no other has the same. */
  until: z.string(),
})

export type ClaimedAlert = z.infer<typeof claimed>

interface ClaimDeliveries {
  most: number
  /** For how long no other process takes them; from a process that died, others take them over then. */
  holdMs: number
}

const isoTime = (time: SQL): SQL => sql`to_char(${time} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Takes alerts that are due to be delivered, and counts the try: one conditional update, so no two workers get the same. */
export const claimDeliveries = async (
  { db, logs }: RunStore,
  { most, holdMs }: ClaimDeliveries,
): Promise<ClaimedAlert[]> => {
  const { rows } = await db.execute(sql`
    update ${logs} l set
      deliver_after = now() + ${holdMs} * interval '1 millisecond',
      deliveries = coalesce(deliveries, '{}'::jsonb)
        || jsonb_build_object('tries', coalesce((deliveries ->> 'tries')::int, 0) + 1),
      updated_at = now()
    where id in (
      select id from ${logs} where type = 'alert' and deliver_after <= now()
      order by deliver_after limit ${most} for no key update skip locked
    )
    returning id, cause, level, message, count, provider, model, role, run_id as run, user_id as "user", deliveries,
      ${isoTime(sql`created_at`)} as "createdAt", ${isoTime(sql`now()`)} as now, deliver_after::text as until
  `)
  return z.array(claimed).parse(rows)
}

interface SettleDelivery {
  alert: ClaimedAlert
  deliveries: Deliveries
  /** Milliseconds until it is tried again; `undefined` when nothing is left to be done. */
  againMs: number | undefined
}

/** Keeps what became of a claimed alert; nothing where another process has claimed it since. */
export const settleDelivery = async (
  { db, logs }: RunStore,
  { alert, deliveries, againMs }: SettleDelivery,
): Promise<void> => {
  const after = againMs === undefined ? sql`null` : sql`now() + ${againMs} * interval '1 millisecond'`
  await db.execute(sql`
    update ${logs} set deliveries = ${JSON.stringify(deliveries)}::jsonb, deliver_after = ${after}, updated_at = now()
    where id = ${alert.id} and deliver_after = ${alert.until}::timestamptz
  `)
}
