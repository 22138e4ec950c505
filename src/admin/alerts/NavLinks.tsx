import type { Payload, TypedUser } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { type Reader, wordsOf } from '../../words/words.js'
import { reviewPath } from '../review/deskAddress.js'
import { roleOfUser, settingsOf } from '../shared/serverSide.js'
import { usagePath } from '../usage/usagePath.js'
import { openAlertsQuery } from './alert.js'
import { countOpenAlerts } from './countOpenAlerts.js'
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
  const role = roleOfUser(settings, user)
  if (!role || role === 'student') return null
  const words = wordsOf(i18n)
  const [alerts, { totalDocs: waiting }] = await Promise.all([
    countOpenAlerts(payload, user),
    payload.count({
      ...{ collection: reviews, where: { state: { equals: 'waiting' } } },
      // A host may let fewer read: who may not is told no number, and the page stays.
      ...{ overrideAccess: false, disableErrors: true, user },
    }),
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
        {alerts > 0 ? words('alerts:openCount', { count: alerts }) : words('alerts:open')}
      </NavLink>
    </>
  )
}
