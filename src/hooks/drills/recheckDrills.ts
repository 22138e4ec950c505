import type { CollectionAfterChangeHook, CollectionBeforeDeleteHook, PayloadRequest } from 'payload'
import { table, versionsTable } from '../../database/adapter.js'
import { replaceTexts } from '../../database/texts.js'
import { sqlOf } from '../../database/transactions.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { renewFlags, reviewsIn } from '../../drafts/reviews.js'
import { drillVerdict } from '../../kinds/drillSeries/drillVerdict.js'
import type { Settings } from '../../options/Settings.js'
import { type Id, keyOfDocument } from '../../runs/vocabulary.js'

/**
 * When a position is corrected, the check marks, warnings and flags of its drills follow, published and draft, and their
 * places in the review queue: a check mark means that it holds now. Nothing else of the drills changes and no version is made;
 * the users who saved them did not change them.
 */
export const recheckDrills =
  (settings: Settings): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, operation, req }) => {
    if (operation !== 'update' || factsIn(doc) === factsIn(previousDoc)) return
    await recheck(settings, req, { position: doc.id, isGoing: false })
  }

/** The same when a position is deleted: its drills are judged as drills of none, which they are about to be. */
export const recheckDrillsWithout =
  (settings: Settings): CollectionBeforeDeleteHook =>
  ({ id, req }) =>
    recheck(settings, req, { position: id, isGoing: true })

const recheck = async (
  settings: Settings,
  req: PayloadRequest,
  { position, isGoing }: { position: Id; isGoing: boolean },
): Promise<void> => {
  const { drills } = settings.slugs
  // Also the drills that the user who corrects the position may not read: their marks would be wrong otherwise.
  const all = { depth: 0, limit: 0, pagination: false, overrideAccess: true, req } as const
  const { docs } = await req.payload.find({ ...all, collection: drills, where: { position: { equals: position } } })
  const versions = await req.payload.findVersions({
    ...all,
    collection: drills,
    where: { and: [{ latest: { equals: true } }, { 'version.position': { equals: position } }] },
  })
  // A drill before its review, as everyone who decides or publishes does.
  const ids = [...docs.map(({ id }) => id), ...versions.docs.map(({ parent }) => parent as Id)]
  if (req.transactionID) await lockDocuments(req, { collection: drills, ids: [...new Set(ids)] })
  const db = await sqlOf(req)
  const reviews = await reviewsIn(settings, req)
  const judged = async (drill: object) =>
    (await drillVerdict(settings, req, isGoing ? { ...drill, position: null } : drill)).stored
  for (const drill of docs) {
    const { checks, warnings, flags } = await judged(drill)
    const at = { db, texts: table(req.payload, drills, '_texts'), parent: drill.id }
    await replaceTexts({ ...at, path: 'checks', values: checks })
    await replaceTexts({ ...at, path: 'warnings', values: warnings })
    await replaceTexts({ ...at, path: 'flags', values: flags })
  }
  for (const { id, parent, version } of versions.docs) {
    const { checks, warnings, flags } = await judged({ ...version, id: parent })
    const at = { db, texts: versionsTable(req.payload, drills, '_texts'), parent: id }
    await replaceTexts({ ...at, path: 'version.checks', values: checks })
    await replaceTexts({ ...at, path: 'version.warnings', values: warnings })
    await replaceTexts({ ...at, path: 'version.flags', values: flags })
    await renewFlags(reviews, { documentKey: keyOfDocument({ relationTo: drills, value: parent }), flags })
  }
}

/** What drills rest on, to be compared. */
const factsIn = (doc: {
  notation?: unknown
  solution?: { best?: unknown; line?: unknown; alsoBest?: unknown }
}): string => JSON.stringify([doc.notation, doc.solution?.best, doc.solution?.line ?? '', doc.solution?.alsoBest ?? []])
