import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { id } from '../../database/stored.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { curriculumWithMarks } from '../lessonBatches/pending.js'

/** What was asked for, as far as it is told apart by it: as we ask, and as runs keep it. */
const triedInput = z.object({
  curriculum: id,
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
      const objectives = (curriculumWithMarks.parse(doc).objectives ?? []).flatMap(({ pending, statement }) =>
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
