import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { poolOf, table } from '../database/adapter.js'
import type { Settings } from '../options/Settings.js'

interface Backlog {
  /** What waits for a reviewer to decide, by kind of draft, the most first. */
  readonly kinds: readonly { kind: string; waiting: number }[]
  readonly waiting: number
  /** Since when the first of them waits. */
  readonly oldest: string | undefined
}

/** What runs have made that nobody has decided on. */
export const readBacklog = async (payload: BasePayload, { slugs }: Settings): Promise<Backlog> => {
  const { rows } = await poolOf(payload).execute(sql`
    select kind, count(*)::int as waiting, min(created_at) as oldest from ${table(payload, slugs.reviews)}
    where state = 'waiting' group by kind order by waiting desc, kind
  `)
  const kinds = rows.map(({ kind, waiting }) => ({ kind: String(kind), waiting: Number(waiting) }))
  const times = rows.map(({ oldest }) => new Date(String(oldest)).getTime())
  return {
    kinds,
    waiting: kinds.reduce((sum, { waiting }) => sum + waiting, 0),
    oldest: times.length > 0 ? new Date(Math.min(...times)).toISOString() : undefined,
  }
}
