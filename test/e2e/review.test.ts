import type { Page, Response } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectTo } from '../../demo/postgres/databases.js'
import { barriersOn } from '../browser/axe.js'
import { type LaunchedBrowser, launchBrowser } from '../browser/launchBrowser.js'
import { waitFor } from '../shared/waitFor.js'
import { type RunningHost, startHost } from './hosts/startHost.js'
import { errorsOf, signInBrowser } from './panel/panel.js'
import { type Api, apiAs } from './panel/signIn.js'

type Who = 'editor' | 'teacher'

interface Desk {
  browser: LaunchedBrowser
  page: Page
  /** What a browser shows in red, but for requests that are refused on purpose. */
  errors: string[]
}

let host: RunningHost
let api: Api
const desks: Partial<Record<Who, Desk>> = {}

beforeAll(async () => {
  host = await startHost()
  api = await apiAs(host.url, 'editor')
})
afterAll(async () => {
  for (const desk of Object.values(desks)) await desk?.browser.close()
  await host?.stop()
})
beforeEach(() => host.forgetRequests())

/** A browser in which a user is signed in. */
const deskOf = async (who: Who): Promise<Desk> => {
  const known = desks[who]
  if (known) return known
  const browser = await launchBrowser({ viewport: { width: 1400, height: 1000 } })
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  // The first page of a host that has just started takes its time.
  page.setDefaultNavigationTimeout(120_000)
  const errors = errorsOf(page, /\b40[139]\b/)
  const desk = { browser, page, errors }
  desks[who] = desk
  await signInBrowser(browser.context, host.url, who)
  return desk
}

/** Has drills written, and gives the run. */
const write = async (targetDrillCount: number): Promise<number> => {
  const { doc } = await api('/generation-runs', { kind: 'drillSeries', input: { targetDrillCount } })
  await waitFor(
    'the end of the run',
    async () => (await api(`/generation-runs/${doc.id}?depth=0`)).status === 'completed',
    { deadlineMs: 120_000 },
  )
  return doc.id
}
type Review = { id: number; state: string; note: string | null; reason: string | null; how: string; decidedBy: number }
const reviewsOf = async (run: number): Promise<Review[]> =>
  (await api(`/reviews?where[run][equals]=${run}&where[kind][equals]=drill&depth=0&limit=100&sort=id`)).docs
const statesOf = async (run: number): Promise<Record<string, number>> => {
  const states: Record<string, number> = {}
  for (const { state } of await reviewsOf(run)) states[state] = (states[state] ?? 0) + 1
  return states
}

const rows = (page: Page) => page.locator('.coursewright-queue__row')
const place = (page: Page, timeout?: number) =>
  page.locator('.coursewright-desk__head .coursewright-muted').first().textContent({ timeout })
/** The draft at this place of the queue is on the page, all of it. */
const shows = (page: Page, at: number, of: number) =>
  waitFor(`draft ${at}`, async () => {
    const isThere = (await place(page))?.includes(`${at} / ${of}`)
    return isThere && (await page.locator('.coursewright-choices-shown').count()) > 0
  })
const openDesk = async (page: Page, query: string, count: number) => {
  await page.goto(`${host.url}/admin/review${query}`)
  await page.getByRole('heading', { name: `${count} drafts` }).waitFor()
  await shows(page, 1, count)
}

