import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hashOf } from '../../src/generators/content/hash.js'
import { barriersOn } from '../browser/axe.js'
import { type LaunchedBrowser, launchBrowser } from '../browser/launchBrowser.js'
import { waitFor } from '../shared/waitFor.js'
import { type RunningHost, startHost } from './hosts/startHost.js'
import { generateAndOpen, openGenerate } from './panel/openGenerate.js'
import { enterPanel, errorsOf, formReady } from './panel/panel.js'
import { type Api, apiAs } from './panel/signIn.js'

let host: RunningHost
let browser: LaunchedBrowser
let page: Page
let asEditor: Api
let asStudent: Api
/** What a browser shows in red: exceptions, errors of React, requests that were refused. */
let errors: string[] = []

beforeAll(async () => {
  host = await startHost()
  asEditor = await apiAs(host.url, 'editor')
  asStudent = await apiAs(host.url, 'student')
  browser = await launchBrowser({ viewport: { width: 1400, height: 1000 } })
  page = browser.context.pages()[0] ?? (await browser.context.newPage())
  errors = errorsOf(page)
  await enterPanel(page, host.url)
  errors.length = 0
})
afterAll(async () => {
  await browser?.close()
  await host?.stop()
})

beforeEach(() => host.forgetRequests())

type Doc = Record<string, unknown> & { id: number; title: string; _status: string }

const madeBy = async (run: string, collection: string): Promise<Doc[]> =>
  (await asEditor(`/${collection}?where[provenance.run][equals]=${run}&draft=true&depth=0&limit=50`)).docs
const publish = (collection: string, { id }: Doc) =>
  asEditor(`/${collection}/${id}?depth=0`, { _status: 'published' }, 'PATCH')
const idInUrl = () => page.url().split('/').at(-1) ?? ''

const openForm = async () => {
  await page.goto(`${host.url}/admin/collections/lessons`)
  await openGenerate(page, page.locator('#coursewright-topics'))
}
/** Sends the form, and gives back the run whose page opens. */
const generate = async (): Promise<string> => {
  await generateAndOpen(page, /generation-runs\/\d+$/)
  return idInUrl()
}
/** The parts that no longer say what a run wrote there. */
const changedParts = ({ content, written }: Doc): string[] => {
  const blocks = content as { part: string }[]
  expect(Object.keys(written as object)).toEqual(expect.arrayContaining(blocks.map(({ part }) => part)))
  expect(blocks.length).toBeGreaterThan(4)
  return blocks
    .filter((block) => (written as Record<string, string>)[block.part] !== hashOf(block))
    .map(({ part }) => part)
}

/** A document with all five sorts of parts, in one request. */
const parts = `content {
  ... on ProsePart { part heading body }
  ... on EntriesPart { part heading rows { group label body } }
  ... on QuestionsPart { part heading items { stem choices { text correct why } answer explanation } }
  ... on TreePart { part heading nodes { key parent label } }
  ... on BoardsPart { part heading rows { notation caption } }
}`

