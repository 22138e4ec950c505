import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'

const curriculum = z.object({ objectives: z.array(z.record(z.string(), z.unknown())).nullish() })

/**
 * Takes the mark *pending* off objectives for which there is a lesson now, in the transaction that saves it. The
 * curriculum's row must be locked.
 */
export const clearPending = async (
  { slugs }: Settings,
  req: PayloadRequest,
  id: Id | null | undefined,
  statements: readonly string[],
): Promise<void> => {
  if (id == null || statements.length === 0) return
  const ours = { collection: slugs.curricula, id, depth: 0, req } as const
  // A job has no user; the mark is taken off by what the requester asked for.
  const found = await req.payload.findByID({ ...ours, disableErrors: true, overrideAccess: true })
  const objectives = curriculum.parse(found ?? {}).objectives ?? []
  const isMade = (row: unknown) =>
    isRecord(row) && row.pending === true && statements.some((statement) => statement === row.statement)
  if (!objectives.some(isMade)) return
  await req.payload.update({
    ...ours,
    data: { objectives: objectives.map((row) => (isMade(row) ? { ...row, pending: false } : row)) },
    // As above.
    overrideAccess: true,
  })
}

/** What was asked for, as far as it is told apart by it: as we ask, and as runs keep it. */
const triedInput = z.object({
  curriculum: z.union([z.number(), z.string()]),
  objectives: z.array(z.string()).default([]),
  requests: z.array(z.object({ objective: z.string().nullish() })).default([]),
})

interface PendingLessons {
  /** Most lessons. */
  most: number
  /** Inputs of requests: what they asked for is left out. */
  tried: readonly unknown[]
}

/** Curricula that are read at a time. */
const atOnce = 50

/** A request for what is marked as pending in the first curriculum that has some left. */
export const pendingLessons = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { most, tried }: PendingLessons,
): Promise<{ curriculum: Id; objectives: string[] } | undefined> => {
  const asked = new Set(
    tried.flatMap((input) => {
      const { data } = triedInput.safeParse(input)
      if (!data) return []
      const statements = [...data.objectives, ...data.requests.map(({ objective }) => objective)]
      return statements.map((statement) => JSON.stringify([data.curriculum, statement]))
    }),
  )
  for (let page = 1, isMore = true; isMore; page += 1) {
    const found = await req.payload.find({
      collection: slugs.curricula,
      where: { 'objectives.pending': { equals: true } },
      sort: 'id',
      ...{ depth: 0, limit: atOnce, page, req },
      // Nobody asks: the site itself makes what its editors marked.
      overrideAccess: true,
    })
    for (const doc of found.docs) {
      const objectives = (curriculum.parse(doc).objectives ?? []).flatMap(({ pending, statement }) =>
        pending === true && typeof statement === 'string' && !asked.has(JSON.stringify([doc.id, statement]))
          ? [statement]
          : [],
      )
      if (objectives.length > 0) return { curriculum: doc.id, objectives: objectives.slice(0, most) }
    }
    isMore = found.hasNextPage
  }
  return undefined
}