test('an editor decides on fifty drafts by keyboard alone, takes one back, and sends what should be changed as one run', async () => {
  const run = await write(50)
  const { page, errors } = await deskOf('editor')
  await openDesk(page, `?run=${run}`, 50)
  expect(await barriersOn(page)).toEqual([])
  // No more than what is in sight is in the page.
  expect(await rows(page).count()).toBeLessThan(40)

  for (let at = 1; at <= 50; at += 1) {
    await shows(page, at, 50)
    if (at % 5 === 0) await page.keyboard.press('p')
    else if (at % 5 === 1) {
      await page.keyboard.press('c')
      await page.locator('.coursewright-ask textarea').waitFor()
      await page.keyboard.type(`a drop of p, r and u: ${at}`)
      await page.keyboard.press('Control+Enter')
    } else if (at % 5 === 2) {
      await page.keyboard.press('r')
      await page.locator('.coursewright-ask').waitFor()
      await page.keyboard.press('3')
      await page.keyboard.press('Control+Enter')
    } else {
      await page.keyboard.press('a')
      if (at < 50) await shows(page, at + 1, 50)
    }
    if (at !== 3) continue
    await page.keyboard.press('u')
    await shows(page, 3, 50)
    await waitFor('the decision that is taken back', async () => (await statesOf(run)).approved === undefined)
    await page.keyboard.press('a')
  }
  await page.getByText('You have decided on everything that is listed.').waitFor()
  await waitFor('all decisions', async () => (await statesOf(run)).waiting === undefined)
  expect(await statesOf(run)).toEqual({ approved: 30, changesRequested: 10, rejected: 10 })
  const reviews = await reviewsOf(run)
  expect(reviews.filter(({ reason }) => reason === 'too-easy')).toHaveLength(10)
  expect(reviews.filter(({ note }) => note?.startsWith('a drop of p, r and u'))).toHaveLength(10)
  expect(new Set(reviews.map(({ how }) => how))).toEqual(new Set(['opened']))
  await waitFor(
    'the ten that are published',
    async () =>
      (await api(`/drills?where[provenance.run][equals]=${run}&where[_status][equals]=published&limit=1`)).totalDocs ===
      10,
    { deadlineMs: 60_000 },
  )
  const send = page.getByRole('button', { name: 'Send 10 requests for changes' })
  await send.focus()
  await page.keyboard.press('Enter')
  const [sent] = await waitFor('the run', async () => {
    const { docs } = await api('/generation-runs?where[kind][equals]=regenerate&depth=0')
    return docs.length > 0 && docs
  })
  expect(sent.input.targets).toHaveLength(10)
  await waitFor('the sent requests', async () => (await send.count()) === 0)

  // What was written anew comes back as proposals: of the first, all is accepted but its first part.
  const ended = await waitFor(
    'the end of the run that writes anew',
    async () => {
      const now = await api(`/generation-runs/${sent.id}?depth=0`)
      return ['completed', 'partial', 'failed'].includes(now.status) && now
    },
    { deadlineMs: 120_000 },
  )
  expect(ended).toMatchObject({ status: 'completed', progress: { requested: 10, generated: 10 } })
  expect((await api(`/reviews/queue?run=${sent.id}`)).total).toBe(10)
  await page.goto(`${host.url}/admin/review?run=${sent.id}`)
  const parts = page.locator('.coursewright-proposed')
  await parts.first().waitFor()
  expect(await barriersOn(page)).toEqual([])
  const count = await parts.count()
  await page.keyboard.press('n')
  await parts.first().locator('[aria-pressed="true"]', { hasText: 'Refuse this part' }).waitFor()
  await page.keyboard.press('a')
  const [proposal] = await waitFor('the proposal', async () => {
    const { docs } = await api(`/proposals?where[run][equals]=${sent.id}&where[status][not_equals]=open&depth=0`)
    return docs.length > 0 && docs
  })
  expect(proposal.status).toBe(count > 1 ? 'partly' : 'rejected')
  expect(proposal.accepted).toHaveLength(count - 1)
  expect(errors).toEqual([])

  // Of the next one a part is refused, and then the server is out of reach: what is missing is sent again.
  await waitFor('the next one', async () => (await place(page))?.includes('2 / 10'))
  await parts.nth(1).waitFor()
  await page.route('**/proposals/*/accept', (route) => route.abort(), { times: 1 })
  await page.keyboard.press('n')
  await parts.first().locator('[aria-pressed="true"]', { hasText: 'Refuse this part' }).waitFor()
  await page.keyboard.press('a')
  await page.getByRole('button', { name: 'Save again' }).click()
  await waitFor('the second proposal', async () => {
    const { docs } = await api(`/proposals?where[run][equals]=${sent.id}&where[status][equals]=partly&depth=0`)
    return docs.length === (count > 1 ? 2 : 1)
  })
  await page.locator('.coursewright-session').waitFor({ state: 'hidden' })
  expect(errors.splice(0)).toEqual([expect.stringContaining('net::ERR_FAILED')])
})

