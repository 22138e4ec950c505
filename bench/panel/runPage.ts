/**
 * The page of a run with many steps in Chromium, against lists of Payload's own in the same browser: how long the main
 * thread of the page is busy when it is opened, and when an event changes five steps of it.
 *
 *   node --conditions=production --import tsx bench/panel/runPage.ts [--json] [--steps 1000] [--rounds 9]
 */
import type { CDPSession, Page } from 'playwright-core'
import { connectTo } from '../../demo/postgres/databases.js'
import { launchBrowser } from '../../test/browser/launchBrowser.js'
import { addLongRun, changeSteps } from '../../test/e2e/hosts/longRun.js'
import { startHost } from '../../test/e2e/hosts/startHost.js'
import { enterPanel } from '../../test/e2e/panel/panel.js'
import { bench, median } from '../report.js'

const targets = { ownMs: 100, timesPayload: 1.5 }
const rows = 10
const changed = 5

/** How long the page's main thread has been busy so far. */
const busyMs = async (cdp: CDPSession): Promise<number> => {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}

const firstRow = '.coursewright-steps__step'

const opened = async (page: Page, cdp: CDPSession, url: string): Promise<number> => {
  // Counting begins anew with some pages, and goes on with others.
  await page.goto('about:blank')
  const before = await busyMs(cdp)
  await page.goto(url)
  await page.locator(firstRow).first().waitFor()
  await page.waitForLoadState('networkidle')
  return (await busyMs(cdp)) - before
}

await bench({ steps: 1000, rounds: 9 }, async ({ steps, rounds }) => {
  const host = await startHost({ hasWorker: false })
  const browser = await launchBrowser({ viewport: { width: 1400, height: 1000 } })
  try {
    return await connectTo(host.env.DATABASE_URI ?? '', async (client) => {
      const long = await addLongRun(client, { steps })
      const short = await addLongRun(client, { steps: rows })
      const page = browser.context.pages()[0] ?? (await browser.context.newPage())
      await enterPanel(page, host.url)
      const cdp = await browser.context.newCDPSession(page)
      await cdp.send('Performance.enable')
      const pageOf = (run: number) => `${host.url}/admin/collections/generation-runs/${run}`
      const times = { openLong: [0], openShort: [0], update: [0], list: [0] }
      for (const list of Object.values(times)) list.length = 0
      for (let round = -1; round < rounds; round += 1) {
        const openShort = await opened(page, cdp, pageOf(short))
        const openLong = await opened(page, cdp, pageOf(long))
        const before = await busyMs(cdp)
        const saved = round + 3
        await changeSteps(client, { run: long, upTo: changed, saved })
        await page.locator(firstRow).first().getByText(`${saved} drills`).waitFor()
        const update = (await busyMs(cdp)) - before

        const direction = round % 2 === 0 ? '' : '-'
        await page.goto(`${host.url}/admin/collections/positions?limit=${rows}&sort=${direction}id`)
        await page.waitForLoadState('networkidle')
        const beforeList = await busyMs(cdp)
        const first = await page.locator('table tbody tr').first().textContent()
        await page.locator('th .sort-column__button').first().click()
        await page.waitForFunction((text) => document.querySelector('table tbody tr')?.textContent !== text, first)
        const list = (await busyMs(cdp)) - beforeList
        // The first round warms everything up.
        if (round < 0) continue
        for (const [name, ms] of Object.entries({ openLong, openShort, update, list }))
          times[name as keyof typeof times].push(ms)
      }
      const ownOpenMs = Math.max(0, median(times.openLong) - median(times.openShort))
      const [updateMs, listMs] = [median(times.update), median(times.list)]
      const most = Math.min(targets.ownMs, targets.timesPayload * listMs)
      const ms = (value: number) => `${value.toFixed(0)} ms`
      return {
        figures: { steps, rounds, ownOpenMs, updateMs, listMs, openShortMs: median(times.openShort), targets },
        isMet: ownOpenMs <= targets.ownMs && updateMs <= most,
        text: [
          `A run of ${steps} steps, medians of ${rounds} rounds, time in which the page's main thread was busy:`,
          `opening it ${ms(ownOpenMs)} more than a run of ${rows} steps (target: at most ${ms(targets.ownMs)});`,
          `${changed} changed steps ${ms(updateMs)}, sorting a Payload list of ${rows} rows ${ms(listMs)} (target: at most ${ms(targets.ownMs)} and ${targets.timesPayload} times the list).`,
        ].join('\n'),
      }
    })
  } finally {
    await browser.close()
    await host.stop()
  }
})
