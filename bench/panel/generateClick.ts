/**
 * From the click on Generate to the run that is acknowledged in the drawer, against Payload's own Save of a document without drafts, from the
 * click to its message: in one browser, in turns, in the same run; medians. The reference host's production build, Chromium, no worker.
 *
 *   node --conditions=production --import tsx bench/panel/generateClick.ts [--json] [--clicks 20]
 */
import type { Page } from 'playwright-core'
import { launchBrowser } from '../../test/browser/launchBrowser.js'
import { startHost } from '../../test/e2e/hosts/startHost.js'
import { enterPanel } from '../../test/e2e/panel/panel.js'
import { apiAs } from '../../test/e2e/panel/signIn.js'
import { waitFor } from '../../test/shared/waitFor.js'
import { bench, median } from '../report.js'

const timesSave = 1.5

/** How long from the click on `button` until the first frame with `sign`, by the browser's own clock. */
const fromClickTo = async (page: Page, button: string, sign: string): Promise<number> => {
  await page.evaluate(
    ({ button, sign }) => {
      const seen = new Promise<number>((resolve) => {
        document.querySelector(button)?.addEventListener(
          'click',
          ({ timeStamp }) => {
            const look = () => {
              if (!document.querySelector(sign)) return requestAnimationFrame(look)
              return resolve(performance.now() - timeStamp)
            }
            look()
          },
          { capture: true, once: true },
        )
      })
      Reflect.set(window, 'seen', seen)
    },
    { button, sign },
  )
  await page.click(button)
  return page.evaluate(() => Reflect.get(window, 'seen') as Promise<number>)
}

await bench({ clicks: 20 }, async ({ clicks }) => {
  const host = await startHost({ hasWorker: false })
  const browser = await launchBrowser({ viewport: { width: 1400, height: 1000 } })
  try {
    const page = browser.context.pages()[0] ?? (await browser.context.newPage())
    await enterPanel(page, host.url)
    const api = await apiAs(host.url, 'editor')
    const { docs } = await api('/profiles?limit=1')

    const generate = async (): Promise<number> => {
      await host.forgetRequests()
      await page.goto(`${host.url}/admin/collections/drill-series`)
      await waitFor('the form', async () => {
        await page.click('#coursewright-generate', { timeout: 2000 }).catch(() => undefined)
        return page.locator('#coursewright-target').isVisible()
      })
      await page.fill('#coursewright-target', '5')
      await page.getByText('Tokens, about', { exact: true }).waitFor()
      const ms = await fromClickTo(page, '#coursewright-submit', '.coursewright-started')
      // Nobody works on it, and an editor may have few open at once.
      const { docs: runs } = await api('/generation-runs?where[status][equals]=queued&depth=0')
      for (const { id } of runs) await api(`/generation-runs/${id}/cancel`, undefined, 'POST')
      return ms
    }
    const save = async (turn: number): Promise<number> => {
      await page.goto(`${host.url}/admin/collections/profiles/${docs[0].id}`)
      await waitFor('the form that takes a name', async () => {
        await page.fill('#field-name', `Saved ${turn}`)
        return page.locator('#action-save').isEnabled()
      })
      return fromClickTo(page, '#action-save', '.toast-success')
    }

    const measured: { generate: number[]; save: number[] } = { generate: [], save: [] }
    // The first of each loads what later ones have.
    for (let turn = 0; turn <= clicks; turn += 1) {
      const [clicked, saved] = [await generate(), await save(turn)]
      if (turn === 0) continue
      measured.generate.push(clicked)
      measured.save.push(saved)
    }
    const [generateMs, saveMs] = [median(measured.generate), median(measured.save)]
    const ratio = generateMs / saveMs
    return {
      figures: { clicks, generateMs, saveMs, ratio, target: timesSave },
      isMet: ratio <= timesSave,
      text:
        `${clicks} clicks: a run is acknowledged after ${generateMs.toFixed(0)} ms, Payload saves after ${saveMs.toFixed(0)} ms: ` +
        `${ratio.toFixed(2)}× (at most ${timesSave}×).`,
    }
  } finally {
    await browser.close()
    await host.stop()
  }
})
