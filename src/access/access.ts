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
export const roleOfRequest = (settings: Settings, { user }: PayloadRequest): Role | undefined =>
  roleOfUser(settings, user)

/** The role of whoever is signed in; `undefined` for nobody, for users without one, and for those of another auth collection. */
export const roleOfUser = (
  { usersSlug, roleOf }: Pick<Settings, 'usersSlug' | 'roleOf'>,
  user: TypedUser | null | undefined,
): Role | undefined =>
  // Another auth collection may hold the same ids, and requesters are users of this one.
  user?.collection === usersSlug ? roleOf(user) : undefined

/** @throws RequestError 401 for visitors and for users without a role */
export const requireRole = (settings: Settings, req: PayloadRequest): Role => {
  const role = roleOfRequest(settings, req)
  if (role) return role
  throw signedOut()
}

const signedOut = () => new RequestError(401, 'Sign in with a user that has a role.', { code: 'unauthorized' })

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

/**
 * By the collection's own access, which a host may have narrowed.
 *
 * @throws RequestError 401 for visitors, 403 for users who may not
 */
export const requireAccess = async (
  req: PayloadRequest,
  collection: CollectionSlug,
  action: 'create' | 'update',
  id?: number | string,
): Promise<void> => {
  const allowed = req.payload.collections[collection]?.config.access[action]
  if (await allowed?.({ req, id })) return
  if (!req.user) throw signedOut()
  throw new RequestError(403, `You may not ${action} documents in "${collection}".`, { code: 'forbidden' })
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

/**
 * Has a request of our own act for the user of another, in its locale and language and under its headers: hooks and access of the
 * host go by them.
 */
export const actFor = (
  own: PayloadRequest,
  { user, locale, fallbackLocale, i18n, t, headers }: PayloadRequest,
): void => {
  Object.assign(own, { user, locale, fallbackLocale, i18n, t, headers })
}

/** What of a collection the request's user may read, by its own access, which a host may have narrowed: all, nothing, or what fits. */
export const readableIn = async (req: PayloadRequest, collection: CollectionSlug): Promise<boolean | Where> =>
  (await req.payload.collections[collection]?.config.access.read({ req })) ?? false

/**
 * Of rows of a collection those that the request's user may read; where that is all of them, nothing is read for it. `known`: what
 * `readableIn` said.
 */
export const onlyReadable = async <Row extends { readonly id: number | string }>(
  req: PayloadRequest,
  collection: CollectionSlug,
  rows: readonly Row[],
  known?: boolean | Where,
): Promise<readonly Row[]> => {
  if (rows.length === 0) return rows
  const allowed = known ?? (await readableIn(req, collection))
  if (typeof allowed === 'boolean') return allowed ? rows : []
  const { docs } = await req.payload.find({
    ...{ collection, depth: 0, limit: rows.length, pagination: false, req },
    ...{ overrideAccess: false, disableErrors: true },
    where: { id: { in: rows.map(({ id }) => id) } },
    select: {},
  })
  const ids = new Set(docs.map(({ id }) => String(id)))
  return rows.filter(({ id }) => ids.has(String(id)))
}

/** Whether the request's user may read a document as it was saved last. Where the answer is a plain yes or no, nothing is read for it. */
export const mayRead = async (
  req: PayloadRequest,
  { collection, id }: { collection: CollectionSlug; id: number | string },
): Promise<boolean> => {
  const allowed = await req.payload.collections[collection]?.config.access.read({ req, id })
  if (typeof allowed === 'boolean' || !allowed) return allowed === true
  const { docs } = await req.payload.find({
    ...{ collection, depth: 0, draft: true, limit: 1, pagination: false, req },
    ...{ overrideAccess: false, disableErrors: true },
    where: { id: { equals: id } },
    select: {},
  })
  return docs.length > 0
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
const readPublished = (settings: Settings): Access => {
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
