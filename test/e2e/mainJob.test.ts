import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoPassword } from '../../demo/content/users.js'
import { barriersOn } from '../browser/axe.js'
import { type LaunchedBrowser, launchBrowser } from '../browser/launchBrowser.js'
import { waitFor } from '../shared/waitFor.js'
import { type RunningHost, startHost } from './hosts/startHost.js'
import { generateAndOpen, openGenerate } from './panel/openGenerate.js'
import { signIn } from './panel/signIn.js'

let host: RunningHost
let browser: LaunchedBrowser
let page: Page
const crashes: string[] = []

beforeAll(async () => {
  host = await startHost({ latencyMs: 400 })
  browser = await launchBrowser({ viewport: { width: 1400, height: 1000 } })
  page = browser.context.pages()[0] ?? (await browser.context.newPage())
  page.on('pageerror', (error) => crashes.push(error.message))
  await page.goto(`${host.url}/admin/login`)
  await page.fill('#field-email', 'editor@example.com')
  await page.fill('#field-password', demoPassword)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.endsWith('/login'))
})
afterAll(async () => {
  await browser?.close()
  await host?.stop()
})
beforeEach(async () => {
  crashes.length = 0
  await host.forgetRequests()
})

const openPanel = async () => {
  await page.goto(`${host.url}/admin/collections/drill-series`)
  await openGenerate(page, page.getByText('Positions drawn', { exact: true }))
}
/** What the API answers a user of a role; a body is posted. */
const read = async (path: string, role: string, body?: unknown) => {
  const response = await fetch(`${host.url}/api${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `JWT ${await signIn(host.url, role)}`, 'Content-Type': 'application/json' },
    body: body ? JSON.stringify(body) : undefined,
  })
  return response.json()
}
const countOf = async (collection: 'drill-series' | 'generation-runs'): Promise<number> =>
  (await read(`/${collection}?limit=1&depth=0`, 'admin')).totalDocs

test('an editor generates 20 drills, edits and publishes one, and a student reads that one only', async () => {
  await openPanel()
  expect(await barriersOn(page)).toEqual([])
  await page.fill('#coursewright-target', '20')
  await page.uncheck('#coursewright-phase-middlegame')
  await page.getByText('24', { exact: true }).waitFor()
  await generateAndOpen(page, /drill-series\/\d+$/)
  await page.getByText('Generated 20/20 drills').first().waitFor({ timeout: 60_000 })
  const bar = page.getByRole('progressbar')
  expect(await bar.getAttribute('aria-valuenow')).toBe('20')
  await waitFor('twenty rows', async () => (await page.locator('.coursewright-draft').count()) === 20)
  expect(await page.getByText('Made by the offline model').count()).toBe(20)
  expect(await barriersOn(page)).toEqual([])

  await page.locator('.coursewright-draft a').first().click()
  await page.waitForURL(/drills\/\d+$/)
  const board = page.getByRole('img', { name: /^Chess position, (White|Black) to move\. White: king/ })
  await board.waitFor()
  await page.getByRole('button', { name: 'Show solution' }).click()
  await board
    .locator('svg line, svg path[marker-end], svg g[data-arrow], svg marker')
    .first()
    .waitFor({ state: 'attached' })
  await page.getByText('Moves named in the text can be played').waitFor()
  await page.fill('#field-prompt', 'Which move did the editor like best?')
  await page.click('#action-save')
  const id = page.url().split('/').at(-1)
  await waitFor('the published drill', async () => {
    return (await read(`/drills/${id}`, 'editor'))._status === 'published'
  })

  const rest = await read('/drills?limit=100', 'student')
  expect(rest.docs.map((drill: { prompt: string }) => drill.prompt)).toEqual(['Which move did the editor like best?'])
  const query = '{ Drills(limit: 100) { docs { id prompt choices { text correct } } } }'
  const { data } = await read('/graphql', 'student', { query })
  expect(data.Drills.docs).toHaveLength(1)
  expect(data.Drills.docs[0]).toMatchObject({ id: Number(id), prompt: 'Which move did the editor like best?' })
  expect(crashes).toEqual([])
})

test('an editor changes the choices of a drill by keyboard alone, sees it as a learner does, and finds it kept', async () => {
  const query = '/drills?limit=1&sort=order&draft=true&depth=0&where[_status][equals]=draft'
  const [drill] = (await read(query, 'editor')).docs
  const { choices } = drill as { choices: { text: string; correct: boolean; rationale: string }[] }
  const right = choices.findIndex(({ correct }) => correct)
  await page.goto(`${host.url}/admin/collections/drills/${drill.id}`)
  const learner = page.getByRole('region', { name: 'As a learner sees it' })
  await learner.getByText(drill.prompt).waitFor()
  expect(await learner.getByText('Right', { exact: true }).count()).toBe(0)

  const text = (row: number) => page.locator(`#field-choices__${row}__text`)
  const correct = (row: number) => page.getByRole('radio', { name: `Choice ${'ABCDEF'[row]} is correct` })
  // A form that is just there is filled by Payload once more, which takes back what was typed in between.
  await waitFor('what is typed', async () => {
    if (!(await text(0).inputValue()).endsWith(' by hand')) {
      await text(0).focus()
      await page.keyboard.press('End')
      await page.keyboard.type(' by hand')
    }
    return learner.getByText(`${choices[0]?.text} by hand`).isVisible()
  })

  // One of them is right: an arrow key gives that to the next one and takes it from the one before.
  await correct(right).focus()
  await page.keyboard.press(right === 0 ? 'ArrowDown' : 'ArrowUp')
  const nowRight = right === 0 ? 1 : right - 1
  await waitFor('the other choice to be right', () => correct(nowRight).isChecked())
  expect(await correct(right).isChecked()).toBe(false)

  const menu = page.locator('#choices-row-0 .array-actions__button')
  await menu.focus()
  await page.keyboard.press('Enter')
  const down = page.getByRole('button', { name: 'Move Down' })
  await waitFor('the focus to be in the menu', () => down.evaluate((button) => button === document.activeElement))
  await page.keyboard.press('Enter')
  await waitFor('the rows to change places', async () => (await text(1).inputValue()) === `${choices[0]?.text} by hand`)

  await learner.getByRole('button', { name: 'Show the answer' }).focus()
  await page.keyboard.press('Enter')
  await learner.getByText('Right', { exact: true }).waitFor()
  await page.keyboard.press('Control+s')
  const expected = choices.map((choice, row) => ({
    text: row === 0 ? `${choice.text} by hand` : choice.text,
    correct: row === nowRight,
    rationale: choice.rationale,
  }))
  const [first, second, ...others] = expected
  const kept = await waitFor('the saved drill', async () => {
    const saved = await read(`/drills/${drill.id}?draft=true&depth=0`, 'editor')
    return saved.choices[1]?.text === first?.text && saved
  })
  expect(kept.choices).toMatchObject([second, first, ...others])
  await page.reload()
  await learner.getByText(`${first?.text}`).waitFor()
  expect(await text(1).inputValue()).toBe(first?.text)
  expect(crashes).toEqual([])
})

