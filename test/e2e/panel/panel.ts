import type { BrowserContext, Page } from 'playwright-core'
import { demoPassword } from '../../../demo/content/users.js'

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