test('two people at once never decide the same draft twice, and each is told of the other', async () => {
  const run = await write(20)
  const both = [await deskOf('editor'), await deskOf('teacher')]
  const decided = new Map<number, number>()
  let refused = 0
  const count = async (response: Response) => {
    if (!response.url().endsWith('/reviews/decide')) return
    const { results } = await response.json()
    for (const { id, isDecided } of results) {
      if (isDecided) decided.set(id, (decided.get(id) ?? 0) + 1)
      else refused += 1
    }
  }
  for (const { page } of both) page.on('response', count)
  await Promise.all(both.map(({ page }) => openDesk(page, `?run=${run}`, 20)))
  await Promise.all(
    both.map(async ({ page }) => {
      await shows(page, 1, 20)
      const end = page.getByText('You have decided on everything that is listed.')
      // What the other has decided on meanwhile is passed over.
      let before: string | null = null
      const next = async () => {
        if (await end.isVisible()) return 'end'
        const isShown = (await page.locator('.coursewright-choices-shown').count()) > 0
        const now = isShown ? await place(page, 1000).catch(() => before) : before
        return now !== before && now
      }
      for (let at = await waitFor('the first', next); at !== 'end'; at = await waitFor('the next', next)) {
        before = at
        await page.keyboard.press('a')
      }
    }),
  )
  await waitFor('all answers', async () => decided.size === 20 && (await statesOf(run)).waiting === undefined)
  expect([...decided.values()].every((times) => times === 1)).toBe(true)
  expect(decided.size).toBe(20)
  const told = await Promise.all(both.map(({ page }) => page.getByText('somebody else has decided').count()))
  expect(refused === 0 || told.some((count) => count > 0)).toBe(true)
  for (const { page, errors } of both) {
    page.off('response', count)
    expect(errors).toEqual([])
  }
})

test('a double-click decides on the draft that is shown, not on the next one, too', async () => {
  const run = await write(3)
  const { page, errors } = await deskOf('editor')
  await openDesk(page, `?run=${run}`, 3)
  await page.locator('.coursewright-action[data-action="approve"]').dblclick()
  await shows(page, 2, 3)
  await waitFor('the decision', async () => (await statesOf(run)).approved === 1)
  // What was sent for the second click would be decided by now: decisions are made one behind the other.
  await page.locator('.coursewright-action[data-action="undo"]').click()
  await waitFor('the decision that is taken back', async () => (await statesOf(run)).waiting === 3)
  expect(errors).toEqual([])
})

test('Undo beside what is about to be published takes that back, whatever was decided on since', async () => {
  const run = await write(3)
  const { page, errors } = await deskOf('editor')
  await openDesk(page, `?run=${run}`, 3)
  await page.keyboard.press('p')
  await shows(page, 2, 3)
  await page.keyboard.press('r')
  await page.locator('.coursewright-ask').waitFor()
  await page.keyboard.press('Control+Enter')
  // Before it is over, which does not wait for what is asked of the server here.
  await page.locator('.coursewright-countdown [data-action="undo"]').click()
  await waitFor('both decisions', async () => (await statesOf(run)).rejected === 1)
  await waitFor('the publication that is taken back', async () => (await statesOf(run)).approved === undefined)
  expect(await statesOf(run)).toEqual({ waiting: 2, rejected: 1 })
  await page.keyboard.press('u')
  await waitFor('the rejection that is taken back', async () => (await statesOf(run)).waiting === 3)
  expect(errors).toEqual([])
})

test('many are previewed, published at once, and each that is left out says why', async () => {
  const run = await write(12)
  // The one that is deleted is listed first, and open.
  const listed: { id: number }[] = (await api(`/reviews/queue?run=${run}`)).rows
  const documentOf = async (at: number): Promise<number> =>
    (await api(`/reviews/${listed[at]?.id}?depth=0`)).document.value
  const [gone, wrong] = [await documentOf(0), await documentOf(1)]
  const { page, errors } = await deskOf('editor')
  await openDesk(page, `?run=${run}`, 12)
  await api(`/drills/${wrong}?draft=true`, { solution: 'Qh9', _status: 'draft' }, 'PATCH')
  await api(`/drills/${gone}`, undefined, 'DELETE')
  await page.getByRole('button', { name: 'Reload' }).click()
  await page.getByRole('heading', { name: '11 drafts' }).waitFor()
  await shows(page, 1, 11)
  await page.getByRole('button', { name: 'Select all listed' }).click()
  await page.getByRole('button', { name: 'Approve and publish…' }).click()
  await page.getByText('10 are ready').waitFor()
  await page.getByText('1 is skipped: it cannot be published').waitFor()
  await page.getByText('you have not opened').waitFor()
  expect(await barriersOn(page)).toEqual([])
  await page.getByRole('button', { name: 'Approve and publish 10 drafts' }).click()
  await page.getByText('10 drafts are decided.').waitFor()
  await page.getByRole('button', { name: 'Close', exact: true }).last().click()
  await waitFor(
    'the ten that are published',
    async () =>
      (await api(`/drills?where[provenance.run][equals]=${run}&where[_status][equals]=published&limit=1`)).totalDocs ===
      10,
    { deadlineMs: 60_000 },
  )
  const hows = (await reviewsOf(run)).filter(({ state }) => state === 'approved').map(({ how }) => how)
  expect(hows.filter((how) => how === 'bulk').length).toBeGreaterThanOrEqual(9)
  expect(errors).toEqual([])
})

