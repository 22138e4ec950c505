import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectTo } from '../../demo/postgres/databases.js'
import { barriersOn } from '../browser/axe.js'
import { type LaunchedBrowser, launchBrowser } from '../browser/launchBrowser.js'
import { nodeArgs } from '../setup/compile.js'
import { Child } from '../shared/Child.js'
import { waitFor } from '../shared/waitFor.js'
import { addLongRun, changeSteps, tell } from './hosts/longRun.js'
import { type RunningHost, startHost } from './hosts/startHost.js'
import { generateAndOpen } from './panel/openGenerate.js'
import { enterPanel, errorsOf } from './panel/panel.js'
import { type Api, apiAs } from './panel/signIn.js'

let host: RunningHost
let browser: LaunchedBrowser
let page: Page
let asEditor: Api
let asStudent: Api
const workers: Child[] = []
/** What a browser shows in red: exceptions, errors of React, requests that were refused. */
let errors: string[] = []

beforeAll(async () => {
  // Slow enough to see one thing after the other.
  host = await startHost({ latencyMs: 1500, hasWorker: false })
  asEditor = await apiAs(host.url, 'editor')
  asStudent = await apiAs(host.url, 'student')
  browser = await launchBrowser({ viewport: { width: 1400, height: 1000 } })
  page = browser.context.pages()[0] ?? (await browser.context.newPage())
  errors = errorsOf(page)
  await enterPanel(page, host.url)
  errors.length = 0
})
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()))
  await browser?.close()
  await host?.stop()
})

type Doc = Record<string, unknown> & { id: number }

/** A worker in a process of its own, which can be killed. */
const startWorker = async (): Promise<Child> => {
  const worker = new Child({
    args: [...nodeArgs('demo/work.ts'), '--concurrency', '2'],
    env: host.env,
    keepsErrors: true,
  })
  workers.push(worker)
  await worker.line('Working')
  return worker
}

const outline = () => page.locator('.coursewright-outline')
const row = (title: string): Locator => outline().locator('.coursewright-outline__row').filter({ hasText: title })
/** The state of each row of a part of the outline, as people read it. */
const statesOf = async (part: 'Lessons' | 'Sections'): Promise<string[]> => {
  const pills = outline().locator(`section[aria-label="${part}"] .coursewright-outline__line > .pill`)
  return (await pills.allTextContents()).map((text) => text.trim())
}
/** The text of the first entry of a part, in the form of a section. */
const openRow = async (drawer: Locator, part: number): Promise<Locator> => {
  const text = drawer.locator(`#field-content__${part}__rows__0__body`)
  const shown = drawer.locator(`#content-${part}-rows-row-0`)
  await shown.waitFor({ timeout: 30_000 })
  // The form may be filled anew meanwhile, which closes its rows.
  await waitFor('the row to be open', async () => {
    // In a drawer Payload draws the fields of a row once they are in sight.
    await shown.evaluate((row) => row.scrollIntoView({ block: 'center' })).catch(() => undefined)
    if (await text.isVisible()) return true
    // One that is open already, and whose text is yet to come, would be closed by another click.
    const closed = shown.locator('.collapsible__toggle--collapsed').first()
    if (await closed.isVisible()) await closed.click({ timeout: 5000 }).catch(() => undefined)
    return text.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    )
  })
  return text
}
const idInUrl = () => Number(page.url().split('/').at(-1))

let course: number

