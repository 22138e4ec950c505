import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionAfterChangeHook, CollectionConfig, PayloadRequest } from 'payload'
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
    const ids = await lockDrillsOf(settings, req, doc.id)
    await recheck(settings, req, { ids, position: doc.id })
  }

/**
 * The same when a position is deleted: its drills are judged as drills of none. Which they were, nothing tells by then, so it is
 * looked up before; they are judged when the position is gone, for a hook of the host may keep it, and of several positions
 * Payload then deletes the others.
 */
export const recheckDrillsWithout = (
  settings: Settings,
): Required<Pick<NonNullable<CollectionConfig['hooks']>, 'beforeDelete' | 'afterDelete'>> => ({
  beforeDelete: [
    async ({ id, req }) => {
      drillsByPosition(req).set(id, await lockDrillsOf(settings, req, id))
    },
  ],
  afterDelete: [
    async ({ id, req }) => {
      await recheck(settings, req, { ids: drillsByPosition(req).get(id) ?? [], position: null })
    },
  ],
})

const contextKey = 'coursewrightDrillsByPosition'

const drillsByPosition = ({ context }: PayloadRequest): Map<Id, readonly Id[]> => {
  const drills = (context[contextKey] as Map<Id, readonly Id[]> | undefined) ?? new Map<Id, readonly Id[]>()
  context[contextKey] = drills
  return drills
}

/** Those that name it, published or as a draft. */
const lockDrillsOf = async ({ slugs }: Settings, req: PayloadRequest, position: Id): Promise<readonly Id[]> => {
  const { drills } = slugs
  const db = await sqlOf(req)
  const { rows } = await db.execute(sql`
    select id from ${table(req.payload, drills)} where position_id = ${position}
    union
    select parent_id from ${versionsTable(req.payload, drills)} where latest and version_position_id = ${position}
  `)
  const ids = rows.map(({ id }) => id as Id)
  // A drill before its review, as everyone who decides or publishes does.
  if (req.transactionID) await lockDocuments(req, { collection: drills, ids })
  return ids
}

interface Recheck {
  ids: readonly Id[]
  /** What those that are judged name: `null` for a position that is gone. */
  position: Id | null
}

const recheck = async (settings: Settings, req: PayloadRequest, { ids, position }: Recheck): Promise<void> => {
  if (ids.length === 0) return
  const { drills } = settings.slugs
  // Also the drills that the user who corrects the position may not read: their marks would be wrong otherwise.
  const all = { depth: 0, limit: 0, pagination: false, overrideAccess: true, req } as const
  const { docs } = await req.payload.find({
    ...all,
    collection: drills,
    where: { id: { in: ids }, position: { equals: position } },
  })
  const versions = await req.payload.findVersions({
    ...all,
    collection: drills,
    where: { latest: { equals: true }, parent: { in: ids }, 'version.position': { equals: position } },
  })
  const db = await sqlOf(req)
  const reviews = await reviewsIn(settings, req)
  const judged = async (drill: object) => (await drillVerdict(settings, req, drill)).stored
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
