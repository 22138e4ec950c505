import type { PayloadRequest } from 'payload'
import type { Role } from '../options/Role.js'
import type { Settings } from '../options/Settings.js'

/** The role the request acts with; `undefined` for visitors and for users without one. */
export const roleOfRequest = ({ usersSlug, roleOf }: Settings, { user }: PayloadRequest): Role | undefined =>
  // Another auth collection may hold the same ids, and requesters are users of this one.
  user?.collection === usersSlug ? roleOf(user) : undefined