test('a course of a curriculum shows its plan, fills section by section, and survives a killed worker', async () => {
  const [curriculum] = (await asEditor('/curricula?where[game][equals]=chess&depth=0')).docs
  await page.goto(`${host.url}/admin/collections/curricula/${curriculum.id}`)
  await waitFor('the form', async () => {
    await page.click('#coursewright-course', { timeout: 2000 }).catch(() => undefined)
    return page.locator('#coursewright-course-lessons').isVisible()
  })
  expect(await barriersOn(page)).toEqual([])
  await page.fill('#coursewright-course-lessons', '3')
  await page.check('#coursewright-planFirst')
  await generateAndOpen(page, /collections\/courses\/\d+$/)
  course = idInUrl()
  const first = await startWorker()

  await page.getByText('Paused until the plan is approved').waitFor({ timeout: 60_000 })
  await waitFor('the lessons of the plan', async () => {
    const names = outline().locator('section[aria-label="Lessons"] .coursewright-outline__name')
    const titles = await names.allTextContents()
    return titles.length === 3 && titles.every((title) => !/^Lesson \d$/.test(title))
  })
  expect(await statesOf('Lessons')).toEqual(['Waiting', 'Waiting', 'Waiting'])
  expect(await statesOf('Sections')).toEqual(['Waiting', 'Waiting', 'Waiting', 'Waiting', 'Waiting'])
  const [run] = (await asEditor(`/generation-runs?where[targetKey][equals]=courses:${course}&depth=0`)).docs
  const runPage = await browser.context.newPage()
  await runPage.goto(`${host.url}/admin/collections/generation-runs/${run.id}`)
  const steps = runPage.locator('.coursewright-steps__step')
  await waitFor('what is to come, and what it waits for', async () => {
    const lines = await steps.allTextContents()
    return (
      lines.some((line) => /^Plan.*1 call/.test(line)) &&
      lines.some((line) => /^Mind map.*waits for: .*lessons/.test(line))
    )
  })
  await page.getByRole('link', { name: 'See the plan' }).click()
  await page.locator('td.cell-objective a').first().waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Resume' }).click()

  await waitFor('some sections, while others are to come', async () => {
    const states = await statesOf('Sections')
    return states.includes('Writing') && (await statesOf('Lessons')).every((state) => state === 'Draft')
  })
  await first.kill()
  await steps.filter({ hasText: 'under way' }).first().waitFor()
  // Whoever opens it now is told the same as who has it open.
  await runPage.reload()
  await steps.filter({ hasText: 'under way' }).first().waitFor()
  const left = await statesOf('Sections')
  expect(left).toContain('Waiting')
  await startWorker()
  await host.expireLeases()
  await waitFor('one section after the other', async () => {
    const states = await statesOf('Sections')
    return states.includes('Draft') && states.some((state) => state !== 'Draft')
  })
  await page.getByText('Finished', { exact: true }).first().waitFor({ timeout: 120_000 })
  await waitFor('all of it', async () => (await statesOf('Sections')).join() === 'Draft,Draft,Draft,Draft')
  expect(await barriersOn(page)).toEqual([])
  await runPage.getByText('Finished', { exact: true }).first().waitFor()
  // It may have been under way, too, when its worker was killed.
  const { totalDocs: calls } = await asEditor(
    `/generation-logs?where[run][equals]=${run.id}&where[feature][like]=mindMap&limit=1`,
  )
  expect(calls).toBeGreaterThan(0)
  expect(await steps.filter({ hasText: 'Mind map' }).textContent()).toMatch(new RegExp(`^Mind map.*${calls} call`))
  expect(await steps.filter({ hasText: 'waits for' }).count()).toBe(0)
  const review = runPage.getByRole('link', { name: 'Review what it made' })
  expect(await review.getAttribute('href')).toBe(`/admin/review?run=${run.id}`)
  await runPage.close()
  const { description } = await asEditor(`/courses/${course}?draft=true&depth=0`)
  // What the run wrote into the course itself is in its open form.
  await waitFor('the form', async () => (await page.inputValue('#field-description')) === description)
  expect(errors).toEqual([])
})

