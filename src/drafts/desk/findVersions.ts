import type { CollectionSlug, PayloadRequest, SelectType, Where } from 'payload'

interface FindVersions {
  collection: CollectionSlug
  limit: number
  where: Where
  select?: SelectType
}

/** The newest versions first, with the user's own access: where a host keeps all of them from the user there are none. */
export const findVersions = async (req: PayloadRequest, find: FindVersions) => {
  // Payload refuses a user who may read none, and has no way to ask it for an empty list.
  const { readVersions } = req.payload.collections[find.collection]?.config.access ?? {}
  if (readVersions && !(await readVersions({ req }))) return []
  const { docs } = await req.payload.findVersions({
    ...find,
    ...{ depth: 0, sort: '-updatedAt', overrideAccess: false, req },
  })
  return docs
}