test('an editor makes five lessons, edits and publishes them, and a student reads them in one request', async () => {
  const topics = ['The fork', 'The pin', 'The skewer', 'The back rank', 'Passed pawns']
  await openForm()
  expect(await barriersOn(page)).toEqual([])
  await page.fill('#coursewright-topics', topics.join('\n'))
  const run = await generate()
  await page.getByText('Generated 5/5 lessons').first().waitFor({ timeout: 60_000 })
  const titles = page.locator('.coursewright-draft__title')
  await waitFor('five rows', async () => (await titles.count()) === 5)
  await page.getByText('Finished', { exact: true }).first().waitFor()
  expect(await barriersOn(page)).toEqual([])
  const made = await madeBy(run, 'lessons')
  expect((await titles.allTextContents()).toSorted()).toEqual(made.map(({ title }) => title).toSorted())
  expect(made.flatMap(changedParts)).toEqual([])

  await titles.first().click()
  await page.waitForURL(/collections\/lessons\/\d+$/)
  const edited = Number(idInUrl())
  // The editor of each text is there, and has had its chance to change what it was given.
  await waitFor('the texts', async () => (await page.locator('.blocks-field [contenteditable="true"]').count()) === 3)
  await page.fill('#field-title', 'The title an editor liked best')
  await page.click('#action-save')
  const saved = await waitFor('the published lesson', async () => {
    const lesson: Doc = await asEditor(`/lessons/${edited}?depth=0`)
    return lesson._status === 'published' && lesson
  })
  expect(saved.title).toBe('The title an editor liked best')
  expect(changedParts(saved)).toEqual([])

  expect((await asStudent('/lessons')).docs.map(({ id }: Doc) => id)).toEqual([edited])
  const others = made.filter(({ id }) => id !== edited)
  const [unpublished, ...published] = others
  await Promise.all(published.map((lesson) => publish('lessons', lesson)))
  const ids = [edited, ...published.map(({ id }) => id)].toSorted((a, b) => a - b)
  const rest = (await asStudent('/lessons?sort=id&limit=50')).docs
  expect(rest.map(({ id }: Doc) => id)).toEqual(ids)
  const { data } = await asStudent('/graphql', { query: `{ Lessons(sort: "id") { docs { id title ${parts} } } }` })
  expect(data.Lessons.docs.map(({ id }: Doc) => id)).toEqual(ids)
  for (const lessons of [rest, data.Lessons.docs]) {
    const lesson = lessons.find(({ id }: Doc) => id === edited)
    const { introduction, quiz } = Object.fromEntries(lesson.content.map((part: { part: string }) => [part.part, part]))
    expect(JSON.stringify(introduction.body).length).toBeGreaterThan(100)
    expect(quiz.items.length).toBeGreaterThanOrEqual(3)
    expect(quiz.items[0].choices.filter(({ correct }: { correct: boolean }) => correct)).toHaveLength(1)
  }
  await expect(asStudent(`/lessons/${unpublished?.id}`)).rejects.toThrow('404')
  expect(errors).toEqual([])

  // On the page of a lesson a student is told nothing of reviews, and the panel asks for none.
  await enterPanel(page, host.url, 'student')
  errors.length = 0
  await page.goto(`${host.url}/admin/collections/lessons/${edited}`)
  await waitFor('the title', async () => (await page.inputValue('#field-title')) === saved.title)
  await page.waitForLoadState('networkidle')
  expect(await page.locator('.coursewright-message').count()).toBe(0)
  expect(errors).toEqual([])
  await enterPanel(page, host.url)
  errors.length = 0
})

test('an editor approves the plan of a language lesson with a click, publishes what came of it, and a student reads all of it in one request', async () => {
  await openForm()
  await page.locator('#coursewright-format').selectOption('language')
  await page.fill('#coursewright-topics', 'At the market')
  await page.check('#coursewright-planFirst')
  expect(await barriersOn(page)).toEqual([])
  const run = await generate()
  await page.getByText('Paused until the plan is approved').waitFor({ timeout: 60_000 })
  await page.getByRole('link', { name: 'See the plan' }).click()
  await page.locator('td.cell-objective a').click()
  await page.getByText('It waits for your approval.').waitFor()
  expect(await barriersOn(page)).toEqual([])
  await page.getByRole('button', { name: 'Approve, and go on' }).click()
  await page.getByText('Runs that need this plan find it here until').waitFor({ timeout: 60_000 })
  await waitFor('its form to say so', async () => (await page.locator('#field-state').inputValue()) === 'Ready')
  await page.getByRole('link', { name: 'Details of this run' }).click()
  await page.waitForURL(/generation-runs\/\d+$/)
  await page.getByText('Generated 4/4 sections').first().waitFor({ timeout: 60_000 })
  await page.getByText('Finished', { exact: true }).first().waitFor()

  const [[lesson], sections] = await Promise.all([madeBy(run, 'lessons'), madeBy(run, 'sections')])
  if (!lesson) throw new Error('There is no lesson.')
  expect(sections.map(({ key }) => key).toSorted()).toEqual(['comprehension', 'content', 'interaction', 'production'])
  const [unpublished, ...others] = sections
  await Promise.all([publish('lessons', lesson), ...others.map((section) => publish('sections', section))])
  const read = async () => {
    const rest = await asStudent(
      `/lessons/${lesson.id}?populate[sections][title]=true&populate[sections][content]=true`,
    )
    const query = `{ Lesson(id: ${lesson.id}) { title sections { docs { id title ${parts} } } } }`
    const { data } = await asStudent('/graphql', { query })
    return [rest, data.Lesson].map(({ sections }: { sections: { docs: Doc[] } }) => sections.docs)
  }
  const idsOf = (docs: readonly Doc[]) => docs.map(({ id }) => id).toSorted((a, b) => a - b)
  for (const docs of await read()) expect(idsOf(docs)).toEqual(idsOf(others))
  if (unpublished) await publish('sections', unpublished)
  for (const docs of await read()) {
    expect(idsOf(docs)).toEqual(idsOf(sections))
    for (const { content } of docs) expect(JSON.stringify(content).length).toBeGreaterThan(200)
  }
  expect(errors).toEqual([])
})

