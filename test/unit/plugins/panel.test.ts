import type { Config, PayloadRequest, WidgetInstance } from 'payload'
import { expect, test } from 'vitest'
import { coursewright } from '../../../src/index.js'
import { hostConfig } from './hostConfig.js'

const roleOf = (user: object) =>
  'role' in user && user.role === 'student' ? ('student' as const) : ('editor' as const)

type Dashboard = NonNullable<NonNullable<Config['admin']>['dashboard']>

const built = async (dashboard?: Dashboard): Promise<Dashboard> => {
  const { admin } = await coursewright({ roleOf })(hostConfig({ admin: { dashboard } }))
  return admin?.dashboard ?? { widgets: [] }
}
const reqOf = (user: object | null) => ({ user }) as PayloadRequest
const student = { collection: 'users', id: 1, role: 'student' }
const editor = { collection: 'users', id: 2, role: 'editor' }
const layoutFor = async ({ defaultLayout = [] }: Dashboard, user: object | null): Promise<string[]> => {
  const layout = typeof defaultLayout === 'function' ? await defaultLayout({ req: reqOf(user) }) : defaultLayout
  return layout.map(({ widgetSlug }: WidgetInstance) => widgetSlug)
}
const ofAll = ['coursewright-runs', 'coursewright-left']
const ofReviewers = ['coursewright-backlog', 'coursewright-health', 'coursewright-spend', 'coursewright-coverage']

test('our widgets come after Payload’s cards, and each user gets those that are for him', async () => {
  const dashboard = await built()
  expect(await layoutFor(dashboard, student)).toEqual(['collections', ...ofAll])
  expect(await layoutFor(dashboard, editor)).toEqual(['collections', ...ofAll, ...ofReviewers])
  // Users of another collection, and visitors.
  expect(await layoutFor(dashboard, { collection: 'customers', id: 2, role: 'editor' })).toEqual(['collections'])
  expect(await layoutFor(dashboard, null)).toEqual(['collections'])
})

test.each([
  ['a list', [{ widgetSlug: 'sales', width: 'full' as const }]],
  ['a function', () => [{ widgetSlug: 'sales', width: 'full' as const }]],
])('the layout of a host, %s, stays before ours, and so do its widgets', async (_, defaultLayout) => {
  const own = { slug: 'sales', Component: '/Sales#Sales' }
  const dashboard = await built({ widgets: [own], defaultLayout })
  expect(dashboard.widgets[0]).toBe(own)
  const slugs = dashboard.widgets.map(({ slug }) => slug)
  for (const slug of [...ofAll, ...ofReviewers]) expect(slugs).toContain(slug)
  expect(await layoutFor(dashboard, student)).toEqual(['sales', ...ofAll])
})

test('a view of a host with the path of the review desk stops the boot, unless it is put in its place', async () => {
  const own = { Component: '/Review#Review', path: '/review' as `/${string}` }
  const host = (views: Record<string, typeof own>) =>
    coursewright({ roleOf })(hostConfig({ admin: { components: { views } } }))
  expect(() => host({ reviewOfOrders: own })).toThrow(/`admin.components.views.reviewOfOrders` has the path "\/review"/)
  const { admin } = await host({ coursewrightReview: own, reviewOfOrders: { ...own, path: '/reviews' } })
  expect(admin?.components?.views).toMatchObject({ coursewrightReview: own })
})
