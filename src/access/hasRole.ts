import type { PayloadRequest } from 'payload'
import type { Role } from '../options/Role.js'
import type { Settings } from '../options/Settings.js'
import { roleOfRequest } from './roleOfRequest.js'

type RoleAccess = (args: { req: PayloadRequest }) => boolean

const allow =
  (settings: Settings, allowed: readonly Role[]): RoleAccess =>
  ({ req }) => {
    const role = roleOfRequest(settings, req)
    return role !== undefined && allowed.includes(role)
  }

export const isSignedIn = (settings: Settings): RoleAccess => allow(settings, ['student', 'teacher', 'editor', 'admin'])

/** Those who generate, review and publish. */
export const isReviewer = (settings: Settings): RoleAccess => allow(settings, ['teacher', 'editor', 'admin'])

export const isAdmin = (settings: Settings): RoleAccess => allow(settings, ['admin'])

/** For what no request may do; our own code writes it with its own SQL. */
export const isNobody = (): boolean => false
