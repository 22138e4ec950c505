import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { findReadable } from './findReadable.js'

const profile = z.object({
  level: z.string(),
  language: z.string(),
  goals: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  tone: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
})

export type ProfileFacts = z.infer<typeof profile>

/** @throws RequestError 400 when it does not exist or the requester may not read it */
export const findProfile = async (
  req: PayloadRequest,
  collection: CollectionSlug,
  id: number | string,
): Promise<ProfileFacts> => profile.parse(await findReadable(req, { collection, id, name: 'profile' }))
