import { afterEach } from 'vitest'
import { openBrowsers } from '../browser/launchBrowser.js'

// What fails now and then on a machine that nobody can look at must say what was on its screen.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  const pages = [...openBrowsers].flatMap((browser) => browser.pages())
  for (const page of pages) {
    // Drawers and dialogs stand at the end.
    const shown = await page.locator('body').ariaSnapshot({ timeout: 10_000 }).catch(String)
    process.stderr.write(`At the failure of "${task.name}", ${page.url()} shows:\n${shown.slice(-20_000)}\n`)
  }
})
