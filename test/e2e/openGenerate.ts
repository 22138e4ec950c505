import type { Locator, Page } from 'playwright-core'
import { waitFor } from '../waitFor.js'

/**
 * Presses Generate until its form is there, which something in it tells: a click on a page that React has not taken over yet
 * does nothing.
 */
export const openGenerate = async (page: Page, sign: Locator): Promise<void> => {
  await waitFor('the form of Generate', async () => {
    // Under an open drawer the button cannot be clicked: its form is still loading then.
    await page.click('#coursewright-generate', { timeout: 2000 }).catch(() => undefined)
    return sign.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    )
  })
}

/** Requests what the form asks for, and opens the page that the drawer then leads to. */
export const generateAndOpen = async (page: Page, address: RegExp, request?: () => Promise<unknown>): Promise<void> => {
  await (request ?? (() => page.click('#coursewright-submit')))()
  await page.click('#coursewright-open-started')
  await page.waitForURL(address)
}
