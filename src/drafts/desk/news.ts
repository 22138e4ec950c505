import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { onlyReadable } from '../../access/access.js'
import { isDocumentId, listOf } from '../../database/adapter.js'
import { id } from '../../database/stored.js'
import { RequestError } from '../../errors.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { type ReviewState, reviewStates, reviewsIn } from '../reviews.js'
import { mostNews } from './vocabulary.js'

/** How one review stands now. */
interface ReviewNews {
  readonly id: Id
  readonly state: ReviewState
  /** Grows with each decision, and with each change of its draft. */
  readonly updatedAt: string
  /** What the user who decided last is called, where the reader may know; `null` where that is the reader, too. */
  readonly by: string | null
}

/** @throws RequestError 400 */
export const parseNewsQuery = ({ slugs }: Settings, { payload, searchParams }: PayloadRequest): Id[] => {
  const given = searchParams?.get('ids') ?? ''
  const ids = given.split(',').filter((id) => id !== '')
  if (ids.length > mostNews) {
    throw new RequestError(400, `ids: give at most ${mostNews}.`, { code: 'invalid_input' })
  }
  // What is no id of anything is answered like one that is gone.
  return ids.filter((id) => isDocumentId(payload, slugs.reviews, id))
}

/**
 * How these reviews stand now, for pages that show them: by one statement into the primary key, whatever the length of the
 * queue. One that is not among the answers was deleted with its document, or is kept from the reader.
 */
export const readNews = async (
  settings: Settings,
  req: PayloadRequest,
  ids: readonly Id[],
): Promise<readonly ReviewNews[]> => {
  if (ids.length === 0) return []
  const { db, reviews } = await reviewsIn(settings, req)
  const { rows: found } = await db.execute(sql`
    select id, state, updated_at as "updatedAt", decided_by_id as "decidedBy" from ${reviews}
    where id in (${listOf(ids)})
  `)
  const rows = await onlyReadable(req, settings.slugs.reviews, z.array(storedNews).parse(found))
  const names = await namesOf(
    settings,
    req,
    rows.flatMap(({ decidedBy }) => (decidedBy === null || decidedBy === req.user?.id ? [] : [decidedBy])),
  )
  return rows.map(({ decidedBy, ...row }) => ({ ...row, by: names.get(decidedBy ?? '') ?? null }))
}

const storedNews = z.object({
  id,
  state: z.enum(reviewStates),
  updatedAt: z.coerce.date().transform((date) => date.toISOString()),
  decidedBy: id.nullable(),
})

/** By the field that the host shows users by. */
const namesOf = async (
  { usersSlug }: Settings,
  req: PayloadRequest,
  given: readonly Id[],
): Promise<ReadonlyMap<Id, string>> => {
  const ids = [...new Set(given)]
  if (ids.length === 0) return new Map()
  const field = req.payload.collections[usersSlug]?.config.admin.useAsTitle ?? 'email'
  const { docs } = await req.payload.find({
    ...{ collection: usersSlug, depth: 0, limit: ids.length, pagination: false, req },
    ...{ overrideAccess: false, disableErrors: true },
    where: { id: { in: ids } },
    select: { [field]: true },
  })
  return new Map(
    docs.flatMap((user) => {
      const name: unknown = isRecord(user) ? Reflect.get(user, field) : undefined
      return typeof name === 'string' ? [[user.id, name]] : []
    }),
  )
}
