import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import type { Sql } from '../../database/adapter.js'
import { id, rows, text } from '../../database/stored.js'
import { sqlOf } from '../../database/transactions.js'
import { difficulties } from '../../games/difficulties.js'
import { type PositionTables, positionTables } from '../../library/store.js'
import type { Settings } from '../../options/Settings.js'
import type { ItemProblem } from '../../runs/kind/RunKind.js'
import type { Id } from '../../runs/vocabulary.js'

const position = z.object({
  id,
  game: z.string(),
  notation: z.string(),
  phase: z.string(),
  difficulty: z.enum(difficulties),
  themes: rows(z.string()),
  solution: z.object({
    best: z.string(),
    line: text,
    alsoBest: rows(z.string()),
    avoid: rows(z.string()),
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
    select: { game: true, notation: true, phase: true, difficulty: true, themes: true, solution: true },
    // The library feeds every requester's prompts; what a student may read of it is another matter.
    overrideAccess: true,
    req,
  })
  const found = new Map(docs.map((doc) => [doc.id, position.parse(doc)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Of a drill whose position is gone. */
export const positionDeleted = (key: string): ItemProblem => ({
  ...{ key, problem: 'the position was deleted', isPublic: true },
})

/** Of a drill that a run was to bring, and that the library has no position for any more. */
export const fewerPositions = (key: string): ItemProblem => ({
  ...{ key, problem: 'fewer positions were left than when the run was requested', isFinal: true, isPublic: true },
})

/**
 * The library's tables, read in the request's transaction where there is one: a second connection taken inside of a
 * transaction would exhaust the pool under load.
 */
export const libraryOf = async (
  { slugs }: Settings,
  req: PayloadRequest,
): Promise<{ db: Sql; tables: PositionTables }> => {
  const tables = positionTables({ payload: req.payload, positionsSlug: slugs.positions })
  return { tables, db: await sqlOf(req) }
}