test('an editor changes a paragraph, asks for better ones, accepts one part of two, and publishes the course', async () => {
  await row('Brain bytes').getByRole('button', { name: 'Brain bytes', exact: true }).click()
  const drawer = page.locator('.doc-drawer')
  const words = 'Look at the whole board before you touch a piece.'
  await waitFor('the changed paragraph', async () => {
    const hook = await openRow(drawer, 1)
    await hook.fill(words, { timeout: 3000 }).catch(() => undefined)
    return (await hook.inputValue()) === words
  })
  await drawer.locator('#action-save-draft').click()
  await row('Brain bytes').getByText('Changed by people').waitFor({ state: 'attached' })

  await drawer.getByRole('button', { name: 'Write anew' }).click()
  const form = page.locator('.coursewright-panel')
  await form.locator('#coursewright-anew-parts-scripts').uncheck()
  await form.locator('#coursewright-anew-feedback').fill('Ask for a reason.')
  expect(await barriersOn(page)).toEqual([])
  await form.getByRole('button', { name: 'Write anew' }).click()
  await form.locator('#coursewright-close').click()
  const proposal = drawer.locator('.coursewright-proposal')
  await proposal.waitFor({ timeout: 60_000 })
  await proposal.getByText('Ask for a reason.').first().waitFor()
  await waitFor('both texts', async () => /touch a piece/.test((await proposal.textContent()) ?? ''))
  expect(await barriersOn(page)).toEqual([])
  expect(await (await openRow(drawer, 2)).inputValue()).not.toContain('Ask for a reason.')
  const accept = proposal.getByRole('button', { name: /^Accept .*[Rr]ecall/ })
  await accept.click()
  // The other part can still be decided on.
  await accept.waitFor({ state: 'detached' })
  await proposal.getByRole('button', { name: 'Reject', exact: true }).click()
  await proposal.waitFor({ state: 'detached' })
  // The form shows what stands there now: saving it changes nothing.
  await waitFor('the accepted part', async () =>
    (await (await openRow(drawer, 2)).inputValue()).includes('Ask for a reason.'),
  )
  expect(await (await openRow(drawer, 1)).inputValue()).toBe(words)
  await drawer.getByRole('button', { name: 'Approve', exact: true }).click()
  await row('Brain bytes').getByText('Approved').waitFor({ state: 'attached' })
  await drawer.locator('.doc-drawer__header-close').click()
  await drawer.waitFor({ state: 'detached' })

  // A lesson that somebody renames meanwhile is not approved unseen, and the field of the page below follows what is seen.
  const { lessons } = await asEditor(`/courses/${course}?draft=true&depth=0`)
  const lesson: Doc = await asEditor(`/lessons/${lessons[0]}?draft=true&depth=0`)
  const labels = page.locator('#field-lessons .relationship--multi-value-label__text')
  await row(String(lesson.title))
    .getByRole('button', { name: String(lesson.title), exact: true })
    .click()
  const approve = drawer.getByRole('button', { name: 'Approve', exact: true })
  await waitFor('the button', () => approve.isEnabled())
  await asEditor(`/lessons/${lesson.id}?draft=true`, { title: 'As somebody else calls it', _status: 'draft' }, 'PATCH')
  await approve.click()
  await waitFor('the new title', async () => (await labels.allTextContents()).includes('As somebody else calls it'))
  await waitFor('the button', () => approve.isEnabled())
  await approve.click()
  await row('As somebody else calls it').getByText('Approved').waitFor({ state: 'attached' })
  expect(await labels.allTextContents()).toContain('As somebody else calls it')
  await drawer.locator('.doc-drawer__header-close').click()
  await drawer.waitFor({ state: 'detached' })

  // All the others unopened, as at the review desk.
  const reviews = await asEditor('/reviews?where[state][equals]=waiting&where[kind][not_equals]=plan&limit=100&depth=0')
  const decisions = reviews.docs.map(({ id }: Doc) => ({ id, decision: 'approved', how: 'bulk' }))
  const summary = (await asEditor('/sections?where[key][equals]=summary&depth=0')).docs[0]
  const { results } = await asEditor('/reviews/decide', decisions)
  expect(results.every(({ isDecided }: { isDecided: boolean }) => isDecided)).toBe(true)
  const [review] = (await asEditor(`/reviews?where[documentKey][equals]=sections:${summary.id}`)).docs
  await asEditor('/reviews/decide', [{ id: review.id, decision: 'waiting', state: 'approved' }])
  await page.click('#coursewright-publish-course')
  await page.getByText('7 documents will be published').waitFor()
  await page.getByText('1 document stays as it is').waitFor()
  await page.locator('.coursewright-publication').getByText('not approved').waitFor()
  expect(await barriersOn(page)).toEqual([])
  await asEditor('/reviews/decide', [{ id: review.id, decision: 'approved' }])
  await page.click('#coursewright-publish-confirm')
  await page.getByText('The course has changed since this was listed').waitFor()
  await page.getByText('8 documents will be published').waitFor()
  await page.click('#coursewright-publish-confirm')
  await waitFor('published', async () => (await statesOf('Sections')).every((state) => state === 'Published'))
  expect(await statesOf('Lessons')).toEqual(['Published', 'Published', 'Published'])
  await waitFor('the status', async () =>
    /Published/.test((await page.locator('.doc-controls__meta').textContent()) ?? ''),
  )
  // The 409 that told of the change.
  expect(errors.filter((error) => !error.includes('/publish'))).toEqual([])
})

