import type { CollectionAfterChangeHook, PayloadRequest } from 'payload'
import { drillVerdict } from '../kinds/drillSeries/drillVerdict.js'
import type { Settings } from '../options/Settings.js'

/**
 * When a position is corrected, the check marks and warnings of its drills follow, published and draft: a check mark means
 * that it holds now. Nothing else of the drills changes and no version is made; whoever saved them did not change them.
 */
export const recheckDrills =
  (settings: Settings): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, operation, req }) => {
    if (operation !== 'update' || factsIn(doc) === factsIn(previousDoc)) return
    const { drills } = settings.slugs
    const all = { depth: 0, limit: 0, pagination: false, overrideAccess: true, req } as const
    const { docs } = await req.payload.find({ ...all, collection: drills, where: { position: { equals: doc.id } } })
    for (const drill of docs) {
      const { stored: data } = await drillVerdict(settings, req, drill)
      await req.payload.db.updateOne({ collection: drills, id: drill.id, data, req, returning: false })
    }
    const versions = await req.payload.findVersions({
      ...all,
      collection: drills,
      where: { and: [{ latest: { equals: true } }, { 'version.position': { equals: doc.id } }] },
    })
    for (const { id, version } of versions.docs) await updateVersion(settings, req, id, version)
  }

const updateVersion = async (settings: Settings, req: PayloadRequest, id: number | string, drill: unknown) => {
  const { stored: version } = await drillVerdict(settings, req, drill)
  const { drills: collection } = settings.slugs
  await req.payload.db.updateVersion({ collection, id, versionData: { version }, req, returning: false })
}

/** What drills rest on, to be compared. */
const factsIn = (doc: {
  notation?: unknown
  solution?: { best?: unknown; line?: unknown; alsoBest?: unknown }
}): string => JSON.stringify([doc.notation, doc.solution?.best, doc.solution?.line ?? '', doc.solution?.alsoBest ?? []])
