import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { isDocumentId } from '../database/adapter.js'
import { inVerifiedTransaction } from '../database/transactions.js'
import { loggable, RequestError, type RequestErrorData } from '../errors.js'
import { checkStorable, invalidInput } from '../invalidInput.js'
import type { Settings } from '../options/Settings.js'
import { documentOfKey, type Id } from '../runs/vocabulary.js'
import { isRecord, longestFeedback } from '../text.js'
import { lockDocuments } from './documentLocks.js'
import { decidedHashOf, draftKinds, draftNames } from './draftParts.js'
import { readLatest, writeAsOwn } from './ownWrites.js'
import { acceptProposal, rejectProposal } from './proposals/decideProposal.js'
import {
  type LockedReview,
  lockReview,
  type ReviewState,
  recordDecision,
  reviewHows,
  reviewStates,
  reviewsIn,
} from './reviews.js'

/** Most decisions of one request. */
const mostDecisions = 500

/**
 * What somebody says about one draft. `hash`: of what was looked at, see `decidedHashOf`; where the draft says something else
 * by now, nothing is decided. `state`: the one it had then, default `waiting`; where somebody else has decided meanwhile,
 * nothing is. `waiting` takes a decision back. `publish`, with `approved`: it is published a few seconds later, by a worker,
 * unless the decision is taken back or the draft is changed before.
 */
const decision = z.strictObject({
  id: z.union([z.int().positive(), z.string().min(1).max(64)], { error: 'give the id of a review' }),
  decision: z.enum(reviewStates, { error: `use ${reviewStates.join(', ')}` }),
  reason: z.string().trim().max(60).nullish(),
  note: z.string().trim().max(longestFeedback).nullish(),
  hash: z.string().length(64, { error: 'give the hash of what was looked at, as the review desk has it' }).nullish(),
  state: z.enum(reviewStates, { error: `use ${reviewStates.join(', ')}` }).nullish(),
  how: z.enum(reviewHows, { error: `use ${reviewHows.join(', ')}` }).default('opened'),
  publish: z.boolean({ error: 'give true or false' }).nullish(),
})

type Decision = z.output<typeof decision>

interface DecisionResult {
  readonly id: Id
  readonly isDecided: boolean
  readonly state?: ReviewState
  /** Why nothing was decided, as a refused request says it. */
  readonly error?: { readonly message: string; readonly data: RequestErrorData }
}

/** @throws RequestError 400 naming what is wrong, before anything is decided */
export const parseDecisions = (given: unknown): Decision[] => {
  checkStorable(given, 'decisions')
  const parsed = z
    .array(decision, { error: 'give a list of decisions' })
    .min(1, { error: 'give at least one decision' })
    .max(mostDecisions, { error: `give at most ${mostDecisions} decisions` })
    .safeParse(given)
  if (parsed.success) return parsed.data
  throw invalidInput(parsed.error.issues, { what: 'The decisions are not valid.', root: '' })
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

const decideOne = async (
  settings: Settings,
  { payload, user }: PayloadRequest,
  one: Decision,
): Promise<DecisionResult> => {
  try {
    if (!isDocumentId(payload, one.id)) throw notFound()
    const { isKept } = await inVerifiedTransaction(payload, async (own) => {
      own.user = user
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
  if (!review || review.documentKey !== known) throw notFound()
  const decidedBy = req.user?.collection === settings.usersSlug ? req.user.id : null
  checkState(review, one, decidedBy)
  const impossible = whyImpossible(review.kind, one)
  if (impossible) throw impossible
  if (review.kind === 'proposal') return decideProposal(settings, req, review, one)
  const name = draftNames.find((each) => draftKinds[each] === review.kind)
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
  // Whoever opened it has read it: that is what learners are told of it.
  if (one.decision === 'approved' && one.how !== 'bulk' && doc.aiDisclosure === 'ai-generated') {
    await markOpened(settings, req, { name, id, isDraft: doc._status !== 'published' })
  }
}

/** What a user has decided may be decided on by the same user again, as a client does that did not hear the answer. */
const checkState = (
  { state, decidedBy }: LockedReview,
  { state: seen, decision: wanted }: Decision,
  by: Id | null,
): void => {
  if (state === (seen ?? 'waiting')) return
  const isOwn = String(decidedBy) === String(by)
  if (!seen && isOwn && state === wanted) return
  const why = isOwn ? `send state "${state}" with a decision to change it` : 'somebody else has decided'
  throw new RequestError(409, `It is ${state} already: ${why}.`, { code: 'already_decided', state, decidedBy })
}

interface Said {
  reason: string | null
  note: string | null
  publish: boolean
  isPublished: boolean
}

/** Nothing is left to do: above all, requests for changes that were sent are not sent again. */
const isRepeated = (review: LockedReview, { decision: wanted, how }: Decision, said: Said): boolean => {
  // Somebody has opened by now what was approved as one of many.
  const isRead = wanted === 'approved' && review.how === 'bulk' && how !== 'bulk'
  const isToPublish = review.isToPublish || (said.publish && said.isPublished)
  return !isRead && said.reason === review.reason && said.note === review.note && said.publish === isToPublish
}

const documentDeleted = () => new RequestError(409, 'The document was deleted.', { code: 'document_deleted' })

/**
 * Why nothing of this sort can be decided so, whatever its draft says: only what is approved is published, and only what learners
 * read; a proposal is accepted or rejected.
 */
export const whyImpossible = (
  kind: string,
  { decision: wanted, publish }: Pick<Decision, 'decision' | 'publish'>,
): RequestError | undefined => {
  const refused = (message: string, allowed: readonly ReviewState[]) =>
    new RequestError(400, message, { code: 'invalid_decision', allowed })
  if (kind === 'proposal' && wanted !== 'approved' && wanted !== 'rejected') {
    return refused('A proposal can be approved or rejected, and nothing else.', ['approved', 'rejected'])
  }
  if (!publish) return undefined
  if (kind === 'proposal' || kind === draftKinds.plans) {
    return refused(`A ${kind} is not published: it can be approved.`, ['approved'])
  }
  return wanted === 'approved' ? undefined : refused('Only what is approved can be published.', ['approved'])
}

const decideProposal = async (
  settings: Settings,
  req: PayloadRequest,
  review: LockedReview,
  { decision: wanted, note, reason }: Decision,
): Promise<void> => {
  const { value: id } = documentOfKey(review.documentKey)
  if (wanted === 'approved') await acceptProposal(settings, req, { id })
  else await rejectProposal(settings, req, { id, reason: note || reason || undefined })
}

/** The key of the review's document, which is locked then, or of the target of a proposal. */
const lockTargetOf = async (settings: Settings, req: PayloadRequest, id: Id): Promise<string | undefined> => {
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
  return key
}

const markOpened = async (
  settings: Settings,
  req: PayloadRequest,
  { name, id, isDraft }: { name: (typeof draftNames)[number]; id: Id; isDraft: boolean },
): Promise<void> => {
  if (isDraft)
    await writeAsOwn(settings, req, { name, id, data: { aiDisclosure: 'ai-assisted', lastWriter: 'person' } })
}
