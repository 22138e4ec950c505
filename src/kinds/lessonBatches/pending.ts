import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'

export const curriculumWithMarks = z.object({ objectives: z.array(z.record(z.string(), z.unknown())).nullish() })

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
  const objectives = curriculumWithMarks.parse(found ?? {}).objectives ?? []
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