test('keys are a user’s own, and stay so', async () => {
  const run = await write(3)
  const { page, errors } = await deskOf('teacher')
  await openDesk(page, `?run=${run}`, 3)
  await page.keyboard.press('?')
  await page.getByRole('button', { name: 'Change the key for “Approve”, now A' }).click()
  await page.keyboard.press('q')
  await page.getByRole('button', { name: 'Change the key for “Approve”, now Q' }).waitFor()
  // A drawer is open: nothing on the desk is decided.
  await page.keyboard.press('q')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Change the key for “Approve”, now Q' }).waitFor({ state: 'hidden' })
  await page.keyboard.press('a')
  await page.reload()
  await shows(page, 1, 3)
  await page
    .getByRole('button', { name: 'Approve', exact: true })
    .and(page.locator('[aria-keyshortcuts="Q"]'))
    .waitFor()
  expect(await statesOf(run)).toEqual({ waiting: 3 })
  await page.keyboard.press('q')
  await waitFor('the decision', async () => (await statesOf(run)).approved === 1)
  await shows(page, 2, 3)
  expect(errors).toEqual([])
})

test('what is strange is shown as it is, what is deleted or signed out says so, and nothing is lost', async () => {
  const run = await write(3)
  const drills = (await api(`/drills?where[provenance.run][equals]=${run}&draft=true&depth=0&sort=id`)).docs
  const odd = `<img src=x onerror="document.title='broken'">${'שלום 🦄 '.repeat(60)}`
  await api(`/drills/${drills[0].id}?draft=true`, { prompt: odd, _status: 'draft' }, 'PATCH')
  const { page, errors, browser } = await deskOf('editor')
  await openDesk(page, `?run=${run}`, 3)
  const { rows: listed } = await api(`/reviews/queue?run=${run}`)
  const at = async (drill: number) => {
    const reviews = (await api(`/reviews?where[documentKey][equals]=drills:${drill}&depth=0`)).docs
    return listed.findIndex(({ id }: { id: number }) => id === reviews[0]?.id) + 1
  }
  const [first, second] = [await at(drills[0].id), await at(drills[1].id)]
  await rows(page)
    .nth(first - 1)
    .click()
  await shows(page, first, 3)
  expect(await page.locator('.coursewright-drill__prompt').textContent()).toContain('<img src=x onerror=')
  expect(await page.title()).not.toBe('broken')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

  await rows(page)
    .nth(second - 1)
    .click()
  await shows(page, second, 3)
  await api(`/drills/${drills[1].id}?draft=true`, { prompt: 'Somebody else wrote this.', _status: 'draft' }, 'PATCH')
  await page.keyboard.press('a')
  await page.getByText('The document has changed since it was looked at').first().waitFor()
  expect((await statesOf(run)).approved).toBeUndefined()
  await rows(page)
    .nth(second - 1)
    .click()
  await page.locator('.coursewright-drill__prompt', { hasText: 'Somebody else wrote this.' }).waitFor()

  // What is being typed is there again after a reload.
  await page.keyboard.press('c')
  await page.locator('.coursewright-ask textarea').fill('Say which square.')
  await page.reload()
  await shows(page, second, 3)
  expect(await page.locator('.coursewright-ask textarea').inputValue()).toBe('Say which square.')
  await browser.context.clearCookies()
  await page.locator('.coursewright-ask textarea').focus()
  await page.keyboard.press('Control+Enter')
  await page.getByText('You are signed out, so nothing was saved.').first().waitFor()
  const session = page.locator('.coursewright-session')
  await session.getByRole('link', { name: 'Sign in in a new tab' }).waitFor()
  await session.getByText('1 decision was not saved.').waitFor()
  expect((await statesOf(run)).changesRequested).toBeUndefined()
  await signInBrowser(browser.context, host.url, 'editor')
  await session.getByRole('button', { name: 'Save again' }).click()
  await waitFor('the decision', async () => (await statesOf(run)).changesRequested === 1)
  expect((await reviewsOf(run)).find(({ state }) => state === 'changesRequested')?.note).toBe('Say which square.')
  await session.waitFor({ state: 'hidden' })
  expect(errors).toEqual([])
})

