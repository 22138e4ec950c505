import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionBeforeChangeHook,
  CollectionConfig,
  PayloadRequest,
} from 'payload'
import { isRestoring } from '../access/restoring.js'
import { bulkContext, isOwnDraftWrite, readLatest } from '../drafts/ownWrites.js'
import { draftNameOf } from '../drafts/parts/draftFacts.js'
import {
  type AiDisclosure,
  decidedHashOf,
  draftPartsOf,
  flagsOfDraft,
  isWhole,
  titleOfDraft,
  wasReplaced,
} from '../drafts/parts/draftParts.js'
import { openProposal, type ProposedChange, supersede } from '../drafts/proposals/openProposal.js'
import { approvePublished, deleteReview, renewFlags, reopenChanged, reviewsIn } from '../drafts/reviews.js'
import { hashOf } from '../generators/content/hash.js'
import type { Settings } from '../options/Settings.js'
import { idIn, keyOfDocument } from '../runs/vocabulary.js'
import { isRecord } from '../text.js'

/** What keeps people's words theirs, and tells reviews what they did, on every collection that runs write drafts into. */
export const peopleHooks = (settings: Settings): Required<Pick<NonNullable<CollectionConfig['hooks']>, Names>> => ({
  beforeChange: [markPersonal(settings)],
  afterChange: [followReview(settings)],
  afterDelete: [forgetReview(settings)],
})

type Names = 'beforeChange' | 'afterChange' | 'afterDelete'

const contextKey = 'coursewrightStaleForms'

/**
 * Texts that a run had put in place of others, and which a form that was opened before has just put back: by document, for a
 * request may save many at once.
 */
const staleForms = ({ context }: PayloadRequest): Map<string, readonly ProposedChange[]> => {
  const forms = (context[contextKey] as Map<string, readonly ProposedChange[]> | undefined) ?? new Map()
  context[contextKey] = forms
  return forms
}

/** Notes that a person has written in a document, and finds out when an old form undoes what a run wrote meanwhile. */
const markPersonal =
  ({ slugs }: Settings): CollectionBeforeChangeHook =>
  ({ data, originalDoc, operation, collection, req }) => {
    const name = draftNameOf(slugs, collection.slug)
    if (!name || operation !== 'update' || isOwnDraftWrite(req)) return data
    const before = new Map(draftPartsOf(name, originalDoc ?? {}).map((part) => [part.name, part]))
    const after = draftPartsOf(name, { ...originalDoc, ...data, written: originalDoc?.written })
    const changed = after.filter(({ name: part, value }) => hashOf(value) !== hashOf(before.get(part)?.value))
    const hash = decidedHashOf(name, { ...originalDoc, ...data })
    const isChanged = changed.length > 0 || hash !== decidedHashOf(name, originalDoc ?? {})
    const replaced: Record<string, unknown> = isRecord(originalDoc?.replaced) ? { ...originalDoc.replaced } : {}
    const undone: ProposedChange[] = []
    for (const { name: part, value } of changed) {
      const was = before.get(part)
      const isUndone = was?.state === 'untouched' && wasReplaced(replaced[part], value)
      if (isUndone && !isRestoring({ req })) {
        undone.push({ part, before: hashOf(value), after: was.value })
      }
      delete replaced[part]
    }
    // What an earlier save had put back that was refused in the end is past.
    staleForms(req).set(keyOfDocument({ relationTo: collection.slug, value: originalDoc.id }), undone)
    // A user who publishes a document by itself has opened it.
    const isOpened = isChanged || data._status === 'published'
    const isRestored = isRestoring({ req })
    const isAssisted =
      originalDoc?.aiDisclosure === 'ai-generated' && isOpened && req.user && !req.context[bulkContext] && !isRestored
    return {
      ...data,
      ...(isRestored ? { replaced: originalDoc?.replaced, written: writtenOf(originalDoc, data) } : {}),
      ...(changed.length > 0 ? { replaced } : {}),
      ...(isChanged ? { lastWriter: 'person' } : {}),
      ...(isAssisted ? { aiDisclosure: 'ai-assisted' satisfies AiDisclosure } : {}),
    }
  }

/**
 * What runs wrote last, once a version is restored: of its own parts what stood there then. A part that a run wrote since, and
 * which the version does not have, was taken out by the person who restored it.
 */
const writtenOf = (now: Fields | undefined, version: Fields): unknown =>
  isRecord(now?.written) && isRecord(version.written) ? { ...now.written, ...version.written } : version.written

type Fields = Readonly<Record<string, unknown>>

/** Publishing approves; what differs from what was approved waits again. */
const followReview =
  (settings: Settings): CollectionAfterChangeHook =>
  async ({ doc: saved, operation, collection, req }) => {
    const name = draftNameOf(settings.slugs, collection.slug)
    if (!name || operation !== 'update') return
    // Of what a request did not ask to be answered Payload's hooks know nothing.
    const doc = isWhole(name, saved) ? saved : await readLatest(settings, req, { name, id: saved.id })
    if (!doc || !isMade(doc)) return
    const documentKey = keyOfDocument({ relationTo: collection.slug, value: doc.id })
    const hash = decidedHashOf(name, doc)
    const store = await reviewsIn(settings, req)
    if (doc._status === 'published') {
      const isEdited = draftPartsOf(name, doc).some(({ state }) => state === 'changed' || state === 'deleted')
      const how = req.context[bulkContext] === true ? 'bulk' : isEdited ? 'edited' : 'opened'
      const decidedBy = req.user?.collection === settings.usersSlug ? req.user.id : null
      await approvePublished(store, { documentKey, hash, how, decidedBy })
    } else await reopenChanged(store, { documentKey, hash })
    await renewFlags(store, { documentKey, flags: flagsOfDraft(doc) })
    const undone = staleForms(req).get(documentKey) ?? []
    staleForms(req).delete(documentKey)
    if (undone.length === 0) return
    const { provenance } = doc
    const made = isRecord(provenance) ? provenance : doc
    await openProposal(settings, req, {
      target: { relationTo: collection.slug, value: doc.id },
      title: titleOfDraft(name, doc),
      changes: undone,
      run: idIn(made.run) ?? null,
      made: {
        model: String(made.model ?? ''),
        provider: String(made.provider ?? ''),
        promptVersion: String(made.promptVersion ?? ''),
      },
    })
  }

/**
 * Whether a run made it or wrote in it: that run may be deleted by now. Nothing is written in a lesson whose sections are documents
 * of their own.
 */
const isMade = ({ written, provenance }: Fields): boolean =>
  (isRecord(written) && Object.keys(written).length > 0) || (isRecord(provenance) && Boolean(provenance.item))

/** A document that is gone is not reviewed any more, and nothing can be proposed for it. */
export const forgetReview =
  (settings: Settings): CollectionAfterDeleteHook =>
  async ({ id, collection, req }) => {
    const documentKey = keyOfDocument({ relationTo: collection.slug, value: id })
    await deleteReview(await reviewsIn(settings, req), documentKey)
    if (req.transactionID) await supersede(settings, req, { targetKey: documentKey })
  }
