import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { browserPlaces } from '../../browser/browserPlaces.js'
import { type BrowserSearch, findBrowser } from '../../browser/findBrowser.js'
import { findOnPath } from '../../browser/findOnPath.js'

/** A machine on which the named paths work; installers add to them. */
function machine(given: { working?: string[]; installs?: Record<string, string>; isRoot?: boolean }) {
  const working = new Set(given.working)
  const ran: string[] = []
  const search: BrowserSearch = {
    places: () => ['/usr/bin/chromium', '/usr/bin/google-chrome'],
    downloadPath: () => '/cache/chrome',
    works: (path) => working.has(path),
    install: (file, args) => {
      const command = file === process.execPath ? `playwright ${args.slice(1).join(' ')}` : `${file} ${args.join(' ')}`
      ran.push(command)
      const path = given.installs?.[command]
      if (path) working.add(path)
      return path !== undefined
    },
    isRoot: given.isRoot ?? false,
    log: () => undefined,
  }
  return { search, ran }
}

describe('findBrowser', () => {
  it('takes the first installed browser that works and installs nothing', () => {
    const { search, ran } = machine({ working: ['/usr/bin/google-chrome', '/cache/chrome'] })
    expect(findBrowser(search)).toBe('/usr/bin/google-chrome')
    expect(ran).toEqual([])
  })

  it("takes Playwright's own download where nothing else works", () => {
    const { search, ran } = machine({ working: ['/cache/chrome'] })
    expect(findBrowser(search)).toBe('/cache/chrome')
    expect(ran).toEqual([])
  })

  it('downloads one for Playwright where there is none', () => {
    const { search, ran } = machine({ installs: { 'playwright install chromium': '/cache/chrome' }, isRoot: true })
    expect(findBrowser(search)).toBe('/cache/chrome')
    expect(ran).toEqual(['playwright install chromium'])
  })

  const packages = { 'apt-get update': '/lists', 'apt-get install -y chromium': '/usr/bin/chromium' }

  it('installs the system package as root when the download fails', () => {
    const { search, ran } = machine({ installs: packages, isRoot: true })
    expect(findBrowser(search)).toBe('/usr/bin/chromium')
    expect(ran).toEqual(['playwright install chromium', 'apt-get update', 'apt-get install -y chromium'])
  })

  it('says what to do when nothing helps, and touches no packages without being root', () => {
    const { search, ran } = machine({ installs: packages })
    expect(() => findBrowser(search)).toThrow(/Install one of them, or run "npx playwright-core install/)
    expect(ran).toEqual(['playwright install chromium'])
  })
})

describe('browserPlaces', () => {
  it('knows the usual places of macOS and Windows', () => {
    expect(browserPlaces('darwin')).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(browserPlaces('win32').some((path) => path.endsWith('\\chrome.exe'))).toBe(true)
  })
})

describe('findOnPath', () => {
  it('finds the first executable of that name, and no file that is none', () => {
    const [first, second] = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'coursewright-path-'))) as [string, string]
    const searchPath = [first, second].join(delimiter)
    for (const folder of [first, second]) writeFileSync(join(folder, 'chromium'), '')
    expect(findOnPath('chromium', searchPath)).toBeUndefined()
    chmodSync(join(second, 'chromium'), 0o755)
    expect(findOnPath('chromium', searchPath)).toBe(join(second, 'chromium'))
    for (const folder of [first, second]) rmSync(folder, { recursive: true })
  })
})