test('lists of drafts say what was decided and which run wrote each, without a request for each row', async () => {
  const asked: string[] = []
  const note = (request: { url(): string }) => asked.push(new URL(request.url()).pathname)
  // Whatever the page before still asks for is not this list's.
  await page.goto('about:blank')
  page.on('request', note)
  await page.goto(`${host.url}/admin/collections/drills?limit=50`)
  await page.locator('td.cell-reviewState').getByText('Waiting', { exact: true }).first().waitFor()
  page.off('request', note)
  const rows = await page.locator('tbody tr').count()
  expect(rows).toBeGreaterThanOrEqual(20)
  const states = await page.locator('td.cell-reviewState').allTextContents()
  expect(states.filter((state) => state === 'Waiting' || state === 'Approved')).toHaveLength(rows)
  const runs = await page.locator('td.cell-writtenBy a').allTextContents()
  expect(runs).toHaveLength(rows)
  expect(runs.every((title) => /drill/i.test(title))).toBe(true)
  // What the browser itself asks for the rows: the titles of the series, at once.
  const ofRows = asked.filter((path) => path.startsWith('/api/') && /drill|review|generation-runs/.test(path))
  expect(ofRows.length, ofRows.join(' ')).toBeLessThan(4)
})

test('clicking Generate twice makes one run', async () => {
  const before = await countOf('generation-runs')
  await openPanel()
  await page.fill('#coursewright-target', '3')
  await generateAndOpen(page, /drill-series\/\d+$/, () => page.locator('#coursewright-submit').dblclick())
  await page.getByText('Generated 3/3 drills').first().waitFor()
  expect(await countOf('generation-runs')).toBe(before + 1)
})

