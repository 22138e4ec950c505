import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersOn } from '../browser/axe.js'
import { type LaunchedBrowser, launchBrowser } from '../browser/launchBrowser.js'
import { openShot, type Shot, shotsOf } from '../screenshots/pages.js'
import { makeStates } from '../screenshots/states.js'
import { type RunningHost, startHost } from './hosts/startHost.js'
import { enterPanel, errorsOf } from './panel/panel.js'

let host: RunningHost
let browser: LaunchedBrowser
let page: Page
let shots: Shot[]

beforeAll(async () => {
  host = await startHost({ latencyMs: 300 })
  shots = shotsOf(await makeStates(host))
  browser = await launchBrowser({ viewport: { width: 1400, height: 1000 } })
  page = browser.context.pages()[0] ?? (await browser.context.newPage())
  page.setDefaultTimeout(60_000)
})
afterAll(async () => {
  await browser?.close()
  await host?.stop()
})

test.each(['editor', 'student', 'nobody'] as const)(
  'no page has a barrier or an error for the role %s',
  async (role) => {
    if (role === 'nobody') await browser.context.clearCookies()
    else await enterPanel(page, host.url, role)
    // Whoever is signed in nowhere is refused, and is then asked who he is.
    const errors = errorsOf(page, role === 'nobody' ? /status of 403/ : undefined)
    const found: string[] = []
    const seen = shots.filter(({ as = 'editor' }) => as === role)
    expect(seen.length).toBeGreaterThan(0)
    for (const shot of seen) {
      await openShot(page, host.url, shot)
      found.push(...(await barriersOn(page)).map((barrier) => `${shot.name}: ${barrier}`))
    }
    expect(found).toEqual([])
    expect(errors).toEqual([])
  },
)
