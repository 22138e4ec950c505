import { DefaultTemplate } from '@payloadcms/next/templates'
import { redirect } from 'next/navigation.js'
import type { AdminViewServerProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { roleOfUser, settingsOf } from '../shared/serverSide.js'
import { reviewPath } from './deskAddress.js'
import { LazyDesk } from './LazyDesk.js'

/** The page of the review desk, on the server. Payload leaves it to views of hosts and plugins to ask who comes. */
export const ReviewView = ({ initPageResult, params, searchParams }: AdminViewServerProps) => {
  const { permissions, req, locale, visibleEntities } = initPageResult
  const { payload, user, i18n } = req
  const settings = settingsOf(payload)
  const { slugs } = settings
  const { admin, routes } = payload.config
  const to = (path: `/${string}`) => formatAdminURL({ adminRoute: routes.admin, path })
  if (!user) {
    const back = `${to(reviewPath)}${queryOf(searchParams)}`
    redirect(`${to(admin.routes.login)}?redirect=${encodeURIComponent(back)}`)
  }
  if (!permissions.canAccessAdmin) redirect(to(admin.routes.unauthorized))
  const role = roleOfUser(settings, user)
  const { reviews, proposals, curricula, generationRuns, plans, kits, positions } = slugs
  return (
    <DefaultTemplate
      className="coursewright-review-page"
      i18n={i18n}
      locale={locale}
      params={params}
      payload={payload}
      permissions={permissions}
      req={req}
      searchParams={searchParams}
      user={user}
      viewActions={admin.components.actions}
      visibleEntities={visibleEntities}
    >
      <LazyDesk
        mayReview={role !== undefined && role !== 'student'}
        slugs={{ reviews, proposals, curricula, generationRuns, plans, kits, positions }}
      />
    </DefaultTemplate>
  )
}

/** Filters, and the draft that a link names: they hold after signing in, too. */
const queryOf = (given: AdminViewServerProps['searchParams'] = {}): string => {
  const query = new URLSearchParams()
  for (const [name, values] of Object.entries(given))
    for (const value of [values ?? []].flat()) query.append(name, value)
  return query.size > 0 ? `?${query}` : ''
}
