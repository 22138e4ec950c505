import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { isReviewer } from '../../access/access.js'
import { poolOf, table } from '../../database/adapter.js'
import { transactionOf } from '../../database/transactions.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { RequestError } from '../../errors.js'
import { difficulties } from '../../games/difficulties.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { findReadable } from '../sources.js'

const id = z.union([z.number(), z.string()])

const series = z.object({
  id,
  title: z.string().nullish(),
  game: z.string(),
  difficulty: z.enum(difficulties).nullish(),
  curriculum: id.nullish(),
  profile: id.nullish(),
})

export type SeriesFacts = z.infer<typeof series>

/**
 * The series that a request adds to. Our own jobs have no user: the request was checked when it was admitted.
 *
 * @throws RequestError 400 when it does not exist or the requester may not read it, 403 when he may not change it
 */
export const findSeries = async (settings: Settings, req: PayloadRequest, seriesId: Id): Promise<SeriesFacts> => {
  const found = await findReadable(req, { collection: settings.slugs.drillSeries, id: seriesId, name: 'series' })
  if (req.user && !isReviewer(settings)({ req })) {
    throw new RequestError(403, 'You may not add to a series: leave addTo out to get one of your own.', {
      code: 'add_to_not_allowed',
    })
  }
  return series.parse(found)
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
  const db = req.transactionID ? await transactionOf(req) : poolOf(req.payload)
  const drills = table(req.payload, slugs.drills)
  const { rows } = await db.execute(sql`
    with made as (select count(*) as count, max("order") as last from ${drills} where series_id = ${seriesId}),
    promised as (
      select sum(progress_requested - progress_generated - progress_failed) filter (
          where status in ('queued', 'planning', 'running', 'paused')
        ) as count,
        max(coalesce((facts ->> 'offset')::int, 0) + progress_requested) as last
      from ${table(req.payload, slugs.generationRuns)}
      where target_key = ${`${slugs.drillSeries}:${seriesId}`} and status <> 'completed'
    )
    select made.count + coalesce(promised.count, 0) as drills, greatest(made.last, promised.last, 0) as last_order
    from made, promised
  `)
  return { drills: Number(rows[0]?.drills ?? 0), lastOrder: Number(rows[0]?.last_order ?? 0) }
}
