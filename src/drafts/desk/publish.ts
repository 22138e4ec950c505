import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload, PayloadRequest } from 'payload'
import { isConnectionLost, isOutage } from '../../database/outages.js'
import { retryingDeadlocks } from '../../database/refusals.js'
import { inVerifiedTransaction } from '../../database/transactions.js'
import { RequestError } from '../../errors.js'
import type { Settings } from '../../options/Settings.js'
import { documentOfKey, type Id } from '../../runs/vocabulary.js'
import { lockDocuments } from '../documentLocks.js'
import { bulkContext, readLatest } from '../ownWrites.js'
import { draftNameOf } from '../parts/draftFacts.js'
import { decidedHashOf } from '../parts/draftParts.js'
import { lockReview, reviewsIn } from '../reviews.js'
import { sayProblem } from './preview.js'

/** Most documents of one look; the next one goes on. */
const mostAtOnce = 100

/**
 * Publishes what was approved to be published, once its time has come: each in a transaction of its own, as the user who
 * decided, so that access and checks hold as if that user pressed the button now. One that has changed since waits for review again; one
 * that cannot be published waits too, with the reason. Two at once do no harm.
 */
export const publishDue = async (
  payload: BasePayload,
  settings: Settings,
  check: () => Promise<void> = async () => undefined,
): Promise<{ published: number; refused: number }> => {
  const { db, reviews } = await reviewsIn(settings, { payload })
  const { rows } = await db.execute(sql`
    select id, document_key from ${reviews} where publish_at <= now() order by publish_at limit ${mostAtOnce}
  `)
  const ends = { published: 0, refused: 0 }
  for (const { id, document_key } of rows) {
    await check()
    const end = await publishOne(payload, settings, { id: id as Id, documentKey: String(document_key) })
    if (end) ends[end] += 1
  }
  return ends
}

interface Due {
  id: Id
  documentKey: string
}

const publishOne = async (
  payload: BasePayload,
  settings: Settings,
  due: Due,
): Promise<'published' | 'refused' | undefined> => {
  try {
    const { result: isPublished, isKept } = await retryingDeadlocks(() =>
      inVerifiedTransaction(payload, (req) => publish(settings, req, due)),
    )
    // Not kept: it is still due.
    return isPublished && isKept ? 'published' : undefined
  } catch (error) {
    // The database's fault, not the draft's: it is still due.
    if (isOutage(error) || isConnectionLost(error)) throw error
    const problem = sayProblem(payload as PayloadRequest['payload'], error) ?? ''
    const { db, reviews } = await reviewsIn(settings, { payload })
    await db.execute(sql`
      update ${reviews} set state = 'waiting', publish_at = null, publish_problem = ${problem}, updated_at = now()
      where id = ${due.id} and publish_at <= now()
    `)
    return 'refused'
  }
}

/** Whether there was anything left to publish. */
const publish = async (settings: Settings, req: PayloadRequest, { id, documentKey }: Due): Promise<boolean> => {
  const { relationTo, value } = documentOfKey(documentKey)
  const name = draftNameOf(settings.slugs, relationTo)
  if (name) await lockDocuments(req, { collection: settings.slugs[name], ids: [value] })
  const store = await reviewsIn(settings, req)
  const review = await lockReview(store, id)
  if (!review?.isDue) return false
  const clear = () =>
    store.db.execute(sql`update ${store.reviews} set publish_at = null, updated_at = now() where id = ${id}`)
  const doc = name && (await readLatest(settings, req, { name, id: value }))
  if (!name || !doc) throw new RequestError(409, 'The document was deleted.', { code: 'document_deleted' })
  if (decidedHashOf(name, doc) !== review.decidedHash) {
    throw new RequestError(409, 'It was changed after it was approved.', { code: 'changed_since' })
  }
  await clear()
  if (doc._status === 'published') return false
  req.user = await userOf(settings, req, review.decidedBy)
  if (review.how === 'bulk') req.context[bulkContext] = true
  await req.payload.update({
    ...{ collection: settings.slugs[name], id: value, depth: 0, req },
    ...{ data: { _status: 'published' }, overrideAccess: false },
  })
  return true
}

/** @throws RequestError 403 when the user who decided is gone: nobody may publish in that user's name any more */
const userOf = async (
  { usersSlug }: Settings,
  req: PayloadRequest,
  id: Id | null,
): Promise<NonNullable<PayloadRequest['user']>> => {
  const found =
    id === null
      ? null
      : await req.payload.findByID({
          ...{ collection: usersSlug, id, depth: 0, disableErrors: true, req },
          // Read to act as this user, not to show it.
          overrideAccess: true,
        })
  if (!found) throw new RequestError(403, 'The user who approved it is gone.', { code: 'forbidden' })
  return { ...found, collection: usersSlug } as NonNullable<PayloadRequest['user']>
}
