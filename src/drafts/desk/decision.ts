import { z } from 'zod'
import { RequestError } from '../../errors.js'
import { givenId } from '../../generators/inputFields.js'
import { checkStorable, invalidInput } from '../../invalidInput.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { longestFeedback, longestReason } from '../../text.js'
import { type DraftName, draftFacts } from '../parts/draftFacts.js'
import { rewritableParts } from '../parts/draftParts.js'
import { type LockedReview, type ReviewState, reviewHows, reviewStates } from '../reviews.js'

/** Most decisions of one request. */
const mostDecisions = 500

/**
 * What a reviewer says about one draft. `hash`: of what was looked at, see `decidedHashOf`; where the draft says something else
 * by now, nothing is decided. `state`: the one it had then, default `waiting`; where another reviewer has decided meanwhile,
 * nothing is. `waiting` takes a decision back. `publish`, with `approved`: it is published a few seconds later, by a worker,
 * unless the decision is taken back or the draft is changed before.
 */
const decision = z.strictObject({
  id: givenId('give the id of a review'),
  decision: z.enum(reviewStates, { error: `use ${reviewStates.join(', ')}` }),
  reason: z.string().trim().max(longestReason).nullish(),
  note: z.string().trim().max(longestFeedback).nullish(),
  hash: z.string().length(64, { error: 'give the hash of what was looked at, as the review desk has it' }).nullish(),
  state: z.enum(reviewStates, { error: `use ${reviewStates.join(', ')}` }).nullish(),
  how: z.enum(reviewHows, { error: `use ${reviewHows.join(', ')}` }).default('opened'),
  publish: z.boolean({ error: 'give true or false' }).nullish(),
})

export type Decision = z.output<typeof decision>

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

/** What a user has decided may be decided on by the same user again, as a client does that did not hear the answer. */
export const checkState = (
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
export const isRepeated = (review: LockedReview, { decision: wanted, how }: Decision, said: Said): boolean => {
  // A reviewer has opened by now what was approved as one of many.
  const isRead = wanted === 'approved' && review.how === 'bulk' && how !== 'bulk'
  const isToPublish = review.isToPublish || (said.publish && said.isPublished)
  return !isRead && said.reason === review.reason && said.note === review.note && said.publish === isToPublish
}

/**
 * Why nothing of this sort can be decided so, whatever its draft says: only what is approved is published, and only what learners
 * read; a proposal is accepted or rejected.
 */
export const whyImpossible = (
  kind: string,
  { decision: wanted, publish }: Pick<Decision, 'decision' | 'publish'>,
): RequestError | undefined => {
  if (kind === 'proposal' && wanted !== 'approved' && wanted !== 'rejected') {
    return refused('A proposal can be approved or rejected, and nothing else.', ['approved', 'rejected'])
  }
  if (!publish) return undefined
  if (kind === 'proposal' || kind === draftFacts.plans.kind) {
    return refused(`A ${kind} is not published: it can be approved.`, ['approved'])
  }
  return wanted === 'approved' ? undefined : refused('Only what is approved can be published.', ['approved'])
}

/**
 * Why changes of this draft cannot be asked for: it holds nothing that a run could write anew, such as a lesson whose sections are
 * documents, and reviews, of their own.
 */
export const whyUnchangeable = (
  settings: Settings,
  { name, doc }: { name: DraftName; doc: Readonly<Record<string, unknown>> },
  { decision: wanted }: Pick<Decision, 'decision'>,
): RequestError | undefined => {
  if (wanted !== 'changesRequested' || rewritableParts(settings, name, doc).length > 0) return undefined
  const { kind } = draftFacts[name]
  const instead = name === 'lessons' ? 'ask for changes of its sections' : 'change it yourself'
  return refused(`Of this ${kind} a run can write nothing anew: ${instead}.`, ['approved', 'rejected'])
}

const refused = (message: string, allowed: readonly ReviewState[]): RequestError =>
  new RequestError(400, message, { code: 'invalid_decision', allowed })
