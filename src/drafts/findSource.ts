import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import type { Id } from '../runs/vocabulary.js'
import { isRecord } from '../text.js'

interface FindSource {
  collection: CollectionSlug
  id: Id
  overrideAccess: boolean
  /** What our own statements keep in its row, past its versions: none of it is a person's words. */
  ofRow?: readonly string[] | undefined
}

/**
 * A document that texts are written from, as it counts: as it is published, or, where it is not, as it was saved last. Payload
 * keeps what is saved of a draft in its versions alone, and the row says for ever what the first one said. `undefined` where there
 * is none, or the user may not read it.
 */
export const findSource = async (
  req: PayloadRequest,
  { collection, id, overrideAccess, ofRow = [] }: FindSource,
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const asked = { collection, id, depth: 0, disableErrors: true, overrideAccess, req } as const
  const row: unknown = await req.payload.findByID(asked)
  if (!isRecord(row) || row._status !== 'draft') return isRecord(row) ? row : undefined
  const latest: unknown = await req.payload.findByID({ ...asked, draft: true })
  return isRecord(latest) ? { ...latest, ...Object.fromEntries(ofRow.map((name) => [name, row[name]])) } : undefined
}

/** Rows that may be none, without those that are not filled in yet, as drafts may have them. */
export const wholeRows = <Row extends z.ZodType>(row: Row) =>
  z
    .array(z.unknown())
    .nullish()
    .transform((values) =>
      (values ?? []).flatMap((value): z.output<Row>[] => {
        const { success, data } = row.safeParse(value)
        return success ? [data] : []
      }),
    )
