import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { actFor, checkMayChange, mayRead } from '../access/access.js'
import { isDocumentId } from '../database/adapter.js'
import { inVerifiedTransaction } from '../database/transactions.js'
import { loggable, RequestError, type RequestErrorData } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { documentOfKey, type Id } from '../runs/vocabulary.js'
import { isRecord } from '../text.js'
import { checkState, type Decision, isRepeated, whyImpossible, whyUnchangeable } from './desk/decision.js'
import { secondsBeforePublishing } from './desk/vocabulary.js'
import { lockDocuments } from './documentLocks.js'
import { readLatest, writeAsOwn } from './ownWrites.js'
import { draftFacts, draftNames } from './parts/draftFacts.js'
import { decidedHashOf } from './parts/draftParts.js'
import { acceptProposal, lockWithTarget, rejectProposal } from './proposals/decideProposal.js'
import {
  type LockedReview,
  lockReview,
  type ReviewHow,
  type ReviewState,
  type ReviewStore,
  reviewsIn,
} from './reviews.js'

interface DecisionResult {
  readonly id: Id
  readonly isDecided: boolean
  readonly state?: ReviewState
  /** Why nothing was decided, as a refused request says it. */
  readonly error?: { readonly message: string; readonly data: RequestErrorData }
}

/**
 * Decides on drafts, each in a transaction of its own: one that is refused does not undo the others. Proposals are accepted or
 * rejected by it. The request's user must be a reviewer; that is checked before.
 */
export const decideReviews = async (
  settings: Settings,
  req: PayloadRequest,
  decisions: readonly Decision[],
): Promise<DecisionResult[]> => {
  const results: DecisionResult[] = []
  for (const one of decisions) results.push(await decideOne(settings, req, one))
  return results
}

const decideOne = async (settings: Settings, req: PayloadRequest, one: Decision): Promise<DecisionResult> => {
  const { payload } = req
  const collection = settings.slugs.reviews
  try {
    if (!isDocumentId(payload, collection, one.id) || !(await mayRead(req, { collection, id: one.id })))
      throw notFound()
    const { isKept } = await inVerifiedTransaction(payload, async (own) => {
      actFor(own, req)
      await decide(settings, own, one)
    })
    if (isKept) return { id: one.id, isDecided: true, state: one.decision }
    throw new RequestError(503, 'The database did not keep the decision. Try again.', { code: 'not_saved' })
  } catch (error) {
    if (error instanceof RequestError) {
      const { message, data } = error
      return { id: one.id, isDecided: false, error: { message, data } }
    }
    payload.logger.error({ err: loggable(error), msg: 'a decision failed', reviewId: one.id })
    const message = 'Something went wrong; nothing was decided.'
    return { id: one.id, isDecided: false, error: { message, data: { code: 'failed' } } }
  }
}

const notFound = () => new RequestError(404, 'There is no such review.', { code: 'not_found' })