test('an editor moves a lesson by keys, and a student reads the whole course in one request', async () => {
  const { lessons } = await asStudent(`/courses/${course}?depth=0`)
  const ofLessons = outline().locator('section[aria-label="Lessons"]')
  await ofLessons.getByRole('button', { name: /down$/ }).first().focus()
  // The second before the first is answered.
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await waitFor('the other order', async () => {
    const { lessons: now } = await asEditor(`/courses/${course}?draft=true&depth=0`)
    return now.join() === [lessons[1], lessons[2], lessons[0]].join()
  })
  expect((await asStudent(`/courses/${course}?depth=0`)).lessons).toEqual(lessons)

  const populate = ['lessons', 'sections'].flatMap((name) =>
    ['title', 'content'].map((field) => `populate[${name}][${field}]=true`),
  )
  const rest = await asStudent(`/courses/${course}?depth=2&${populate.join('&')}`)
  const parts =
    'content { ... on ProsePart { part body } ... on EntriesPart { part rows { label body } } ... on TreePart { part nodes { label note } } ... on QuestionsPart { part items { stem explanation } } }'
  const query = `{ Course(id: ${course}) { title lessons { id title ${parts} } sections { docs { id title ${parts} } } } }`
  const { data } = await asStudent('/graphql', { query })
  for (const read of [rest, data.Course]) {
    expect(read.lessons.map(({ id }: Doc) => id)).toEqual(lessons)
    expect(read.sections.docs).toHaveLength(4)
    for (const { content } of [...read.lessons, ...read.sections.docs])
      expect(JSON.stringify(content).length).toBeGreaterThan(200)
    expect(JSON.stringify(read)).toContain('Look at the whole board before you touch a piece.')
    expect(JSON.stringify(read)).toContain('Ask for a reason.')
  }
  expect(errors.filter((error) => !error.includes('/publish'))).toEqual([])
})

test('what is generated or deleted in a drawer leaves the page below as it is', async () => {
  const { doc } = await asEditor('/drill-series', { title: 'Not for long', game: 'chess' })
  const { doc: own } = await asEditor('/courses', { title: 'Made by hand', series: [doc.id] })
  await page.goto(`${host.url}/admin/collections/courses/${own.id}`)
  await row('Not for long').waitFor()
  const words = 'Endings for those who begin.'
  const description = page.locator('#field-description')
  await waitFor('the changed description', async () => {
    await description.fill(words)
    return (await outline().getByText('Save your changes').count()) > 0
  })
  await row('Not for long').getByRole('button', { name: 'Not for long', exact: true }).click()
  const drawer = page.locator('.doc-drawer')
  await drawer.locator('#coursewright-generate').click()
  const panel = page.locator('.coursewright-panel')
  await panel.getByText('More drills are written for this series').waitFor()
  // The course below has a button of this name, too.
  expect(await page.locator('#coursewright-generate').count()).toBe(2)
  expect(await panel.count()).toBe(1)
  await panel.getByRole('button', { name: 'Close', exact: true }).last().click()
  await panel.waitFor({ state: 'detached' })

  await drawer.locator('.doc-controls__popup button').first().click()
  await page.click('#action-delete:visible')
  await page.click('#delete-series #confirm-action')
  await drawer.waitFor({ state: 'detached' })
  await row('Not for long').waitFor({ state: 'detached' })
  expect(page.url()).toMatch(new RegExp(`/collections/courses/${own.id}$`))
  expect(await description.inputValue()).toBe(words)
})

test('a course that is not approved stays a draft on its page, though a lesson of the same number is published with it', async () => {
  const { lessons } = await asEditor(`/courses/${course}?draft=true&depth=0`)
  const lesson: number = Math.max(...lessons)
  const create = async (): Promise<number> =>
    (await asEditor('/courses?draft=true', { title: 'By hand, with a lesson', lessons: [lesson] })).doc.id
  let own = await create()
  while (own < lesson) own = await create()
  expect(own).toBe(lesson)
  await asEditor(`/lessons/${lesson}?draft=true`, { title: 'Published by itself', _status: 'draft' }, 'PATCH')
  const [review] = (await asEditor(`/reviews?where[documentKey][equals]=lessons:${lesson}`)).docs
  await asEditor('/reviews/decide', [{ id: review.id, decision: 'approved' }])
  await page.goto(`${host.url}/admin/collections/courses/${own}`)
  await row('Published by itself').waitFor()
  await page.click('#coursewright-publish-course')
  await page.getByText('1 document will be published').waitFor()
  await page.click('#coursewright-publish-confirm')
  await page.getByText('1 document is published.').waitFor()
  await row('Published by itself').getByText('Published', { exact: true }).waitFor()
  expect(await page.locator('.doc-controls__meta').textContent()).toMatch(/Draft/)
  expect(await page.locator('#action-save').isEnabled()).toBe(true)
  expect((await asEditor(`/courses/${own}?draft=true&depth=0`))._status).toBe('draft')
})

