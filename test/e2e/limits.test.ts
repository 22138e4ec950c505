import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersOn } from '../browser/axe.js'
import { type LaunchedBrowser, launchBrowser } from '../browser/launchBrowser.js'
import { waitFor } from '../shared/waitFor.js'
import { type RunningHost, startHost } from './hosts/startHost.js'
import { generateAndOpen, openGenerate } from './panel/openGenerate.js'
import { enterPanel, errorsOf, openMenu } from './panel/panel.js'
import { signIn } from './panel/signIn.js'

type Who = 'editor' | 'student' | 'teacher'

let host: RunningHost
let browser: LaunchedBrowser
let page: Page
let tokens: Record<Who, string>
/** What a browser shows in red, but for requests that a limit refuses. */
let errors: string[]

beforeAll(async () => {
  host = await startHost()
  const [editor = '', student = '', teacher = ''] = await Promise.all(
    ['editor', 'student', 'teacher'].map((role) => signIn(host.url, role)),
  )
  tokens = { editor, student, teacher }
  browser = await launchBrowser({ viewport: { width: 1400, height: 1000 } })
  page = browser.context.pages()[0] ?? (await browser.context.newPage())
  errors = errorsOf(page, /429/)
})
afterAll(async () => {
  await browser?.close()
  await host?.stop()
})

/** In the browser, in place of whoever was. */
const becomes = (who: Who) => enterPanel(page, host.url, who)

