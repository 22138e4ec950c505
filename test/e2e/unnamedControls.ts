import type { Page } from 'playwright-core'

/** Controls and pictures of ours that a screen reader could not name, as their HTML. */
export const unnamedControls = (page: Page, within: string): Promise<string[]> =>
  page.locator(within).evaluateAll((roots) => {
    const nameOf = (element: Element): string => {
      const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels : null
      const named = [...(labels ?? [])].map((label) => label.textContent).join('')
      return (element.getAttribute('aria-label') ?? named ?? '') || (element.textContent ?? '')
    }
    return roots.flatMap((root) =>
      [...root.querySelectorAll('button, input, select, a[href], [role="img"], [role="progressbar"]')]
        .filter((element) => nameOf(element).trim() === '')
        .map((element) => element.outerHTML.slice(0, 200)),
    )
  })