test('whoever would fill a course that is being filled is told so, with a link to that run', async () => {
  await Promise.all(workers.map((worker) => worker.kill()))
  const { doc } = await asEditor('/generation-runs?depth=0', {
    kind: 'course',
    input: { course, sections: ['summary'] },
  })
  await page.goto(`${host.url}/admin/collections/courses/${course}`)
  await waitFor('the form', async () => {
    await page.click('#coursewright-fill', { timeout: 2000 }).catch(() => undefined)
    return page.locator('#coursewright-submit').isVisible()
  })
  const form = page.locator('.coursewright-panel')
  await form.getByText('The course is being filled already, by run').waitFor()
  expect(await form.locator('#coursewright-submit').isDisabled()).toBe(true)
  expect(await form.getByRole('link', { name: 'See that run' }).getAttribute('href')).toContain(
    `/generation-runs/${doc.id}`,
  )
})

const hostile = `<script>document.title = 'taken'</script> \u202eעברית 🎉 ${'x'.repeat(500)}`

test('a run of 1,000 steps shows those in sight, each saying which it is, and what is hostile as text', () =>
  connectTo(host.env.DATABASE_URI ?? '', async (client) => {
    const run = await addLongRun(client, { steps: 1000, title: hostile, error: hostile })
    const before = errors.length
    const steps = page.locator('.coursewright-steps__step')
    const shown = page.getByLabel('Show', { exact: true })
    const fits = async () => {
      for (const place of ['.coursewright-run', '.coursewright-steps__scroll']) {
        const box = await page.locator(place).evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))
        expect(box.scrollWidth, place).toBeLessThanOrEqual(box.clientWidth)
      }
    }
    for (const width of [1400, 420]) {
      await changeSteps(client, { run, upTo: 2, status: 'running' })
      await page.setViewportSize({ width, height: 1000 })
      await page.goto(`${host.url}/admin/collections/generation-runs/${run}`)
      await steps.first().waitFor()
      expect(await steps.first().getAttribute('aria-setsize')).toBe('1000')
      expect(await steps.count()).toBeLessThan(60)
      // Told again, since a reader hears it once both sides listen.
      const text = page.locator('.coursewright-steps__text')
      await waitFor('what is being written', async () => {
        await tell(client, `text:${run} 2 White to move ${hostile}`)
        return (await text.count()) === 1
      })
      expect(await text.textContent()).toBe(`Being written: White to move ${hostile}`)
      await fits()
      await changeSteps(client, { run, upTo: 2 })
      await text.waitFor({ state: 'detached' })
      // By keyboard to the end.
      await page.locator('.coursewright-steps__scroll').focus()
      await waitFor('the last one', async () => {
        // Rows are measured as they come into sight, so the end moves.
        await page.keyboard.press('End')
        return (await page.locator('[aria-posinset="1000"]').count()) === 1
      })
      await shown.selectOption({ label: 'Failed (100)' })
      await waitFor('those that failed', async () => (await steps.first().getAttribute('aria-setsize')) === '100')
      expect(await steps.first().textContent()).toContain(hostile)
      await steps.getByText('The answer took too long.').first().waitFor()
      await fits()
      expect(await page.title()).not.toBe('taken')
    }
    await page.setViewportSize({ width: 1400, height: 1000 })
    expect(errors.slice(before)).toEqual([])
  }))

test('where no events come through, the page of a run looks by itself', async () => {
  await page.route('**/events*', (route) => route.fulfill({ status: 502 }))
  const { doc } = await asEditor('/generation-runs?depth=0', {
    kind: 'drillSeries',
    input: { targetDrillCount: 3, batchSize: 1 },
  })
  await page.goto(`${host.url}/admin/collections/generation-runs/${doc.id}`)
  await page.getByText('The connection was lost; looking again every few seconds.').waitFor()
  await startWorker()
  await page.getByText('Generated 3/3 drills').first().waitFor({ timeout: 60_000 })
  await waitFor('its steps', async () => {
    const lines = await page.locator('.coursewright-steps__step').allTextContents()
    return lines.length === 3 && lines.every((line) => /^Batch [123]1 drill/.test(line))
  })
  await page.unroute('**/events*')
})