const send = (who: Who, path: string, body?: unknown) =>
  fetch(`${host.url}/api${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: `JWT ${tokens[who]}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
const request = async (who: Who, input: object): Promise<number> => {
  const response = await send(who, '/generation-runs', { kind: 'drillSeries', input })
  const answer = await response.json()
  if (response.status !== 201) throw new Error(`${response.status}: ${JSON.stringify(answer)}`)
  return answer.doc.id
}
const hasEnded = (who: Who, run: number) =>
  waitFor('the end of the run', async () => {
    const { status } = await (await send(who, `/generation-runs/${run}?depth=0`)).json()
    return status === 'completed'
  })

test('a student reads what is left, is told when to come back, and can start again when the time has come', async () => {
  await becomes('student')
  await page.goto(`${host.url}/admin/collections/drill-series`)
  const left = page.locator('#coursewright-left')
  await openGenerate(page, left.getByText('2 of 2 requests a minute'))
  // What is estimated later would tell of the limit.
  const estimated = page.waitForResponse(
    (response) =>
      response.url().includes('/estimate') && response.request().postDataJSON().input.targetDrillCount === 1,
  )
  await page.fill('#coursewright-target', '1')
  const submit = page.locator('#coursewright-submit')
  await estimated
  await waitFor('the estimate', () => submit.isEnabled())

  // Both requests of this minute are made elsewhere, and nothing else is heard meanwhile: this form learns of it from the refusal.
  let hear = (): void => undefined
  const isHeard = new Promise<void>((resolve) => {
    hear = resolve
  })
  const news = /\/generation\/(limits|status)/
  await page.route(news, (route) => isHeard.then(() => route.continue()))
  await hasEnded('student', await request('student', { targetDrillCount: 1 }))
  await hasEnded('student', await request('student', { targetDrillCount: 1 }))
  await submit.click()
  hear()
  await page.unroute(news)
  const refusal = page.getByText('You have made 2 of 2 requests within a minute. You can start the next one at')
  await refusal.first().waitFor()
  await waitFor('the closed button', () => submit.isDisabled())
  expect(await refusal.count()).toBe(1)
  await left.getByText('0 of 2 requests a minute').waitFor()
  expect(await barriersOn(page)).toEqual([])
  const told = (await refusal.textContent()) ?? ''
  expect(told).toMatch(/at \d{1,2}:\d{2}:\d{2}\s[AP]M\.$/)

  await waitFor('the button that opens by itself', () => submit.isEnabled(), { deadlineMs: 90_000 })
  expect(await refusal.count()).toBe(0)
  await generateAndOpen(page, /generation-runs\/\d+$/)
  await page.getByText('Finished', { exact: true }).first().waitFor({ timeout: 60_000 })
  expect(errors).toEqual([])
})

test('a run that its budget pauses says what ran out, and goes on to its end once it is raised', async () => {
  await becomes('teacher')
  const run = await request('teacher', { targetDrillCount: 4, batchSize: 2, maxTokens: 100 })
  await page.goto(`${host.url}/admin/collections/generation-runs/${run}`)
  await page.getByText('Paused: the budget of this run is used up.').waitFor({ timeout: 60_000 })
  await page.getByText('0 of 100 tokens are used.').waitFor()
  await page.locator('.coursewright-header', { hasText: '1 without budget' }).waitFor({ timeout: 60_000 })
  expect(await barriersOn(page)).toEqual([])
  expect(await page.getByRole('button', { name: 'Resume', exact: true }).count()).toBe(0)

  const tokens = page.locator('#coursewright-maxTokens')
  const raise = page.locator('.coursewright-raise button')
  await tokens.fill('100')
  await page.getByText('Enter at least').waitFor()
  expect(await raise.isDisabled()).toBe(true)
  await tokens.fill('500000')
  await tokens.press('Enter')
  await page.getByText('Generated 4/4 drills').first().waitFor({ timeout: 60_000 })
  await page.getByText('Finished', { exact: true }).first().waitFor()
  expect(errors).toEqual([])
})

test('usage stands there as bars and tables, by day, role and model, for reviewers alone', async () => {
  await page.goto(`${host.url}/admin`)
  const toUsage = page.locator('#nav-coursewright-usage')
  await openMenu(page, toUsage)
  await toUsage.click()
  const chart = page.getByRole('img', { name: /by day/ })
  await chart.waitFor()
  expect(await page.title()).toMatch(/^Usage/)
  expect(await barriersOn(page)).toEqual([])
  await page.getByText('Calls', { exact: true }).first().click()
  await page.getByRole('img', { name: /^Calls by day/ }).waitFor()
  expect(await chart.locator('.coursewright-chart__bar').count()).toBeGreaterThan(0)
  const roles = page.getByRole('table', { name: 'By role' }).getByRole('rowheader')
  expect((await roles.allTextContents()).toSorted()).toEqual(['Student', 'Teacher'])
  await page.getByText('The same as a table').click()
  const days = page.getByRole('table', { name: 'By day' }).getByRole('row')
  expect(await days.count()).toBe(31)
  await page.getByText('7 days').click()
  await waitFor('the week', async () => (await days.count()) === 8)
  const csv = page.getByRole('link', { name: 'Download CSV' })
  const file = await (await page.request.get(new URL((await csv.getAttribute('href')) ?? '', host.url).href)).text()
  expect(file.split('\n')[0]).toMatch(/^day,user,role/)
  const saved = page.waitForEvent('download')
  await csv.click()
  const download = await saved
  expect(download.suggestedFilename()).toMatch(/^usage-[\d-]+\.csv$/)
  expect(await readFile(await download.path(), 'utf8')).toBe(file)
  // A file of more rows than there may be is refused; the page stays.
  const message = 'By day there are more than 50000 rows: give a shorter span.'
  await page.route('**/generation/usage.csv?*', (route) =>
    route.fulfill({ status: 400, json: { errors: [{ message, data: { code: 'too_many_rows', max: 50_000 } }] } }),
  )
  await csv.click()
  await page.getByText(message).waitFor()
  await page.unroute('**/generation/usage.csv?*')
  await chart.waitFor()

  await becomes('student')
  await page.goto(`${host.url}/admin/collections/generation-usage/overview`)
  await page.getByText('Usage is for teachers, editors and admins.').waitFor()
  expect(await page.locator('#nav-coursewright-usage, #nav-coursewright-alerts').count()).toBe(0)
  expect(errors.splice(0).filter((error) => !error.includes('/usage.csv'))).toEqual([])
})

test('an open alert is in the navigation, and acknowledged in the list or on its page', async () => {
  // The student was refused before; a user who is refused again and again is an alert.
  await waitFor('a student who is refused', async () => {
    const response = await send('student', '/generation-runs', { kind: 'drillSeries', input: { targetDrillCount: 1 } })
    return response.status === 429
  })
  for (let refused = 0; refused < 12; refused++)
    await send('student', '/generation-runs', { kind: 'drillSeries', input: { targetDrillCount: 1 } })
  const open = '/generation-logs?where[type][equals]=alert&where[acknowledgedAt][exists]=false&depth=0'
  const alerts = async () => (await (await send('editor', open)).json()).docs as { id: number; message: string }[]
  const [alert] = await waitFor('the alert', async () => {
    const found = await alerts()
    return found.length > 0 && found
  })

  await becomes('editor')
  await page.goto(`${host.url}/admin`)
  const toAlerts = page.getByText(/^Open alerts \(\d+\)$/)
  await openMenu(page, toAlerts)
  await toAlerts.click()
  const acknowledge = page.getByRole('button', { name: `Acknowledge: ${alert?.message}` })
  await acknowledge.waitFor()
  expect(await barriersOn(page)).toEqual([])
  await acknowledge.click()
  await waitFor('the list without it', async () => (await acknowledge.count()) === 0)
  expect((await alerts()).map(({ id }) => id)).not.toContain(alert?.id)
  await page.goto(`${host.url}/admin/collections/generation-logs/${alert?.id}`)
  await page
    .locator('.coursewright-run__card')
    .getByText(/^Acknowledged /)
    .waitFor()
  expect(errors).toEqual([])
})
