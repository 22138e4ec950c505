import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { findBrowser } from './findBrowser.js'

type ContextOptions = Parameters<typeof chromium.launchPersistentContext>[1]

export interface LaunchedBrowser {
  /** Has one blank page; cookies and storage are empty. */
  context: BrowserContext
  /** Ends the browser and removes its profile. Calling it again does nothing. */
  close(): Promise<void>
}

/** Those that are open now, for whoever tells what they show. */
export const openBrowsers = new Set<BrowserContext>()

/** What a browser does on its own beside our pages would only cost time and reach for the network. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Without a graphics card each frame of an animation is work for the processor, which other tests need, and Payload's own
 * animate whatever the user prefers. Runs in the page, before anything of it.
 */
const holdStill = (): void => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important }')
  document.adoptedStyleSheets.push(sheet)
}

/**
 * Starts a headless Chromium with a profile of its own, found or installed by `findBrowser`.
 *
 * @param options Playwright's, e.g. `viewport`, `colorScheme`, `locale`
 */
export async function launchBrowser(options: ContextOptions = {}): Promise<LaunchedBrowser> {
  const executablePath = findBrowser()
  const profile = mkdtempSync(join(tmpdir(), 'coursewright-browser-'))
  const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 10 })
  try {
    const calm = { reducedMotion: 'reduce', ...options } as const
    const context = await chromium.launchPersistentContext(profile, { executablePath, args: quiet, ...calm })
    await context.addInitScript(holdStill)
    // What tsx puts around functions with a name, so that those of scripts run in pages too.
    await context.addInitScript('globalThis.__name = (made) => made')
    openBrowsers.add(context)
    let closed: Promise<void> | undefined
    const close = () => {
      openBrowsers.delete(context)
      closed ??= context.close().finally(removeProfile)
      return closed
    }
    return { context, close }
  } catch (error) {
    removeProfile()
    throw error
  }
}
