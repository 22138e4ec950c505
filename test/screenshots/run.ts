/**
 * `npm run screenshots [-- <part of a name>]`: pictures of every page in light and dark, wide and narrow, with an index.html
 * that shows all of them.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { setTheme } from '../browser/axe.js'
import { launchBrowser } from '../browser/launchBrowser.js'
import { startHost } from '../e2e/hosts/startHost.js'
import { enterPanel } from '../e2e/panel/panel.js'
import { openShot, type Shot, shotsOf } from './pages.js'
import { makeStates } from './states.js'

const folder = path.resolve('.data/screenshots')
const widths = [1400, 420]
const themes = ['light', 'dark'] as const
/** Of a page that scrolls, no more than this. */
const mostHeight = 2600

const say = (line: string) => process.stderr.write(`${line}\n`)
const wanted = process.argv[2] ?? ''

const host = await startHost({ latencyMs: 700 })
const browser = await launchBrowser()
try {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  say(`Making what there is to see at ${host.url}.`)
  const shots = shotsOf(await makeStates(host)).filter(({ name }) => name.includes(wanted))
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  page.setDefaultTimeout(120_000)
  let who: Shot['as']
  const failed: string[] = []
  for (const shot of shots) {
    const { as = 'editor' } = shot
    if (as !== who) await (as === 'nobody' ? browser.context.clearCookies() : enterPanel(page, host.url, as))
    who = as
    try {
      await take(page, shot)
      say(shot.name)
    } catch (error) {
      failed.push(`${shot.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  writeFileSync(path.join(folder, 'index.html'), gallery(shots))
  for (const line of failed) say(line)
  if (failed.length > 0) process.exitCode = 1
  say(`${shots.length} pages: ${path.join(folder, 'index.html')}`)
} finally {
  await browser.close()
  await host.stop()
}

/** Takes all pictures of a page. */
async function take(page: Page, shot: Shot): Promise<void> {
  await page.setViewportSize({ width: 1400, height: 1000 })
  await openShot(page, host.url, shot)
  // Runs keep a connection open: there is no end of it to wait for.
  await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 1000 })
    for (const theme of themes) {
      await setTheme(page, theme)
      const height = Math.min(mostHeight, await page.evaluate(() => document.documentElement.scrollHeight))
      await page.screenshot({
        path: path.join(folder, fileOf(shot, width, theme)),
        fullPage: true,
        clip: { x: 0, y: 0, width, height },
        animations: 'disabled',
      })
    }
  }
}

function fileOf({ name }: Shot, width: number, theme: string): string {
  return `${name.replaceAll(/\W+/g, '-')}-${width}-${theme}.png`
}

function gallery(shots: readonly Shot[]): string {
  const figures = shots.map((shot) => {
    const images = widths.flatMap((width) =>
      themes.map((theme) => {
        const file = fileOf(shot, width, theme)
        return `<a href="${file}"><img src="${file}" alt="${shot.name}, ${width} px, ${theme}" loading="lazy"></a>`
      }),
    )
    return `<section><h2>${shot.name}</h2>${images.join('')}</section>`
  })
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every page</title>
<style>body{font:1rem/1.5 system-ui;margin:2rem}section{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem;align-items:start}
h2{grid-column:1/-1}img{width:100%;border:1px solid #ccc}</style><h1>Every page</h1>${figures.join('')}</html>`
}
