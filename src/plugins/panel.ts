import type { Config, PayloadRequest, Widget, WidgetInstance } from 'payload'
import { isReviewer, roleOfRequest } from '../access/access.js'
import { InvalidOption } from '../options/parseOptions.js'
import type { Settings } from '../options/Settings.js'
import { label } from '../words/words.js'

type Dashboard = NonNullable<NonNullable<Config['admin']>['dashboard']>

const component = (name: string) => `payload-coursewright/rsc#${name}`

const widgets: readonly Widget[] = [
  { slug: 'coursewright-runs', Component: component('RunsWidget'), label: label('widgets:runs'), minWidth: 'small' },
  {
    slug: 'coursewright-backlog',
    Component: component('BacklogWidget'),
    label: label('widgets:backlog'),
    minWidth: 'x-small',
  },
  { slug: 'coursewright-spend', Component: component('SpendWidget'), label: label('widgets:spend'), minWidth: 'small' },
  {
    slug: 'coursewright-health',
    Component: component('HealthWidget'),
    label: label('widgets:health'),
    minWidth: 'x-small',
  },
  {
    slug: 'coursewright-coverage',
    Component: component('CoverageWidget'),
    label: label('widgets:coverage'),
    minWidth: 'small',
  },
  {
    slug: 'coursewright-left',
    Component: component('LimitsWidget'),
    label: label('widgets:left'),
    minWidth: 'x-small',
  },
]

const place = (widgetSlug: string, width: WidgetInstance['width']): WidgetInstance => ({ widgetSlug, width })

const forAll = [place('coursewright-runs', 'medium'), place('coursewright-left', 'medium')]
const forReviewers = [
  place('coursewright-backlog', 'medium'),
  place('coursewright-health', 'medium'),
  place('coursewright-spend', 'medium'),
  place('coursewright-coverage', 'medium'),
]

/** What Payload shows where a host says nothing. */
const usual = [place('collections', 'full')]

/**
 * Payload's dashboard with our widgets after what the host has there; each user gets those that say something to them, until
 * that user arranges the dashboard.
 */
const withDashboard = (settings: Settings, given: Dashboard | undefined): Dashboard => ({
  ...given,
  widgets: [...(given?.widgets ?? []), ...widgets],
  defaultLayout: async ({ req }: { req: PayloadRequest }) => {
    const { defaultLayout = usual } = given ?? {}
    const layout = typeof defaultLayout === 'function' ? await defaultLayout({ req }) : defaultLayout
    if (!roleOfRequest(settings, req)) return layout
    return [...layout, ...forAll, ...(isReviewer(settings)({ req }) ? forReviewers : [])]
  },
})

const ourView = 'coursewrightReview'
const ourPath = '/review'

/** Payload takes the first of two views with one path, and would say nothing of it. */
const checkViews = (views: NonNullable<NonNullable<Config['admin']>['components']>['views'] = {}): void => {
  const taken = Object.entries(views).find(
    ([name, view]) => name !== ourView && view && 'path' in view && view.path === ourPath,
  )
  if (!taken) return
  throw new InvalidOption(
    `admin.components.views.${taken[0]}`,
    `has the path "${ourPath}", which is that of the review desk; give it another, or call it ${ourView} to put it in place of ours`,
  )
}

/**
 * The panel with what of ours stands in no collection, after what the host has there.
 *
 * @throws InvalidOption where a view of the host has the path of ours
 */
export const withPanel = (settings: Settings, admin: Config['admin']): Config['admin'] => {
  checkViews(admin?.components?.views)
  return {
    ...admin,
    components: {
      ...admin?.components,
      actions: [...(admin?.components?.actions ?? []), component('GenerationStatus')],
      providers: [...(admin?.components?.providers ?? []), 'payload-coursewright/client#StatusProvider'],
      afterNavLinks: [...(admin?.components?.afterNavLinks ?? []), component('NavLinks')],
      views: {
        [ourView]: {
          ...{ Component: component('ReviewView'), path: ourPath, exact: true },
          meta: { title: 'Review desk' },
        },
        ...admin?.components?.views,
      },
    },
    dashboard: withDashboard(settings, admin?.dashboard),
  }
}