test('the page of a plan whose run was cancelled offers what still can be done with it', async () => {
  const input = { topics: ['At the station'], format: 'language', planFirst: true }
  const { doc } = await asEditor('/generation-runs', { kind: 'lessons', input })
  await waitFor('the run to wait', async () => (await asEditor(`/generation-runs/${doc.id}`)).status === 'paused')
  const { docs } = await asEditor(`/plans?where[run][equals]=${doc.id}&depth=0`)
  await page.goto(`${host.url}/admin/collections/plans/${docs[0].id}`)
  await page.getByRole('button', { name: 'Approve, and go on' }).waitFor()
  expect(await page.locator('#field-format').textContent()).toContain('Language lesson')
  expect(await page.locator('#field-state').inputValue()).toBe('Waits for approval')
  expect(await page.getByRole('button', { name: 'Do not use any more' }).count()).toBe(0)
  // The run would go on with the plan as it is saved.
  const approve = page.getByRole('button', { name: 'Approve, and go on' })
  await page.locator('#field-content input[type="text"]').first().fill('Other words')
  await page.getByText('Save your changes first: the run goes on with the plan as it is saved.').waitFor()
  expect(await approve.isDisabled()).toBe(true)
  await asEditor(`/generation-runs/${doc.id}/cancel`, {})
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await page.getByText('Nobody approved it before its run ended.').waitFor()
  expect(await page.getByRole('button', { name: 'Approve, and go on' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Do not use any more' }).click()
  await page.getByText('No run uses it any more').waitFor()
  await page.getByRole('button', { name: 'Use for everyone' }).click()
  await page.getByText('Runs that need this plan find it here until').waitFor()
  // Somebody else has read it in English before.
  await page.context().addCookies([{ name: 'payload-lng', value: 'de', url: host.url }])
  await page.reload()
  await page.locator('label[for="field-state"]', { hasText: 'Status' }).waitFor()
  await page.context().clearCookies({ name: 'payload-lng' })
  expect(errors).toEqual([])
})

test('the format of a lesson is chosen by its name, and one that the site no longer has stays', async () => {
  const lesson = { title: 'By hand', topic: 'By hand', language: 'en', format: 'gone' }
  const { doc } = await asEditor('/lessons?draft=true', lesson)
  await page.goto(`${host.url}/admin/collections/lessons/${doc.id}`)
  const field = page.locator('#field-format')
  await field.getByText('gone', { exact: true }).waitFor()
  await field.locator('.rs__control').click()
  expect(await page.locator('.rs__option').allInnerTexts()).toEqual(['Lesson', 'Language lesson', 'gone'])
  await page.getByText('Language lesson', { exact: true }).click()
  await page.locator('#action-save-draft').click()
  await waitFor('the draft to be saved', async () => {
    const saved = await asEditor(`/lessons/${doc.id}?draft=true`)
    return saved.format === 'language'
  })
  await page.goto(`${host.url}/admin/collections/plans`)
  await page.locator('td.cell-format').getByText('Language lesson').first().waitFor()
  expect(errors).toEqual([])
})

test('a file becomes sources of a kit in its form, which are there once it is saved', async () => {
  const { doc } = await asEditor('/kits', { title: 'Notes', language: 'en', sources: [] })
  await page.goto(`${host.url}/admin/collections/kits/${doc.id}`)
  await formReady(page)
  const chosen = page.waitForEvent('filechooser')
  await page.click('#coursewright-kit-file')
  const text = 'Attack two pieces at once, and one of them is lost.'
  await (await chosen).setFiles({ name: 'forks.txt', mimeType: 'text/plain', buffer: Buffer.from(text) })
  await page.getByText('1 source was added below.').waitFor()
  await waitFor('its text', async () => (await page.locator('#field-sources__0__text').inputValue()) === text)
  expect(await barriersOn(page)).toEqual([])
  await page.click('#action-save')
  const [source] = await waitFor('the saved source', async () => {
    const { sources } = await asEditor(`/kits/${doc.id}?depth=0`)
    return sources.length > 0 && sources
  })
  expect(source).toMatchObject({ key: 's1', text, fileName: 'forks.txt' })
  expect(errors).toEqual([])
})

test('a file of several sources comes after what the kit has, in its own order', async () => {
  const before = { title: 'Before', text: 'What the kit had.' }
  const { doc } = await asEditor('/kits', { title: 'Notes in order', language: 'en', sources: [before] })
  await page.goto(`${host.url}/admin/collections/kits/${doc.id}`)
  await page.locator('#sources-row-0').waitFor()
  await formReady(page)
  const chosen = page.waitForEvent('filechooser')
  await page.click('#coursewright-kit-file')
  const titles = ['Forks', 'Pins', 'Skewers']
  const markdown = titles.map((title) => `# ${title}\n\n${`All about ${title}. `.repeat(200)}`).join('\n\n')
  await (await chosen).setFiles({ name: 'tactics.md', mimeType: 'text/markdown', buffer: Buffer.from(markdown) })
  await page.getByText('3 sources were added below.').waitFor()
  await page.click('#action-save')
  const sources = await waitFor('the saved sources', async () => {
    const saved = (await asEditor(`/kits/${doc.id}?depth=0`)).sources as { key: string; title: string }[]
    return saved.length === 4 && saved
  })
  expect(sources.map(({ key, title }) => [key, title])).toEqual([
    ['s1', 'Before'],
    ['s2', 'Forks'],
    ['s3', 'Pins'],
    ['s4', 'Skewers'],
  ])
  expect(errors).toEqual([])
})

test('a curriculum has buttons for all its lessons, for what is pending, and two for each objective', async () => {
  const [curriculum] = (await asEditor('/curricula?where[game][equals]=chess&depth=0')).docs
  await page.goto(`${host.url}/admin/collections/curricula/${curriculum.id}`)
  await page.locator('#coursewright-lessons').waitFor()
  await page.locator('#coursewright-pending').waitFor()
  const ofDrills = page.locator('[id^="coursewright-objective-drills-"]')
  const ofObjectives = page.locator('[id^="coursewright-objective-"]:not([id*="drills"])')
  for (const buttons of [ofDrills, ofObjectives])
    await waitFor('them', async () => (await buttons.count()) === curriculum.objectives.length)
  await ofObjectives.nth(1).click()
  const statement = page.getByLabel(curriculum.objectives[1].statement)
  await statement.waitFor()
  expect(await barriersOn(page)).toEqual([])
  expect(await statement.isChecked()).toBe(true)
  expect(await page.locator('.coursewright-form .coursewright-choices input:checked').count()).toBe(1)
  expect(errors).toEqual([])
})

test('two lessons that are selected in the list are written anew at once, and a page says where its lesson comes from', async () => {
  const { doc: kit } = await asEditor('/kits', {
    ...{ title: 'Forks', requirements: 'Short sentences.', _status: 'published' },
  })
  const { doc } = await asEditor('/generation-runs', {
    ...{ kind: 'lessons', input: { topic: 'Forks', count: 2, kit: kit.id } },
  })
  const lessons = await waitFor('two lessons', async () => {
    const made = await madeBy(doc.id, 'lessons')
    return made.length === 2 && made
  })
  const [first, second] = lessons
  if (!first || !second) throw new Error('There are no two lessons.')
  const content = (first.content as { part: string; rows?: object[] }[]).map((block) =>
    block.part === 'concepts' ? { ...block, rows: [{ label: 'Fork', body: 'Two at once, said by a person.' }] } : block,
  )
  await asEditor(`/lessons/${first.id}?draft=true`, { content, _status: 'draft' }, 'PATCH')
  await asEditor(`/kits/${kit.id}`, { requirements: 'Long sentences.' }, 'PATCH')

  await page.goto(`${host.url}/admin/collections/lessons?where[or][0][and][0][provenance.run][equals]=${doc.id}`)
  const anew = page.getByRole('button', { name: 'Write 2 anew' })
  expect(await anew.count()).toBe(0)
  const boxes = page.locator('tbody input[type=checkbox]')
  // A list that has just come hears no click, or forgets it once more.
  await waitFor('both to be selected', async () => {
    if (await anew.isVisible()) return true
    for (const row of [0, 1]) await boxes.nth(row).uncheck()
    for (const row of [0, 1]) await boxes.nth(row).check()
    return anew.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    )
  })
  await anew.click()
  const form = page.locator('.coursewright-panel')
  await form.locator('#coursewright-anew-feedback').fill('Name the fork in each sentence.')
  expect(await barriersOn(page)).toEqual([])
  await form.getByRole('button', { name: 'Write anew' }).click()
  await form.getByText('Generated 2/2 documents').waitFor({ timeout: 60_000 })
  // It stays, also when the list has heard that the run has ended, until it is closed.
  await waitFor('both', async () => (await page.getByText('Generated 2/2 documents').count()) === 2)
  expect(await form.isVisible()).toBe(true)
  await form.locator('#coursewright-close').click()
  await waitFor('the list anew', async () => (await page.locator('tbody input[type=checkbox]:checked').count()) === 0)
  const { docs } = await asEditor('/proposals?where[feedback][like]=fork&where[status][equals]=open&depth=0')
  expect(docs.map(({ targetKey }: { targetKey: string }) => targetKey).toSorted()).toEqual(
    [first, second].map((lesson) => `lessons:${lesson.id}`).toSorted(),
  )

  await page.goto(`${host.url}/admin/collections/lessons/${first.id}`)
  await page.getByText('something that has changed since: kit.').waitFor()
  const background = page.locator('.coursewright-background')
  await background.getByText('Where it comes from').click()
  await background.getByRole('link', { name: `Run ${doc.id}` }).waitFor()
  await background.getByText(/\d calls? and [\d,]+ tokens for/).waitFor()
  const proposal = page.locator('.coursewright-proposal')
  const concepts = proposal.getByRole('region', { name: 'Key concepts' })
  await concepts.getByRole('group', { name: 'Now' }).getByText('Two at once, said by a person.').waitFor()
  expect(await concepts.getByRole('group', { name: 'Proposed' }).textContent()).not.toContain('said by a person')
  expect(await barriersOn(page)).toEqual([])

  // What somebody else writes meanwhile is approved by nobody who has not seen it.
  await page.goto(`${host.url}/admin/collections/lessons/${second.id}`)
  const approve = page.getByRole('button', { name: 'Approve', exact: true })
  await waitFor('the button', () => approve.isEnabled())
  await asEditor(`/lessons/${second.id}?draft=true`, { title: 'Somebody else wrote this.', _status: 'draft' }, 'PATCH')
  // Where the server does not say what the form shows now, the page stays as it is, and says so.
  const ofPage = `**/collections/lessons/${second.id}`
  await page.route(ofPage, (route) =>
    /form-state/.test(route.request().postData() ?? '') ? route.abort() : route.continue(),
  )
  await approve.click()
  await page.getByText('The server gave an answer that cannot be read.').waitFor()
  expect(await page.inputValue('#field-title')).toBe(second.title)
  await page.unroute(ofPage)
  for (const error of errors.splice(0)) expect(error).toMatch(/ERR_FAILED|Failed to fetch/)
  await waitFor('the button', () => approve.isEnabled())
  const refusedAgain = page.waitForResponse((response) => response.url().endsWith('/reviews/decide'))
  await approve.click()
  expect((await (await refusedAgain).json()).results).toMatchObject([{ isDecided: false }])
  await page.getByText('The document has changed since it was looked at').last().waitFor()
  const stateOf = async () =>
    (await asEditor(`/reviews?where[documentKey][equals]=lessons:${second.id}&depth=0`)).docs[0]?.state
  expect(await stateOf()).toBe('waiting')
  await waitFor('it in the form', async () => (await page.inputValue('#field-title')) === 'Somebody else wrote this.')
  await waitFor('the button', () => approve.isEnabled())
  await approve.click()
  await waitFor('the approval', async () => (await stateOf()) === 'approved')
  expect(errors).toEqual([])
})