test('a request whose answer was lost leads to the run it made', async () => {
  const before = await countOf('generation-runs')
  await openPanel()
  await page.fill('#coursewright-target', '2')
  let isLost = false
  await page.route('**/api/generation-runs?depth=0', async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.fallback()
    isLost = true
    await route.fetch()
    await route.abort()
  })
  await page.click('#coursewright-submit')
  await page.getByText('The server cannot be reached.').waitFor()
  await generateAndOpen(page, /drill-series\/\d+$/)
  await page.unroute('**/api/generation-runs?depth=0')
  await page.getByText('Generated 2/2 drills').first().waitFor()
  expect(await countOf('generation-runs')).toBe(before + 1)
})

test('drills are generated by keyboard alone, and the panel keeps the focus, on a slow computer too', async () => {
  // There the drawer is hidden long enough to lose the focus it was given.
  const computer = await browser.context.newCDPSession(page)
  await computer.send('Emulation.setCPUThrottlingRate', { rate: 8 })
  await page.goto(`${host.url}/admin/collections/drill-series`)
  await page.locator('#coursewright-generate').focus()
  const focused = () => page.evaluate(() => document.activeElement?.id ?? '')
  // A page that is there does not listen yet.
  const press = async () => {
    if ((await focused()) === 'coursewright-generate') await page.keyboard.press('Enter')
    return (await focused()) === 'coursewright-target'
  }
  await waitFor('the first field to have the focus', press, { everyMs: 1000, deadlineMs: 300_000 })
  await computer.detach()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('4')
  for (let tabs = 0; (await focused()) !== 'coursewright-phase-middlegame'; tabs += 1) {
    if (tabs > 10) throw new Error('Tab does not reach the phases.')
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Space')
  for (let tabs = 0; (await focused()) !== 'coursewright-submit'; tabs += 1) {
    if (tabs > 10) throw new Error('Tab does not reach Generate.')
    await page.keyboard.press('Tab')
  }
  await generateAndOpen(page, /drill-series\/\d+$/, () => page.keyboard.press('Enter'))
  await page.getByText('Generated 4/4 drills').first().waitFor()
})

test('Ctrl + Enter in a field generates', async () => {
  await openPanel()
  await page.fill('#coursewright-target', '1')
  await generateAndOpen(page, /drill-series\/\d+$/, () => page.keyboard.press('Control+Enter'))
  await page.getByText('Generated 1/1 drills').first().waitFor()
})

test('the drawer says what is wrong, acknowledges the run where it was asked for, and remembers what was chosen', async () => {
  const before = await countOf('generation-runs')
  await openPanel()
  await page.fill('#coursewright-batch-size', '11')
  await page.click('#coursewright-submit')
  const summary = page.getByRole('alert').filter({ hasText: 'One thing is not right yet:' })
  await waitFor('the focus on what is wrong', () => summary.evaluate((shown) => shown === document.activeElement))
  await summary.getByRole('button', { name: 'Drills per batch' }).press('Enter')
  await page.keyboard.type('2')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('2')
  await page.fill('#coursewright-target', '3')
  await page.click('#coursewright-submit')
  const started = page.locator('.coursewright-started')
  await started.getByText('Generated 3/3 drills').waitFor({ timeout: 60_000 })
  expect(await barriersOn(page)).toEqual([])
  expect(await countOf('generation-runs')).toBe(before + 1)
  await page.keyboard.press('Escape')
  await page.locator('.coursewright-header--drafts', { hasText: 'to review' }).waitFor({ timeout: 60_000 })

  await openPanel()
  await waitFor('what was chosen', async () => (await page.inputValue('#coursewright-batch-size')) === '2')
  expect(await page.inputValue('#coursewright-target')).toBe('3')
})

test('more drills than there can be are refused in the panel, in plain words, before anything is made', async () => {
  const before = await countOf('drill-series')
  await openPanel()
  await page.fill('#coursewright-target', '900')
  await page.getByText('900 drills are more than 3 phases can give').waitFor()
  expect(await page.locator('#coursewright-submit').isDisabled()).toBe(true)
  await page.fill('#coursewright-target', '')
  await page.getByText('Enter a whole number from 1.').waitFor()
  expect(await page.locator('#coursewright-target').getAttribute('aria-describedby')).toBe(
    'coursewright-target-problem',
  )
  expect(await countOf('drill-series')).toBe(before)
})

test('publishing a whole series publishes what an editor last saved, and newer changes are told apart', async () => {
  await openPanel()
  await page.fill('#coursewright-target', '2')
  await generateAndOpen(page, /drill-series\/\d+$/)
  await page.getByText('Generated 2/2 drills').first().waitFor()
  const series = page.url()
  await page.locator('.coursewright-draft a').first().click()
  await page.waitForURL(/drills\/\d+$/)
  await page.fill('#field-prompt', 'Saved as a draft only')
  await page.click('#action-save-draft')
  await page
    .getByText(/saved successfully/i)
    .first()
    .waitFor()
  await page.goto(series)
  await page.getByText('Saved as a draft only').waitFor()
  await page.getByRole('button', { name: 'Publish all 2 drills' }).click()
  await page.getByText('The series and 2 drills of it become public').waitFor()
  expect((await read(`/drills?where[prompt][equals]=Saved as a draft only`, 'student')).totalDocs).toBe(0)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByText('The series and all its drills are published.').waitFor()
  expect((await read(`/drill-series/${series.split('/').at(-1)}`, 'student'))._status).toBe('published')
  const { docs } = await read('/drills?limit=100&sort=-updatedAt', 'student')
  expect(docs.map((drill: { prompt: string }) => drill.prompt)).toContain('Saved as a draft only')

  await page.locator('.coursewright-draft a').first().click()
  await page.waitForURL(/drills\/\d+$/)
  await page.fill('#field-prompt', 'Changed since it was published')
  await page.click('#action-save-draft')
  await page
    .getByText(/saved successfully/i)
    .first()
    .waitFor()
  await page.goto(series)
  await page.getByText('Changed since it was published').waitFor()
  const states = page.locator('.coursewright-draft .pill')
  expect(await states.allTextContents()).toEqual(['Published, with newer changes', 'Published'])
})

test('a drill that cannot be published is named with the reason, the others are published, and the series waits for it', async () => {
  await openPanel()
  await page.fill('#coursewright-target', '3')
  await generateAndOpen(page, /drill-series\/\d+$/)
  await page.getByText('Generated 3/3 drills').first().waitFor()
  const series = page.url().split('/').at(-1)
  const { docs } = await read(`/drills?where[series][equals]=${series}&draft=true&depth=0&sort=order`, 'editor')
  const save = async (choices: object[]) =>
    fetch(`${host.url}/api/drills/${docs[1].id}?draft=true`, {
      method: 'PATCH',
      headers: { Authorization: `JWT ${await signIn(host.url, 'editor')}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ prompt: 'Two of these are right', choices, _status: 'draft' }),
    })
  await save(docs[1].choices.map((choice: object) => ({ ...choice, correct: true })))
  const publish = async (label: string) => {
    await page.reload()
    await page.getByRole('button', { name: label }).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
  }
  await publish('Publish all 3 drills')
  await page.getByText('2 drills are published.').waitFor()
  const failed = page.locator('.coursewright-publish')
  await failed.getByText('1 drill could not be published:').waitFor()
  await failed.getByText('Two of these are right: The following field is invalid: Choices').waitFor()
  await failed.getByText('The series itself stays as it is until all its drills can be published.').waitFor()
  const statusOf = async () => (await read(`/drill-series/${series}?draft=true&depth=0`, 'editor'))._status
  expect(await statusOf()).toBe('draft')
  expect((await read(`/drills?where[series][equals]=${series}`, 'student')).totalDocs).toBe(2)

  await save(docs[1].choices)
  await publish('Publish 1 drill')
  await page.getByText('The series and all its drills are published.').waitFor()
  expect(await statusOf()).toBe('published')
})

test('a run is paused and resumed, then cancelled after asking, and what is there stays', async () => {
  await openPanel()
  await page.fill('#coursewright-target', '75')
  await page.fill('#coursewright-batch-size', '1')
  await generateAndOpen(page, /drill-series\/\d+$/)
  await page.locator('.coursewright-draft').first().waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Paused. No model is called until you resume.').waitFor()
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByText('Writing', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Cancel generating' }).click()
  await page.getByRole('button', { name: 'Keep going' }).waitFor()
  await page.click('#confirm-action')
  await page.getByText('Cancelled', { exact: true }).first().waitFor()
  expect(await page.locator('.coursewright-draft').count()).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Retry what is missing' }).waitFor()
})

test('a run that failed says why; one batch is retried by itself, and Retry failed makes what is missing', async () => {
  const profile = { name: 'Hard to please', level: 'beginner', language: 'en', tone: 'unwritable' }
  await read('/profiles', 'editor', profile)
  await openPanel()
  await page.fill('#coursewright-target', '3')
  await page.fill('#coursewright-batch-size', '1')
  await page.getByLabel('Written for').selectOption({ label: 'Hard to please' })
  await generateAndOpen(page, /drill-series\/\d+$/)
  await page.getByText('Failed', { exact: true }).first().waitFor()
  await page.getByText(/3 of 3 are missing\. .*rejected the request/i).waitFor()
  host.mendModel()
  await page.getByRole('button', { name: 'Retry batch 2' }).click()
  await page.getByText('Generated 1/3 drills').first().waitFor()
  await page.getByText('Finished with gaps', { exact: true }).first().waitFor()
  expect(await page.getByRole('button', { name: /^Retry batch/ }).count()).toBe(2)
  expect(await barriersOn(page)).toEqual([])

  const series = page.url()
  await page.getByRole('link', { name: 'Details of this run' }).click()
  await page.waitForURL(/generation-runs\/\d+$/)
  // The card and the field beside it call the state the same; the profile is named, not numbered.
  await waitFor('both', async () => (await page.getByText('Finished with gaps', { exact: true }).count()) === 2)
  await page.getByRole('link', { name: 'Hard to please' }).waitFor()

  await page.goto(series)
  await page.getByRole('button', { name: 'Retry failed' }).click()
  await page.getByText('Generated 3/3 drills').first().waitFor()
  await page.getByText('Finished', { exact: true }).first().waitFor()
  await waitFor('three rows', async () => (await page.locator('.coursewright-draft').count()) === 3)
})

test('Generate on a curriculum is for it and its game, and says what there is before it starts', async () => {
  const { docs } = await read('/curricula?where[game][equals]=backgammon', 'editor')
  await page.goto(`${host.url}/admin/collections/curricula/${docs[0].id}`)
  await openGenerate(page, page.getByText('15 positions'))
  await page.locator('.coursewright-field--fixed', { hasText: docs[0].subject }).waitFor()
  expect(await page.locator('.coursewright-form').getByLabel('Game', { exact: true }).inputValue()).toBe('backgammon')
  await page.getByText(/21 drills were requested, 15 are possible/).waitFor()
  await page.getByText('Tokens, about', { exact: true }).waitFor()
  await generateAndOpen(page, /drill-series\/\d+$/)
  await page.getByText('Generated 15/15 drills').first().waitFor()
  await page
    .getByRole('img', { name: /backgammon/i })
    .first()
    .waitFor()
})

test('the board of a position follows its notation while it is typed, and a bad one is explained', async () => {
  await page.goto(`${host.url}/admin/collections/positions/create`)
  await page.fill('#field-notation', '4k3/8/8/8/8/8/4P3/4K3 w - - 0 1')
  await page.getByRole('img', { name: /White: king e1, pawn e2\. Black: king e8/ }).waitFor()
  await page.fill('#field-notation', '4k3/8/8/8/8/8/4P3/4K3 w - -')
  await page.getByRole('img', { name: /White: king e1, pawn e2/ }).waitFor()
  await page.fill('#field-notation', '4k3/8/8/8')
  await page.getByText('is not a FEN we can use').waitFor()
  expect(crashes).toEqual([])
})

test('a file of positions is imported and its bad lines are listed', async () => {
  await page.goto(`${host.url}/admin/collections/positions`)
  await openGenerate(page, page.locator('.coursewright-panel .coursewright-form'), '#coursewright-import')
  expect(await barriersOn(page)).toEqual([])
  await page.setInputFiles('#coursewright-file', {
    name: 'two.epd',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('7k/8/5KR1/8/8/8/8/8 w - - bm Rg1; id "e2e";\nnot a position\n'),
  })
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('1 imported, 0 already there, 1 not imported.').waitFor()
  const cells = page.locator('.coursewright-lines tbody td')
  expect(await cells.first().textContent()).toBe('2')
  expect((await cells.nth(1).textContent())?.length).toBeGreaterThan(10)
})

test('a file without any position says in the language of the reader which lines are none, and why', async () => {
  await page.context().addCookies([{ name: 'payload-lng', value: 'de', url: host.url }])
  await page.goto(`${host.url}/admin/collections/positions`)
  await openGenerate(page, page.locator('.coursewright-panel .coursewright-form'), '#coursewright-import')
  await page.setInputFiles('#coursewright-file', {
    name: 'none.epd',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('not a position\nnor this\n'),
  })
  await page.locator('.coursewright-panel .coursewright-form__actions button').first().click()
  await page.getByText('Keine der Zeilen (insgesamt 2) ist eine Stellung; stimmt das Format?').waitFor()
  expect(await page.locator('.coursewright-lines tbody td:first-child').allTextContents()).toEqual(['1', '2'])
  await page.context().clearCookies({ name: 'payload-lng' })
})

test('deleting a series in the middle says what goes with it, cancels its run, and leaves nothing', async () => {
  await openPanel()
  await page.fill('#coursewright-target', '75')
  await page.fill('#coursewright-batch-size', '1')
  await generateAndOpen(page, /drill-series\/\d+$/)
  await page.locator('.coursewright-draft').first().waitFor()
  const series = page.url().split('/').at(-1)
  await page.route('**/drills/count*', (route) => route.abort())
  await page.locator('.doc-controls__popup button').first().click()
  await page.click('#action-delete')
  // Nobody knows how many there are; they go nevertheless.
  await page.getByText('The series is deleted, and all drills in it.').waitFor()
  await page.locator('#coursewright-keep-drills').check()
  await page.getByText('The series is deleted.', { exact: true }).waitFor()
  await page.locator('#coursewright-keep-drills').uncheck()
  await page.unroute('**/drills/count*')
  await page.getByText(/^The series is deleted, and the (drill|\d+ drills) in it\.$/).waitFor()
  await page.getByText('What is still being generated for it is cancelled.').waitFor()
  await page.click('#delete-series #confirm-action')
  await page.waitForURL(/drill-series(\?|$)/)
  expect((await read(`/drills?where[series][equals]=${series}&draft=true`, 'editor')).totalDocs).toBe(0)
  const [run] = (await read('/generation-runs?sort=-createdAt&limit=1&depth=0', 'editor')).docs
  expect(run).toMatchObject({ status: 'cancelled', error: 'Cancelled: its series was deleted.' })
  expect(crashes).toEqual([])
})

test('the page of a run calls its state the same in the card and beside it while it goes', async () => {
  await openPanel()
  await page.fill('#coursewright-target', '75')
  await page.fill('#coursewright-batch-size', '1')
  await generateAndOpen(page, /drill-series\/\d+$/)
  // The page is at rest: while Payload still builds the document's form, a click may meet a link that is drawn anew.
  await page.locator('.coursewright-draft').first().waitFor()
  await page.getByRole('link', { name: 'Details of this run' }).click()
  await page.waitForURL(/generation-runs\/\d+$/)
  await waitFor('both', async () => (await page.getByText('Writing', { exact: true }).count()) === 2)
  await page.getByRole('button', { name: 'Cancel generating' }).click()
  await page.click('#confirm-action')
  await waitFor('both', async () => (await page.getByText('Cancelled', { exact: true }).count()) === 2)
  await waitFor('the same count', async () => {
    const generated = await page.locator('#field-progress__generated').inputValue()
    return (await page.locator('.coursewright-run__count').textContent()) === `Generated ${generated}/75 drills`
  })
  expect(Number(await page.locator('#field-progress__requested').inputValue())).toBe(75)
})

test('runs are made by Generate: their list offers no form', async () => {
  await page.goto(`${host.url}/admin/collections/generation-runs`)
  await page.locator('table tbody tr').first().waitFor()
  expect(await page.locator('a[href$="/generation-runs/create"]').count()).toBe(0)
  await page.goto(`${host.url}/admin/collections/generation-runs/create`)
  await page.getByText('You are not allowed to access this page').waitFor()
  expect(await page.locator('#action-save').count()).toBe(0)
  await page.goto(`${host.url}/admin/collections/drill-series`)
  await page.locator('table tbody tr').first().waitFor()
  expect(await page.locator('a[href$="/drill-series/create"]').count()).toBeGreaterThan(0)
})

test('drills are listed by series, newest first, and each names its series', async () => {
  await page.goto(`${host.url}/admin/collections/drills?limit=100`)
  await page.locator('td.cell-series').first().waitFor()
  const { docs } = await read('/drills?limit=100&depth=0&draft=true', 'editor')
  const places = docs.map(({ series, order }: { series: number; order: number }) => [series, order])
  expect(places).toEqual([...places].sort(([a, m], [b, n]) => b - a || m - n))
  const newest = await read(`/drill-series/${docs[0].series}?depth=0&draft=true`, 'editor')
  await waitFor('its title', async () => (await page.locator('td.cell-series').first().textContent()) === newest.title)
})

test('a board has nothing to tab to but the button for its solution', async () => {
  const { docs } = await read('/positions?where[game][equals]=chess&limit=1', 'editor')
  await page.goto(`${host.url}/admin/collections/positions/${docs[0].id}`)
  await page.getByRole('img', { name: /^Chess position/ }).waitFor()
  const pieces = page.locator('.coursewright-board__drawing :is([tabindex="0"], [role="button"])')
  await pieces.first().waitFor({ state: 'attached' })
  const reachable = await pieces.evaluateAll((found) => found.filter((piece) => !piece.closest('[inert]')).length)
  expect(reachable).toBe(0)
  await page.getByText(/^(White|Black) to move$/).waitFor()
})

test('another game shows no counts of the one before', async () => {
  await openPanel()
  const counts = page.locator('.coursewright-choices__note')
  await counts.first().waitFor()
  let letThrough: () => void = () => undefined
  const gate = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route('**/generation-runs/estimate', async (route) => {
    await gate
    await route.continue()
  })
  await page.locator('.coursewright-form').getByLabel('Game', { exact: true }).selectOption('backgammon')
  await waitFor('the counts to go', async () => (await counts.count()) === 0)
  expect(await page.getByText('Positions drawn', { exact: true }).count()).toBe(0)
  letThrough()
  await counts.first().waitFor()
  await page.unroute('**/generation-runs/estimate')
})

test('drills are added to a series on its page, after those it has, and the card follows the new run', async () => {
  await openPanel()
  await page.fill('#coursewright-target', '2')
  await generateAndOpen(page, /drill-series\/\d+$/)
  await page.getByText('Generated 2/2 drills').first().waitFor()
  const series = page.url()
  await page.click('#coursewright-generate')
  await page.getByText('More drills are written for this series').waitFor()
  await page.getByText('Positions drawn', { exact: true }).waitFor()
  expect(await page.locator('#coursewright-game').count()).toBe(0)
  await page.fill('#coursewright-target', '3')
  await page.click('#coursewright-submit')
  await page.getByText('Generated 3/3 drills').first().waitFor()
  expect(page.url()).toBe(series)
  await waitFor('five rows', async () => (await page.locator('.coursewright-draft').count()) === 5)
  const { docs } = await read(
    `/drills?where[series][equals]=${series.split('/').at(-1)}&sort=order&draft=true`,
    'editor',
  )
  expect(docs.map(({ order }: { order: number }) => order)).toEqual([1, 2, 3, 4, 5])
})

test('an outage says since when and until when a provider is not asked, and leads to the breakers', async () => {
  const profile = { name: 'Nobody home', level: 'beginner', language: 'en', tone: 'unreachable' }
  await read('/profiles', 'editor', profile)
  host.breakModel()
  await openPanel()
  await page.fill('#coursewright-target', '2')
  await page.getByLabel('Written for').selectOption({ label: 'Nobody home' })
  await generateAndOpen(page, /drill-series\/\d+$/)
  const said = page.getByText(/has failed since .*\d:\d\d.* and is not asked again before .*\d:\d\d/)
  await said.first().waitFor({ timeout: 60_000 })
  const link = page.getByRole('link', { name: 'All providers that are failing' })
  expect(new URL((await link.getAttribute('href')) ?? '', host.url).pathname).toBe(
    '/admin/collections/generation-breakers',
  )
  host.mendModel()
  await page.getByText('Generated 2/2 drills').first().waitFor({ timeout: 60_000 })
  await waitFor('the outage to be over', async () => (await said.count()) === 0)
})

test('whoever reads another language reads in it what checks say of a draft, and why it is not published', async () => {
  const input = { targetDrillCount: 1, game: 'chess' }
  const { doc: run } = await read('/generation-runs?depth=0', 'editor', { kind: 'drillSeries', input })
  const drill = await waitFor('the drill', async () => {
    const { docs } = await read(
      `/drills?limit=1&depth=0&draft=true&where[series][equals]=${run.target.value}`,
      'editor',
    )
    return docs[0]
  })
  const choices = drill.choices.map((choice: object, index: number) =>
    index === 0 ? { ...choice, text: 'Kz9' } : choice,
  )
  await fetch(`${host.url}/api/drills/${drill.id}?draft=true`, {
    method: 'PATCH',
    headers: { Authorization: `JWT ${await signIn(host.url, 'editor')}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ choices, _status: 'draft' }),
  })
  await page.context().addCookies([{ name: 'payload-lng', value: 'de', url: host.url }])
  await page.goto(`${host.url}/admin/collections/drills/${drill.id}`)
  const said = 'Die Option „Kz9“ ist in der Stellung kein legaler Zug.'
  await page.locator('.coursewright-warnings').getByText(said).waitFor()
  const refused = page.waitForResponse(
    (response) => response.request().method() === 'PATCH' && response.status() === 400,
  )
  await page.click('#action-save')
  const { errors } = await (await refused).json()
  expect(errors[0].message).toMatch(/^Das folgende Feld|^Die folgenden Felder/)
  expect(errors[0].data.errors.map(({ message }: { message: string }) => message)).toContain(said)
  await page.context().clearCookies({ name: 'payload-lng' })
})