test('what somebody else decides, changes or deletes meanwhile is seen without a reload', async () => {
  const run = await write(5)
  const { page, errors } = await deskOf('editor')
  await openDesk(page, `?run=${run}`, 5)
  const { rows: listed } = await api(`/reviews/queue?run=${run}`)
  const drillAt = async (at: number) => (await api(`/reviews/${listed[at - 1].id}/draft`)).document.id
  const asTeacher = await apiAs(host.url, 'teacher')
  const note = page.locator('.coursewright-desk__head [role="status"]')

  // One that is only in sight.
  await asTeacher('/reviews/decide', [{ id: listed[1].id, decision: 'rejected' }])
  await rows(page).nth(1).getByText('Rejected').waitFor()
  await page.getByRole('heading', { name: '4 drafts' }).waitFor()

  // The one that is open.
  const [first, third, fourth] = [await drillAt(1), await drillAt(3), await drillAt(4)]
  await asTeacher(`/drills/${first}?draft=true`, { prompt: 'Other words meanwhile.', _status: 'draft' }, 'PATCH')
  await note.getByText('Somebody else changed it a moment ago').waitFor()
  await page.locator('.coursewright-drill__prompt', { hasText: 'Other words meanwhile.' }).waitFor()
  await asTeacher(`/drills/${first}`, { _status: 'published' }, 'PATCH')
  await note.getByText('Decided by somebody else a moment ago: Approved').waitFor()

  // What is decided on is passed over.
  await rows(page).nth(2).click()
  await shows(page, 3, 5)
  await asTeacher(`/drills/${third}`, undefined, 'DELETE')
  await note.getByText('Somebody else deleted it a moment ago').waitFor()
  await page.keyboard.press('a')
  expect((await statesOf(run)).approved).toBe(1)

  // A row whose document went without a word to us.
  await connectTo(host.env.DATABASE_URI ?? '', (client) => client.query('delete from drills where id = $1', [fourth]))
  await page.reload()
  await page.getByText('The draft of this address is not in this list').waitFor()
  await page.keyboard.press('j')
  await page.getByText('The document of this row was deleted.').waitFor()
  await page.keyboard.press('r')
  await page.keyboard.press('8')
  await page.keyboard.press('Control+Enter')
  await waitFor('the row that is put aside', async () => (await statesOf(run)).rejected === 2)
  expect(errors).toEqual([])
})

test('a form in which somebody types stays when the session blinks, and when a decision is answered late', async () => {
  const run = await write(3)
  const { page, errors } = await deskOf('editor')
  await openDesk(page, `?run=${run}`, 3)
  const drawer = page.locator('.doc-drawer')
  const prompt = drawer.locator('#field-prompt')
  const session = page.locator('.coursewright-session')
  await page.keyboard.press('e')
  await prompt.fill('Typed while the session blinked.')
  await page.route('**/reviews/news?*', (route) =>
    route.fulfill({ status: 401, json: { errors: [{ message: 'no' }] } }),
  )
  await session.waitFor()
  await page.unroute('**/reviews/news?*')
  await session.waitFor({ state: 'hidden' })
  expect(await prompt.inputValue()).toBe('Typed while the session blinked.')
  await drawer.locator('#action-save-draft').click()
  await drawer.waitFor({ state: 'hidden' })
  await page.locator('.coursewright-drill__prompt', { hasText: 'Typed while the session blinked.' }).waitFor()
  await shows(page, 1, 3)

  let isTyped = false
  await page.route('**/reviews/decide', async (route) => {
    await waitFor('the text', () => isTyped)
    await route.continue()
  })
  await page.keyboard.press('a')
  await shows(page, 2, 3)
  await page.keyboard.press('k')
  await shows(page, 1, 3)
  await page.keyboard.press('e')
  await prompt.fill('Typed before the answer.')
  const readAgain = page.waitForResponse(/reviews\/\d+\/draft$/)
  isTyped = true
  await rows(page).nth(0).getByText('Approved').waitFor()
  await readAgain
  expect(await prompt.inputValue()).toBe('Typed before the answer.')
  await page.unroute('**/reviews/decide')
  await drawer.locator('#action-save-draft').click()
  await drawer.waitFor({ state: 'hidden' })
  await waitFor('the draft that waits again', async () => (await statesOf(run)).waiting === 3)
  expect(errors).toEqual([])
})

