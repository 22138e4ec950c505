import type { PayloadRequest } from 'payload'
import type { Role } from '../options/Role.js'
import type { Settings } from '../options/Settings.js'

/** The role the request acts with; `undefined` for visitors and for users without one. */
export const roleOfRequest = (settings: Settings, req: PayloadRequest): Role | undefined =>
  req.user ? settings.roleOf(req.user) : undefined
