import type { Locator, Page } from 'playwright-core'
import { waitFor } from '../../shared/waitFor.js'

/**
 * Presses a button, that of Generate if no other is given, until its form is there, which something in it tells: a click on a
 * page that React has not taken over yet does nothing.
 */
export const openGenerate = async (page: Page, sign: Locator, button = '#coursewright-generate'): Promise<void> => {
  await waitFor('the form', async () => {
    // Under an open drawer the button cannot be clicked: its form is still loading then.
    await page.click(button, { timeout: 2000 }).catch(() => undefined)
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
