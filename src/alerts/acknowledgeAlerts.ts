import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { onlyReadable } from '../access/access.js'
import { isDocumentId, listOf } from '../database/adapter.js'
import { id, idOf } from '../database/stored.js'
import { inKeptTransaction } from '../database/transactions.js'
import { RequestError } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { type RunStore, storeIn } from '../runs/sql/store.js'
import type { Id } from '../runs/vocabulary.js'

/** More than a page of the panel shows. */
const mostAtOnce = 500

const given = z.array(id).min(1).max(mostAtOnce)

/**
 * Keeps that a user has seen alerts, all of them or none; of several users the first. A second time it changes nothing. The
 * same cause stays quiet for the rest of its hour, and is a new alert after it.
 *
 * @returns those that nobody had acknowledged before
 * @throws RequestError 400 for what is no list of ids, 404 when one of them is no alert, or none that the user may read
 */
export const acknowledgeAlerts = async (
  settings: Settings,
  req: PayloadRequest,
  { ids: asked, by }: { ids: unknown; by: Id },
): Promise<Id[]> => {
  const { data: ids } = given.safeParse(asked)
  if (!ids) {
    throw new RequestError(400, `Give the \`ids\` of 1 to ${mostAtOnce} alerts: {"ids": [12, 13]}.`, {
      code: 'invalid_ids',
      max: mostAtOnce,
    })
  }
  const logs = settings.slugs.generationLogs
  // What can be no id is none of theirs; asking Postgres for it would be an error.
  const asIds = ids.filter((id) => isDocumentId(req.payload, logs, id)).map((id) => ({ id }))
  const known = (await onlyReadable(req, logs, asIds)).map(({ id }) => id)
  return inKeptTransaction(req.payload, async (own) => {
    const { found, acknowledged } =
      known.length > 0 ? await acknowledge(await storeIn(own, settings), { ids: known, by }) : nothing
    const missing = ids.filter((id) => !found.some((one) => String(one) === String(id)))
    if (missing.length === 0) return acknowledged
    throw new RequestError(404, 'There is no such alert, so none was acknowledged.', {
      code: 'not_found',
      ids: missing,
    })
  })
}

const nothing = { found: [], acknowledged: [] }

interface Acknowledge {
  ids: readonly Id[]
  by: Id
}

/** In a transaction: with one that is not there, the others are taken back. */
const acknowledge = async (
  { db, logs }: RunStore,
  { ids, by }: Acknowledge,
): Promise<{ found: Id[]; acknowledged: Id[] }> => {
  const list = listOf(ids)
  const { rows } = await db.execute(sql`
    with found as (
      select id, acknowledged_at from ${logs} where type = 'alert' and id in (${list}) order by id for no key update
    ),
    done as (
      update ${logs} set acknowledged_at = now(), acknowledged_by_id = ${by}, updated_at = now()
      where id in (select id from found where acknowledged_at is null) returning id
    )
    select found.id, done.id is not null as is_new from found left join done on done.id = found.id
  `)
  return {
    found: rows.map(({ id }) => idOf(id)),
    acknowledged: rows.filter(({ is_new }) => is_new === true).map(({ id }) => idOf(id)),
  }
}

/** Alerts that nobody has acknowledged, by level. */
export const countOpenAlerts = async ({ db, logs }: RunStore): Promise<Record<string, number>> => {
  const { rows } = await db.execute(sql`
    select coalesce(level::text, 'error') as level, count(*) as count from ${logs}
    where type = 'alert' and acknowledged_at is null group by 1
  `)
  return Object.fromEntries(rows.map(({ level, count }) => [String(level), Number(count)]))
}
