import type { Page } from 'playwright-core'
import { demoPassword } from '../../demo/content/users.js'

/** What a browser shows in red from now on: exceptions, errors of React, requests that were refused. */
export const errorsOf = (page: Page): string[] => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
  page.on('console', (said) => {
    const { url } = said.location()
    // The browser's own wish, now and then; the host has none.
    if (said.type() === 'error' && !url.endsWith('/favicon.ico')) errors.push(`${page.url()}: ${said.text()} ${url}`)
  })
  return errors
}

/** Signs one of the demo's users in to the admin panel. */
export const enterPanel = async (page: Page, url: string, role = 'editor'): Promise<void> => {
  await page.goto(`${url}/admin/login`)
  await page.fill('#field-email', `${role}@example.com`)
  await page.fill('#field-password', demoPassword)
  await page.keyboard.press('Enter')
  await page.waitForURL((address) => !address.pathname.endsWith('/login'))
}
