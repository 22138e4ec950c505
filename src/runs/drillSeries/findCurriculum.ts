import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { findReadable } from './findReadable.js'

const curriculum = z.object({
  subject: z.string(),
  game: z.string(),
  principles: z
    .array(z.object({ name: z.string(), explanation: z.string().nullish() }))
    .nullish()
    .transform((rows) => (rows ?? []).map(({ name, explanation }) => ({ name, explanation: explanation ?? '' }))),
  objectives: z
    .array(z.object({ statement: z.string() }))
    .nullish()
    .transform((rows) => (rows ?? []).map(({ statement }) => statement)),
})

export type CurriculumFacts = z.infer<typeof curriculum>

/** @throws RequestError 400 when it does not exist or the requester may not read it */
export const findCurriculum = async (
  req: PayloadRequest,
  collection: CollectionSlug,
  id: number | string,
): Promise<CurriculumFacts> => curriculum.parse(await findReadable(req, { collection, id, name: 'curriculum' }))
