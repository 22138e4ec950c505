import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** WCAG 2.2 AA, and everything below it. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** What may differ from one theme to the other; everything else is looked at once. */
const ofColours = ['color-contrast', 'link-in-text-block']

/** Payload's own markup, which breaks the standard on its pages without us too: what it is, and what is wrong with it. */
const payloads = {
  '.react-select': 'selects: no label, and hidden arrows that take the focus',
  '.collapsible__drag': 'the handle of a row: no name',
  '.popup-button': 'buttons of menus: no name, 20 pixels',
  '.field-description': 'help below fields: contrast 2.8',
  '.array-field__add-row': 'the button for another row: contrast 2.8',
  '.blocks-field__drawer-toggler': 'the button for another block: contrast 2.8',
  '.nav-group__toggle': 'groups of the navigation: contrast 2.8',
  '.doc-tabs': 'tabs of a document: a list with other children, labels that are not their text',
  '.ContentEditable__root': 'rich text: no name',
  '.table thead': 'headings of lists: contrast 2.8, arrows of 20 pixels',
  '.checkbox-input': 'boxes that select rows: no label',
  '.where-builder': 'filters of lists: no names on fields and buttons',
  '.clickable-arrow': 'arrows to the next page: no name',
  '.payload-toast-close-button': 'the button that closes a message: 20 pixels',
  '.list-selection': 'what is selected in a list: contrast 2.8',
  '.drawer .field-type__wrap input': 'fields in drawers: their labels name another id',
  '.date-time-picker': 'dates: neither they nor the button that clears them have a name',
}

/** Barriers of a page as it stands, in light and in dark: of each the theme, its rule, where it is, and what is wrong. */
export const barriersOn = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const found: string[] = []
  for (const [theme, runOnly] of [
    ['dark', ofColours],
    ['light', standards],
  ] as const) {
    await setTheme(page, theme)
    const barriers = await page.evaluate(lookAt, { exclude: Object.keys(payloads), runOnly: [...runOnly] })
    found.push(...barriers.map((barrier) => `${theme}: ${barrier}`))
  }
  return found
}

/** Pages of the panel have their theme in an attribute, other pages take the system's. */
export const setTheme = async (page: Page, theme: 'light' | 'dark'): Promise<void> => {
  await page.emulateMedia({ colorScheme: theme })
  await page.evaluate((name) => {
    const { dataset } = document.documentElement
    if (dataset.theme) dataset.theme = name
  }, theme)
}

/** Runs in the page. */
const lookAt = async ({ exclude, runOnly }: { exclude: string[]; runOnly: string[] }): Promise<string[]> => {
  // A colour on its way to another is neither.
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish()
  }
  const { run } = (window as unknown as { axe: typeof axe }).axe
  // It reads what an item of a tree has below it as the item's own text.
  const rules = { 'label-content-name-mismatch': { enabled: false } }
  const { violations } = await run({ exclude }, { runOnly, rules, resultTypes: ['violations'], preload: false })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary = '' }) =>
        `${id}: ${target.join(' ')}: ${failureSummary.split('\n')[1]?.trim()} ${html.slice(0, 200)}`,
    ),
  )
}
