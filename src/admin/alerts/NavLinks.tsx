import type { Payload, TypedUser } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { type Reader, wordsOf } from '../../words/words.js'
import { reviewPath } from '../review/deskAddress.js'
import { settingsOf } from '../shared/serverSide.js'
import { usagePath } from '../usage/usagePath.js'
import { openAlertsQuery } from './alert.js'
import { NavLink } from './NavLink.js'

interface NavLinksProps {
  i18n: Reader
  payload: Payload
  user?: TypedUser | null
}

/** For `admin.components.afterNavLinks`, on the server: what reviewers look at that is no collection. */
export const NavLinks = async ({ i18n, payload, user }: NavLinksProps) => {
  const settings = settingsOf(payload)
  const { generationLogs, generationUsage, reviews } = settings.slugs
  const role = user?.collection === settings.usersSlug ? settings.roleOf(user) : undefined
  if (!role || role === 'student') return null
  const words = wordsOf(i18n)
  // A host may let fewer read: who may not is told no number, and the page stays.
  const asUser = { overrideAccess: false, disableErrors: true, user } as const
  const [{ totalDocs }, { totalDocs: waiting }] = await Promise.all([
    payload.count({
      collection: generationLogs,
      where: { type: { equals: 'alert' }, acknowledgedAt: { exists: false } },
      ...asUser,
    }),
    payload.count({ collection: reviews, where: { state: { equals: 'waiting' } }, ...asUser }),
  ])
  const adminRoute = payload.config.routes.admin
  const to = (path: `/${string}`) => formatAdminURL({ adminRoute, path })
  return (
    <>
      <NavLink href={to(reviewPath)} id="nav-coursewright-review">
        {waiting > 0 ? words('review:navCount', { count: waiting }) : words('review:title')}
      </NavLink>
      <NavLink href={to(`/collections/${generationUsage}${usagePath}`)} id="nav-coursewright-usage">
        {words('usage:title')}
      </NavLink>
      <NavLink href={`${to(`/collections/${generationLogs}`)}${openAlertsQuery}`} id="nav-coursewright-alerts">
        {totalDocs > 0 ? words('alerts:openCount', { count: totalDocs }) : words('alerts:open')}
      </NavLink>
    </>
  )
}
