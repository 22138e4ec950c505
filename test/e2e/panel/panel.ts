import type { BrowserContext, Locator, Page } from 'playwright-core'
import { demoPassword } from '../../../demo/content/users.js'
import { waitFor } from '../../shared/waitFor.js'

/**
 * What a browser shows in red from now on: exceptions, errors of React, requests that were refused.
 *
 * @param onPurpose what the console says of requests that a test wants to be refused
 */
export const errorsOf = (page: Page, onPurpose?: RegExp): string[] => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
  page.on('console', (said) => {
    const { url } = said.location()
    // The browser's own wish, now and then; the host has none.
    if (said.type() !== 'error' || url.endsWith('/favicon.ico') || onPurpose?.test(said.text())) return
    errors.push(`${page.url()}: ${said.text()} ${url}`)
  })
  return errors
}

/** Signs one of the demo's users in to the admin panel, in place of whoever was. */
export const enterPanel = async (page: Page, url: string, role = 'editor'): Promise<void> => {
  // The page of whoever was there goes on asking.
  await page.goto('about:blank')
  await page.context().clearCookies()
  await signInBrowser(page.context(), url, role)
}

/** Gives a browser the session of one of the demo's users, whatever page is open in it. */
export const signInBrowser = async (context: BrowserContext, url: string, role: string): Promise<void> => {
  const data = { email: `${role}@example.com`, password: demoPassword }
  // A connection that the server has just closed is no refusal.
  const response = await context.request.post(`${url}/api/users/login`, { data, maxRetries: 3 })
  if (!response.ok()) throw new Error(`The ${role} could not sign in: ${response.status()}.`)
}

/** Opens the navigation until this link of it is there: a page that has just come hears no click, or closes it again. */
export const openMenu = async (page: Page, link: Locator): Promise<void> => {
  const menu = page.getByRole('button', { name: 'Open Menu' }).first()
  await waitFor('the navigation', async () => {
    if (await link.isVisible()) return true
    await menu.click({ timeout: 2000 }).catch(() => undefined)
    return link.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    )
  })
}

/** Until the form of a document, as the server sent it, hears what is clicked and typed. */
export const formReady = (page: Page): Promise<void> => page.locator('form[data-form-ready="true"]').first().waitFor()
