import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from '../../demo/content/users.js'
import { barriersOn } from '../browser/axe.js'
import { type LaunchedBrowser, launchBrowser } from '../browser/launchBrowser.js'
import { waitFor } from '../shared/waitFor.js'
import { type RunningHost, startHost } from './hosts/startHost.js'
import { type Api, apiAs } from './panel/signIn.js'

let host: RunningHost
let browser: LaunchedBrowser
let page: Page
let asEditor: Api

beforeAll(async () => {
  host = await startHost({ latencyMs: 50 })
  asEditor = await apiAs(host.url, 'editor')
  const input = { game: 'chess', targetDrillCount: 3, phases: ['opening'] }
  const { doc } = await asEditor('/generation-runs', { kind: 'drillSeries', input })
  await waitFor('its end', async () => (await asEditor(`/generation-runs/${doc.id}`)).status === 'completed')
  // For a profile that nobody can write for, so that it is still open.
  const profile = await asEditor('/profiles', {
    ...{ name: 'Nobody home', level: 'beginner', language: 'en', tone: 'unreachable' },
  })
  await asEditor('/generation-runs', { kind: 'drillSeries', input: { ...input, profile: profile.doc.id } })
  browser = await launchBrowser({ viewport: { width: 1400, height: 1400 }, timezoneId: 'Asia/Tokyo' })
  page = browser.context.pages()[0] ?? (await browser.context.newPage())
})
afterAll(async () => {
  await browser?.close()
  await host?.stop()
})

const open = async (role: string) => {
  await browser.context.clearCookies()
  await page.goto(`${host.url}/admin/login`)
  await page.fill('#field-email', `${role}@example.com`)
  await page.fill('#field-password', demoPassword)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.endsWith('/login'))
  await page.goto(`${host.url}/admin`)
  await widget('Being generated').waitFor()
}
const widget = (name: string) => page.getByRole('region', { name, exact: true })

test('an editor sees what is being made, what waits for him, what it costs and what lacks drills and lessons', async () => {
  await open('editor')
  expect(await widget('Being generated').getByRole('link').count()).toBe(1)
  expect(await widget('To review').textContent()).toContain('3 drafts wait')
  // In his time zone, which is not that of the server.
  const [oldest] = (await asEditor('/reviews?where[state][equals]=waiting&sort=createdAt&limit=1&depth=0')).docs
  const time = new Date(oldest.createdAt).toLocaleTimeString('en', { timeZone: 'Asia/Tokyo' })
  await widget('To review').getByText(time).waitFor()
  // The offline model is free: what it took is told in tokens.
  expect(await widget('Spent in 30 days').textContent()).toMatch(/\d tokens/)
  const health = widget('How calls end')
  expect(await health.textContent()).toContain('1 worker')
  expect(await health.textContent()).not.toContain('NaN')
  expect(await widget('Still without anything').getByText('positions without drills').count()).toBeGreaterThan(0)
  await widget('Left for me').getByText('a minute').waitFor()
  expect(await barriersOn(page)).toEqual([])
  await widget('To review').getByRole('link').click()
  await page.waitForURL(/admin\/review/)
})

test('a student sees his own runs and what is left for him, and none of the rest', async () => {
  await open('student')
  expect(await widget('Being generated').textContent()).toContain('Nothing is being generated.')
  await widget('Left for me').getByText('2 of 2 requests a minute').waitFor()
  for (const name of ['To review', 'Spent in 30 days', 'How calls end', 'Still without anything'])
    expect(await widget(name).count()).toBe(0)
})
