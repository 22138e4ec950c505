import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { browserPlaces } from './browserPlaces.js'

export interface BrowserSearch {
  /** Paths to try first. Default: where Chrome and Chromium usually are. */
  places(): string[]
  /** Where Playwright keeps its own download, there or not. */
  downloadPath(): string
  /** Whether a browser starts; one may be there and lack its libraries. */
  works(path: string): boolean
  /** Runs an installer; whether it succeeded. Takes minutes. */
  install(file: string, args: string[]): boolean
  isRoot: boolean
  log(line: string): void
}

/**
 * The path of a Chromium that works: an installed one, else Playwright's own download, fetched when it is missing,
 * else the system's package, installed when we are root.
 *
 * @throws Error saying what to install, when all of this fails
 */
export function findBrowser(given: Partial<BrowserSearch> = {}): string {
  const search = { ...defaults(), ...given }
  const { places, downloadPath, works, install, isRoot, log } = search
  const installed = [...places(), downloadPath()].find(works)
  if (installed) return installed

  log('No browser is installed: downloading Chromium for Playwright.')
  const playwright = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  if (install(process.execPath, [playwright, 'install', 'chromium']) && works(downloadPath())) return downloadPath()

  if (isRoot) {
    log('That did not help: installing the system package chromium.')
    // The download may have worked and only its libraries be missing: the package brings them.
    if (install('apt-get', ['update']) && install('apt-get', ['install', '-y', 'chromium'])) {
      const packaged = [...places(), downloadPath()].find(works)
      if (packaged) return packaged
    }
  }
  throw new Error(
    'The browser tests need Chrome or Chromium, and none could be found or installed. Install one of them, or run ' +
      '"npx playwright-core install --with-deps chromium", then run the tests again.',
  )
}

function defaults(): BrowserSearch {
  return {
    places: browserPlaces,
    downloadPath: () => chromium.executablePath(),
    works,
    install: (file, args) => spawnSync(file, args, { stdio: 'inherit', env: quietApt() }).status === 0,
    isRoot: process.getuid?.() === 0,
    log: (line) => process.stderr.write(`${line}\n`),
  }
}

function works(path: string): boolean {
  // On Windows, Chrome opens a window when asked for its version.
  const args = process.platform === 'win32' ? ['--headless', '--dump-dom', 'about:blank'] : ['--version']
  return spawnSync(path, args, { stdio: 'ignore', timeout: 30_000 }).status === 0
}

function quietApt(): NodeJS.ProcessEnv {
  return { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
}
