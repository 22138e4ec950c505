import type { Locator, Page } from 'playwright-core'
import { openGenerate } from '../e2e/panel/openGenerate.js'
import type { States } from './states.js'

/** A page in one of its states. */
export interface Shot {
  name: string
  path: string
  /** Who looks at it. Default `editor`. */
  as?: 'editor' | 'student' | 'nobody'
  /** Is there once the page is. */
  sign(page: Page): Locator
  /** What is pressed before the picture is taken. */
  press?(page: Page): Promise<void>
}

/** Opens a page of the host and brings it into its state. */
export const openShot = async (page: Page, url: string, { path, sign, press }: Shot): Promise<void> => {
  await page.goto(`${url}${path}`)
  await sign(page).waitFor()
  await press?.(page)
}

const css = (selector: string) => (page: Page) => page.locator(selector).first()
const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name }).first()
const form = (path: string, sign: string) => ({
  path: `/admin/collections/${path}`,
  sign: css(`.collection-edit ${sign}`),
})
const list = (collection: string) => ({
  name: `list of ${collection}`,
  path: `/admin/collections/${collection}`,
  sign: css('.collection-list table tbody tr, .collection-list .no-results'),
})
const drawer = (button: string, sign: string) => async (page: Page) => {
  const opened = page.locator(sign).first()
  for (let tries = 0; tries < 10 && !(await opened.isVisible()); tries += 1) {
    await page.click(button, { timeout: 3000 }).catch(() => undefined)
    await opened.waitFor({ timeout: 5000 }).catch(() => undefined)
  }
  await opened.waitFor()
}

/** Every page of the panel and of learners. */
export const shotsOf = (states: States): Shot[] => {
  const { positions, series, runs } = states
  return [
    { name: 'series, running', ...form(`drill-series/${series.running}`, '.coursewright-draft') },
    { name: 'dashboard', path: '/admin', sign: (page: Page) => page.getByText(/requests a minute/).first() },
    {
      name: 'dashboard of a student',
      path: '/admin',
      as: 'student',
      sign: (page: Page) => page.getByText(/requests a minute/).first(),
    },
    { name: 'series, finished', ...form(`drill-series/${series.finished}`, '.coursewright-draft') },
    { name: 'series, with gaps', ...form(`drill-series/${series.partial}`, '.coursewright-draft') },
    { name: 'series, failed', ...form(`drill-series/${series.failed}`, '.coursewright-run') },
    { name: 'series, backgammon', ...form(`drill-series/${series.backgammon}`, '.coursewright-draft') },
    { name: 'run, finished', ...form(`generation-runs/${runs.finished}`, '.coursewright-run') },
    { name: 'run, with gaps', ...form(`generation-runs/${runs.partial}`, '.coursewright-run') },
    { name: 'run, out of budget', ...form(`generation-runs/${runs.budget}`, '.coursewright-run') },
    { name: 'run, waits for approval', ...form(`generation-runs/${runs.plan}`, '.coursewright-run') },
    {
      name: 'Generate drills',
      path: '/admin/collections/drill-series',
      sign: css('#coursewright-generate'),
      press: (page) => openGenerate(page, page.getByText('Positions drawn', { exact: true })),
    },
    {
      name: 'Generate lessons',
      path: '/admin/collections/lessons',
      sign: css('#coursewright-generate'),
      press: (page) => openGenerate(page, page.locator('#coursewright-topics')),
    },
    {
      name: 'Generate course',
      path: `/admin/collections/curricula/${states.curriculum}`,
      sign: css('#coursewright-course'),
      press: drawer('#coursewright-course', '#coursewright-course-lessons'),
    },
    {
      name: 'Import positions',
      path: '/admin/collections/positions',
      sign: css('#coursewright-import'),
      press: drawer('#coursewright-import', '#coursewright-file'),
    },
    {
      name: 'review desk',
      path: `/admin/review?run=${runs.finished}`,
      sign: css('.coursewright-choices-shown'),
    },
    {
      name: 'review desk, a proposal',
      path: `/admin/review?run=${runs.rewritten}`,
      sign: css('.coursewright-proposed'),
    },
    {
      name: 'review desk, help',
      path: `/admin/review?run=${runs.finished}`,
      sign: css('.coursewright-choices-shown'),
      press: async (page) => {
        await page.keyboard.press('?')
        await page.locator('.coursewright-keys').waitFor()
      },
    },
    { name: 'drill', ...form(`drills/${states.drill}`, '.coursewright-board') },
    { name: 'lesson', ...form(`lessons/${states.lesson}`, '.blocks-field [contenteditable="true"]') },
    { name: 'lesson with a proposal', ...form(`lessons/${states.proposed}`, '.coursewright-proposal') },
    { name: 'course', ...form(`courses/${states.course}`, '.coursewright-outline__row') },
    { name: 'mind map', ...form(`sections/${states.mindMap}`, '.coursewright-map [role="treeitem"]') },
    { name: 'plan that waits', ...form(`plans/${states.plan}`, '.coursewright-run__card') },
    { name: 'curriculum', ...form(`curricula/${states.curriculum}`, '#coursewright-course') },
    { name: 'kit', ...form(`kits/${states.kit}`, '#coursewright-kit-file') },
    { name: 'position, chess', ...form(`positions/${positions.chess}`, '.coursewright-board') },
    { name: 'position, backgammon', ...form(`positions/${positions.backgammon}`, '.coursewright-board') },
    ...['drill-series', 'drills', 'lessons', 'courses', 'sections', 'plans', 'positions', 'proposals', 'reviews'].map(
      list,
    ),
    ...['generation-runs', 'generation-logs', 'generation-usage', 'generation-breakers'].map(list),
    {
      name: 'usage',
      path: '/admin/collections/generation-usage/overview',
      sign: css('.coursewright-usage table, .coursewright-usage svg'),
    },
    { name: 'learn, sign in', path: '/learn', as: 'nobody', sign: css('form') },
    { name: 'learn', path: '/learn', as: 'student', sign: css('.card') },
    { name: 'learn, drill', path: `/learn/series/${series.finished}`, as: 'student', sign: css('.choice') },
    { name: 'learn, lesson', path: `/learn/lessons/${states.lesson}`, as: 'student', sign: heading(/./) },
    { name: 'learn, course', path: `/learn/courses/${states.course}`, as: 'student', sign: css('.map__picture svg') },
  ]
}