test('the desk is where its address says, also by a link, a page further on and after signing in', async () => {
  const run = await write(5)
  const { page, errors } = await deskOf('editor')
  const { rows: listed } = await api(`/reviews/queue?run=${run}`)
  const query = `?run=${run}&review=${listed[4].id}`
  // The page that leads to the login.
  const toLogin = await (await fetch(`${host.url}/admin/review${query}`)).text()
  expect(toLogin).toContain(encodeURIComponent(`/admin/review${query}`))

  await page.route(/reviews\/queue\?/, (route) =>
    route.continue({ url: route.request().url().replace('limit=100', 'limit=2') }),
  )
  await page.goto(`${host.url}/admin/review${query}`)
  await shows(page, 5, 5)
  await page.goto(`${host.url}/admin/review?run=${run}&review=999999999`)
  await page.getByText('The draft of this address is not in this list').waitFor()
  await page.keyboard.press('j')
  await shows(page, 1, 5)
  await page.unroute(/reviews\/queue\?/)

  await page.locator('.coursewright-header--drafts').click()
  const { total } = await api('/reviews/queue?mine=true&limit=1')
  await page.getByRole('heading', { name: `${total} drafts` }).waitFor()
  await waitFor('the first', async () => (await place(page))?.includes(`1 / ${total}`))
  await page.keyboard.press('j')
  await waitFor('the second', async () => (await place(page))?.includes(`2 / ${total}`))
  expect([...new URL(page.url()).searchParams.keys()]).toEqual(['mine', 'review'])
  await page.goBack()
  await page.getByRole('heading', { name: '5 drafts' }).waitFor()
  await shows(page, 1, 5)
  expect(new URL(page.url()).searchParams.get('run')).toBe(String(run))

  await page.goto(`${host.url}/admin/review?curriculum=999999`)
  await page.getByText('Nothing here fits these filters.').waitFor()
  expect(errors).toEqual([])
})

test('a page of the queue that fails leaves the others as they are, and is read again', async () => {
  const run = await write(5)
  const { page, errors } = await deskOf('editor')
  // A further page: not there at first, then there, and the one after it for nobody who is signed out.
  let answer: 'lost' | 'read' | 'refused' = 'lost'
  await page.route(/reviews\/queue\?/, async (route) => {
    const url = route.request().url()
    const small = url.replace('limit=100', 'limit=2')
    if (!url.includes('after=')) return route.continue({ url: small })
    if (answer === 'lost') return route.abort()
    if (answer === 'refused') return route.fulfill({ status: 401, json: { errors: [{ message: 'no' }] } })
    answer = 'refused'
    return route.continue({ url: small })
  })
  await openDesk(page, `?run=${run}`, 5)
  const problem = page.locator('.coursewright-queue__more')
  await problem.waitFor()
  expect(await rows(page).count()).toBe(2)
  expect(await barriersOn(page)).toEqual([])
  await page.keyboard.press('a')
  await shows(page, 2, 5)
  await page.keyboard.press('a')
  // Not all is decided on: the next draft comes with its page, by itself.
  await page.locator('.coursewright-desk__note', { hasText: 'Loading the draft' }).waitFor()
  answer = 'read'
  await shows(page, 3, 5)
  await problem.waitFor()
  expect(await rows(page).count()).toBe(4)
  answer = 'read'
  await problem.getByRole('button', { name: 'Try again' }).click()
  await waitFor('the last page', async () => (await rows(page).count()) === 5)
  await problem.waitFor({ state: 'hidden' })
  for (const at of [3, 4, 5]) {
    await shows(page, at, 5)
    await page.keyboard.press('a')
  }
  await page.getByText('You have decided on everything that is listed.').waitFor()
  await waitFor('all decisions', async () => (await statesOf(run)).approved === 5)
  await page.unroute(/reviews\/queue\?/)
  expect(errors.splice(0).every((error) => error.includes('net::ERR_FAILED'))).toBe(true)
})
