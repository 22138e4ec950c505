import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { isDocumentId } from '../../database/adapter.js'
import { rows, text } from '../../database/stored.js'
import { findSource } from '../../drafts/findSource.js'
import { RequestError } from '../../errors.js'
import { shorten } from '../../text.js'

interface FindReadable {
  collection: CollectionSlug
  id: number | string
  /** What it is called in the input. */
  name: string
  /** As in `FindSource`. */
  ofRow?: readonly string[]
}

/**
 * A document the input names. With a user on the request it must be one the user may read; our own jobs carry none,
 * and the request was checked when it was admitted.
 *
 * @throws RequestError 400: a missing document and a hidden one look the same
 */
export const findReadable = async (
  req: PayloadRequest,
  { collection, id, name, ofRow }: FindReadable,
): Promise<unknown> => {
  const doc = isDocumentId(req.payload, collection, id)
    ? await findSource(req, { collection, id, ofRow, overrideAccess: !req.user })
    : undefined
  if (doc) return doc
  throw new RequestError(400, `The ${name} ${shorten(String(id), 64)} does not exist, or you may not read it.`, {
    code: `unknown_${name}`,
    [name]: id,
  })
}

const curriculum = z.object({
  subject: z.string(),
  game: z.string(),
  principles: rows(z.object({ name: z.string(), explanation: text })),
  objectives: rows(z.object({ statement: z.string(), pending: z.boolean().nullish().transform(Boolean) })),
})

/** As it stands, marks included. @throws RequestError 400 when it does not exist or the requester may not read it */
export const findMarkedCurriculum = async (
  req: PayloadRequest,
  collection: CollectionSlug,
  id: number | string,
): Promise<z.output<typeof curriculum>> =>
  curriculum.parse(await findReadable(req, { collection, id, name: 'curriculum' }))

export interface CurriculumFacts extends Omit<z.output<typeof curriculum>, 'objectives'> {
  /** Their statements. */
  objectives: string[]
}

/** @throws RequestError 400 when it does not exist or the requester may not read it */
export const findCurriculum = async (
  req: PayloadRequest,
  collection: CollectionSlug,
  id: number | string,
): Promise<CurriculumFacts> => {
  const { objectives, ...found } = await findMarkedCurriculum(req, collection, id)
  return { ...found, objectives: objectives.map(({ statement }) => statement) }
}

const profile = z.object({
  level: z.string(),
  language: z.string(),
  goals: text,
  tone: text,
})

export type ProfileFacts = z.infer<typeof profile>

/** @throws RequestError 400 when it does not exist or the requester may not read it */
export const findProfile = async (
  req: PayloadRequest,
  collection: CollectionSlug,
  id: number | string,
): Promise<ProfileFacts> => profile.parse(await findReadable(req, { collection, id, name: 'profile' }))
