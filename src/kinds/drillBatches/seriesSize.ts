import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { table } from '../../database/adapter.js'
import { idOf } from '../../database/stored.js'
import { sqlOf } from '../../database/transactions.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import type { Settings } from '../../options/Settings.js'
import { isOpen } from '../../runs/sql/store.js'
import { type Id, keyOfDocument } from '../../runs/vocabulary.js'

/** The positions that drills of a series are made from. */
export const positionsOfSeries = async (settings: Settings, req: PayloadRequest, seriesId: Id): Promise<Set<Id>> => {
  const db = await sqlOf(req)
  const { rows } = await db.execute(sql`
    select distinct position_id as id from ${table(req.payload, settings.slugs.drills)}
    where series_id = ${seriesId} and position_id is not null
  `)
  return new Set(rows.map(({ id: position }) => idOf(position)))
}

interface SeriesSize {
  /** Drills there are, and those that runs under way are still to make. */
  drills: number
  /** The last place that is taken, or promised by a run that has not made all: a retry of it fills its places. */
  lastOrder: number
}

/**
 * How full a series is. In a transaction its row is locked first, so that of two requests at once the second counts what
 * the first one promised.
 */
export const sizeOfSeries = async (settings: Settings, req: PayloadRequest, seriesId: Id): Promise<SeriesSize> => {
  const { slugs } = settings
  if (req.transactionID) await lockDocuments(req, { collection: slugs.drillSeries, ids: [seriesId] })
  const db = await sqlOf(req)
  const drills = table(req.payload, slugs.drills)
  const { rows } = await db.execute(sql`
    with made as (select count(*) as count, max("order") as last from ${drills} where series_id = ${seriesId}),
    promised as (
      select sum(progress_requested - progress_generated - progress_failed) filter (
          where ${isOpen(sql`status`)}
        ) as count,
        max(coalesce((facts ->> 'offset')::int, 0) + progress_requested) as last
      from ${table(req.payload, slugs.generationRuns)}
      where target_key = ${keyOfDocument({ relationTo: slugs.drillSeries, value: seriesId })} and status <> 'completed'
    )
    select made.count + coalesce(promised.count, 0) as drills, greatest(made.last, promised.last, 0) as last_order
    from made, promised
  `)
  return { drills: Number(rows[0]?.drills ?? 0), lastOrder: Number(rows[0]?.last_order ?? 0) }
}
