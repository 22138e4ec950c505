import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { difficulties } from '../../games/difficulties.js'
import type { Id } from '../Step.js'

const list = z
  .array(z.string())
  .nullish()
  .transform((values) => values ?? [])

const position = z.object({
  id: z.union([z.number(), z.string()]),
  game: z.string(),
  notation: z.string(),
  phase: z.string(),
  difficulty: z.enum(difficulties),
  themes: list,
  solution: z.object({
    best: z.string(),
    line: z
      .string()
      .nullish()
      .transform((line) => line ?? ''),
    alsoBest: list,
    avoid: list,
  }),
})

export type PositionDoc = z.infer<typeof position>

/** The positions with these ids that still exist, in the order of the ids. */
export const findPositions = async (
  req: PayloadRequest,
  collection: CollectionSlug,
  ids: readonly Id[],
): Promise<PositionDoc[]> => {
  if (ids.length === 0) return []
  const { docs } = await req.payload.find({
    collection,
    where: { id: { in: [...ids] } },
    depth: 0,
    limit: ids.length,
    pagination: false,
    // The library feeds prompts whoever asks; what a student may read of it is another matter.
    overrideAccess: true,
    req,
  })
  const found = new Map(docs.map((doc) => [doc.id, position.parse(doc)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}
