import type { Access, CollectionConfig, CollectionSlug, PayloadRequest, TypedUser, Where } from 'payload'
import { RequestError } from '../errors.js'
import type { Role } from '../options/roles.js'
import type { Settings } from '../options/Settings.js'

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

/** The role the request acts with; `undefined` for visitors and for users without one. */
export const roleOfRequest = ({ usersSlug, roleOf }: Settings, { user }: PayloadRequest): Role | undefined =>
  // Another auth collection may hold the same ids, and requesters are users of this one.
  user?.collection === usersSlug ? roleOf(user) : undefined

/** @throws RequestError 401 for visitors and for users without a role */
export const requireRole = (settings: Settings, req: PayloadRequest): Role => {
  const role = roleOfRequest(settings, req)
  if (role) return role
  throw new RequestError(401, 'Sign in with a user that has a role.', { code: 'unauthorized' })
}

/**
 * The user who asks.
 *
 * @throws RequestError 401 for visitors and for users without a role, 403 for those who do not review
 */
export const requireReviewer = (settings: Settings, req: PayloadRequest): TypedUser => {
  requireRole(settings, req)
  if (req.user && isReviewer(settings)({ req })) return req.user
  throw new RequestError(403, 'Only teachers, editors and admins may do this.', { code: 'forbidden' })
}

interface MayChange {
  collection: CollectionSlug
  id: number | string
  /** Default: `update`. */
  operation?: 'update' | 'delete'
  /** What it is changed to, where that is known. */
  data?: unknown
}

/** Whether the request's user may change a document, by its collection's own access, which a host may have narrowed. */
export const mayChange = async (
  req: PayloadRequest,
  { collection, id, operation = 'update', data }: MayChange,
): Promise<boolean> => {
  const allowed = await req.payload.collections[collection]?.config.access[operation]({ req, id, data })
  if (typeof allowed === 'boolean' || !allowed) return allowed === true
  const isThis: Where = { id: { equals: id } }
  const { totalDocs } = await req.payload.count({
    ...{ collection, where: { and: [isThis, allowed] }, req },
    // The condition is the access.
    overrideAccess: true,
  })
  return totalDocs > 0
}

/** @throws RequestError 403; jobs have no user, and were checked before */
export const checkMayChange = async (
  req: PayloadRequest,
  document: { collection: CollectionSlug; id: number | string },
): Promise<void> => {
  if (!req.user || (await mayChange(req, document))) return
  const message = `You may not change document ${document.id} in "${document.collection}".`
  throw new RequestError(403, message, { code: 'forbidden', relationTo: document.collection, value: document.id })
}

/** Reviewers see all runs; students those they requested. */
export const readOwnRuns = (settings: Settings): Access => {
  const reviewer = isReviewer(settings)
  const signedIn = isSignedIn(settings)
  return ({ req }) => {
    if (reviewer({ req })) return true
    return signedIn({ req }) && { requester: { equals: req.user?.id } }
  }
}

/** Reviewers see drafts; other users see what is published, visitors nothing. */
export const readPublished = (settings: Settings): Access => {
  const reviewer = isReviewer(settings)
  const signedIn = isSignedIn(settings)
  return ({ req }) => {
    if (reviewer({ req })) return true
    return signedIn({ req }) && { _status: { equals: 'published' } }
  }
}

/** What people write and review: by reviewers alone. */
const reviewed = (settings: Settings) => {
  const reviewer = isReviewer(settings)
  return { create: reviewer, read: reviewer, readVersions: reviewer, update: reviewer, delete: reviewer }
}

/**
 * What a collection of ours lets whom do. `readVersions` is always there: left out, Payload shows versions, which are
 * drafts too, to everyone who is signed in.
 */
export const access = {
  reviewed,
  /** Drafts that reviewers publish for everyone else. */
  published: (settings) => ({ ...reviewed(settings), read: readPublished(settings) }),
  /** What only our own code writes. */
  recorded: (settings) => ({
    create: isNobody,
    read: isReviewer(settings),
    readVersions: isReviewer(settings),
    update: isNobody,
    delete: isAdmin(settings),
  }),
} satisfies Record<string, (settings: Settings) => CollectionConfig['access']>