const decide = async (settings: Settings, req: PayloadRequest, one: Decision): Promise<void> => {
  const store = await reviewsIn(settings, req)
  // Known before its document is locked, and looked at again with the lock: every writer takes the document first.
  const known = await lockTargetOf(settings, req, one.id)
  const review = await lockReview(store, one.id)
  if (!review || review.documentKey !== known.key) throw notFound()
  const decidedBy = req.user?.collection === settings.usersSlug ? req.user.id : null
  checkState(review, one, decidedBy)
  const impossible = whyImpossible(review.kind, one)
  if (impossible) throw impossible
  if (known.isProposed) return decideProposal(settings, req, review, one)
  const name = draftNames.find((each) => draftFacts[each].kind === review.kind)
  const { value: id } = documentOfKey(review.documentKey)
  const doc = name && (await readLatest(settings, req, { name, id }))
  // What is said again says only what is new in it.
  const isAgain = review.state === one.decision && !one.state
  const said = {
    reason: isAgain && one.reason === undefined ? review.reason : one.reason || null,
    note: isAgain && one.note === undefined ? review.note : one.note || null,
  }
  if (!name || !doc) {
    // What is gone can still be put aside, so that nobody stumbles over it again.
    if (one.decision !== 'rejected') throw documentDeleted()
    return recordDecision(store, { ...one, ...said, state: 'rejected', hash: null, decidedBy, publish: false })
  }
  await checkMayChange(req, { collection: settings.slugs[name], id })
  const unchangeable = whyUnchangeable(settings, { name, doc }, one)
  if (unchangeable) throw unchangeable
  if (one.decision === 'waiting' && review.state === 'approved' && doc._status === 'published') {
    throw new RequestError(409, 'It is published by now. Take it back on its own page: unpublish it there.', {
      code: 'already_published',
    })
  }
  const hash = decidedHashOf(name, doc)
  if (one.hash && one.hash !== hash) {
    throw new RequestError(409, 'The document has changed since it was looked at; look at it again.', {
      code: 'changed_since',
      hash,
    })
  }
  const publish = isAgain ? (one.publish ?? review.isToPublish) : one.publish === true
  if (isAgain && isRepeated(review, one, { ...said, publish, isPublished: doc._status === 'published' })) return
  await recordDecision(store, { ...said, id: one.id, state: one.decision, hash, how: one.how, decidedBy, publish })
  // A reviewer who opened it has read it: that is what learners are told of it.
  const isRead = one.decision === 'approved' && one.how !== 'bulk'
  if (isRead && doc.aiDisclosure === 'ai-generated' && doc._status !== 'published') {
    await writeAsOwn(settings, req, { name, id, data: { aiDisclosure: 'ai-assisted', lastWriter: 'person' } })
  }
}

const documentDeleted = () => new RequestError(409, 'The document was deleted.', { code: 'document_deleted' })

const decideProposal = async (
  settings: Settings,
  req: PayloadRequest,
  review: LockedReview,
  { decision: wanted, note, reason, how }: Decision,
): Promise<void> => {
  const { value: id } = documentOfKey(review.documentKey)
  if (wanted === 'approved') await acceptProposal(settings, req, { id, how })
  else await rejectProposal(settings, req, { id, how, reason: note || reason || undefined })
}

interface Known {
  /** Of the document, or the proposal. */
  readonly key: string | undefined
  /** Whether it is a proposal that is still there. */
  readonly isProposed: boolean
}

/** What the review is about, which is locked then: a document, or a proposal with the document that it is for. */
const lockTargetOf = async (settings: Settings, req: PayloadRequest, id: Id): Promise<Known> => {
  const { slugs } = settings
  const found = await req.payload.findByID({
    ...{ collection: slugs.reviews, id, depth: 0, disableErrors: true, req },
    // Endpoints check first who may decide; here only which document it is about.
    overrideAccess: true,
    select: { documentKey: true },
  })
  const key = isRecord(found) && typeof found.documentKey === 'string' ? found.documentKey : undefined
  const name = draftNames.find((each) => key?.startsWith(`${slugs[each]}:`))
  if (name && key) await lockDocuments(req, { collection: slugs[name], ids: [documentOfKey(key).value] })
  const isOfProposal = key?.startsWith(`${slugs.proposals}:`) === true
  return { key, isProposed: isOfProposal && (await lockWithTarget(settings, req, documentOfKey(key).value)) }
}

interface Decided {
  id: Id
  state: ReviewState
  reason: string | null
  note: string | null
  /** None where the document is gone. */
  hash: string | null
  how: ReviewHow
  decidedBy: Id | null
  /** Whether it is to be published soon. */
  publish: boolean
}

/** Undoing a decision is a decision too: the state is `waiting` again, nothing is published, and who did so stands there. */
const recordDecision = async (
  { db, reviews }: ReviewStore,
  { id, state, reason, note, hash, how, decidedBy, publish }: Decided,
): Promise<void> => {
  const publishAt = publish ? sql`now() + make_interval(secs => ${secondsBeforePublishing})` : sql`null`
  await db.execute(sql`
    update ${reviews} set
      state = ${state}, reason = ${reason}, note = ${note}, decided_hash = ${hash}, decided_by_id = ${decidedBy},
      decided_at = now(), how = ${how}, publish_at = ${publishAt}, publish_problem = null, changes_run_id = null,
      updated_at = now()
    where id = ${id}
  `)
}
