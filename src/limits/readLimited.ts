import type { CollectionSlug, PayloadRequest, TypedUser } from 'payload'
import type { LimitedUser } from '../options/limitOptions.js'
import { roles } from '../options/roles.js'
import type { Settings } from '../options/Settings.js'

interface ReadLimited {
  /** Of the user who resumes or retries the run, in its transaction. */
  req: PayloadRequest
  settings: Settings
  /** Of the run. */
  requester: number | string
  /** The one that the run was requested with. */
  roleBefore: unknown
}

/**
 * Whose limits a run counts against when it goes on: those of its requester, whichever user asks, by the requester's role now, or
 * the one they requested it with where they have none any more. `undefined` when the requester was deleted.
 */
export const readLimited = async (read: ReadLimited): Promise<LimitedUser | undefined> => {
  const { roleOf } = read.settings
  const user = await readUser(read)
  const role = user && (roleOf(user) ?? roles.find((known) => known === read.roleBefore))
  return role && { user, role }
}

const readUser = async ({ req, settings, requester }: ReadLimited): Promise<TypedUser | undefined> => {
  const { usersSlug } = settings
  if (req.user?.collection === usersSlug && String(req.user.id) === String(requester)) return req.user
  const found = await req.payload.findByID({
    collection: usersSlug as CollectionSlug,
    id: requester,
    depth: 0,
    disableErrors: true,
    // The user who controls the run may not be allowed to read its requester.
    overrideAccess: true,
    req,
  })
  return found ? ({ ...found, collection: usersSlug } as TypedUser) : undefined
}
