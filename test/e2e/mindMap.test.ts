import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashOf } from '../../src/generators/content/hash.js'
import { barriersOn } from '../browser/axe.js'
import { type LaunchedBrowser, launchBrowser } from '../browser/launchBrowser.js'
import { waitFor } from '../shared/waitFor.js'
import { type RunningHost, startHost } from './hosts/startHost.js'
import { enterPanel, errorsOf } from './panel/panel.js'
import { type Api, apiAs } from './panel/signIn.js'

let host: RunningHost
let browser: LaunchedBrowser
let page: Page
let api: Api
let section: number
let errors: string[] = []

interface Node {
  id: string
  key: string
  parent: string | null
  label: string
  note: string | null
}

const stored = async () => {
  const doc = await api(`/sections/${section}?draft=true&depth=0`)
  const [block] = doc.content as { part: string; nodes: Node[] }[]
  return { doc, block, nodes: block?.nodes ?? [] }
}

beforeAll(async () => {
  host = await startHost()
  api = await apiAs(host.url, 'editor')
  const input = { topic: 'Rook endings', lessons: 2, sections: ['mindMap'] }
  const { doc } = await api('/generation-runs', { kind: 'course', input })
  await waitFor('the course', async () => (await api(`/generation-runs/${doc.id}`)).status === 'completed', {
    deadlineMs: 180_000,
    everyMs: 500,
  })
  ;[{ id: section }] = (await api('/sections?where[key][equals]=mindMap&draft=true')).docs
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

const open = async () => {
  await page.goto(`${host.url}/admin/collections/sections/${section}`)
  await rows().first().waitFor()
  // React has taken over: a click moves the one stop of the keyboard.
  await waitFor('the tree', async () => {
    await row(1).click()
    return (await rows().nth(1).getAttribute('aria-selected')) === 'true'
  })
}
const rows = (): Locator => page.locator('.coursewright-map [role="treeitem"]')
const row = (at: number): Locator => rows().nth(at).locator('.coursewright-map__row').first()
const names = () => rows().evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''))
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id)
const status = () => page.locator('.coursewright-map [role="status"]').textContent()
// React draws when it has time, which is later on a busy machine.
const focusComesTo = (label: string | undefined) =>
  waitFor(`the focus on ${label}`, async () => (await focused()) === label)
const isTold = (said: RegExp) => waitFor(`the message ${said}`, async () => said.test((await status()) ?? ''))
const rowsAre = (count: number) => waitFor(`${count} rows`, async () => (await rows().count()) === count)
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const save = async () => {
  const before = (await stored()).doc.updatedAt
  await page.click('#action-save-draft')
  return waitFor('the saved section', async () => {
    const now = await stored()
    return now.doc.updatedAt !== before && now
  })
}

test('a mind map is drawn and told in words, and looking at it changes nothing of what the run wrote', async () => {
  await open()
  const { nodes, doc, block } = await stored()
  expect(nodes.length).toBeGreaterThan(2)
  expect(hashOf(block)).toBe(doc.written.map)
  expect(await names()).toEqual(
    expect.arrayContaining(nodes.map(({ label, note }) => (note ? `${label}, with a note` : label))),
  )
  expect(await rows().count()).toBe(nodes.length)
  const picture = page.locator('.coursewright-map svg[role="img"]')
  expect(await picture.locator('g').count()).toBe(nodes.length)
  expect(await picture.locator('title').first().textContent()).toContain('as a mind map')
  expect(await picture.locator('desc').textContent()).toContain(`${nodes.length} ideas`)
  expect(await barriersOn(page)).toEqual([])
  await page.fill('#field-title', 'A title of my own')
  const saved = await save()
  expect(hashOf(saved.block)).toBe(doc.written.map)
  expect(saved.nodes).toEqual(nodes)
})

test('the tree is edited by keyboard alone, and saved as it is stored', async () => {
  await open()
  const before = await stored()
  const [root, first] = before.nodes
  await press('Home')
  await focusComesTo(root?.label)
  // Below the root, after its other children.
  await press('Control+Enter')
  await waitFor('the new idea', async () => (await focused())?.endsWith('-label'))
  await page.keyboard.type('A thought of mine')
  await press('Enter')
  await focusComesTo('A thought of mine')
  await press('Alt+ArrowUp')
  await isTold(/Moved “A thought of mine”/)
  await press('Alt+ArrowRight')
  await press('Shift+Enter')
  await waitFor('the next idea', async () => (await focused())?.endsWith('-label'))
  await page.keyboard.type('Beside it')
  await press('Tab')
  await page.keyboard.type('A note.')
  await press('Escape')
  await focusComesTo('Beside it, with a note')
  await press('Alt+ArrowLeft')
  await press('Home', 'ArrowDown', 'F2')
  await page.keyboard.type('Other words')
  await press('Enter')

  const { nodes } = await save()
  const labelOf = (key: string | null) => nodes.find((node) => node.key === key)?.label
  const thought = nodes.find(({ label }) => label === 'A thought of mine')
  const beside = nodes.find(({ label }) => label === 'Beside it')
  expect(thought?.key).toBe('new-idea')
  expect(labelOf(thought?.parent ?? null)).not.toBe(root?.label)
  expect(beside).toMatchObject({ parent: root?.key, note: 'A note.' })
  expect(nodes.find(({ id }) => id === first?.id)).toMatchObject({ key: first?.key, label: 'Other words' })
  // Everything else is the row that it was.
  for (const node of before.nodes.filter(({ id }) => id !== first?.id)) expect(nodes).toContainEqual(node)
  expect(nodes).toHaveLength(before.nodes.length + 2)
  expect(errors).toEqual([])
})

test('a limit is told in words; what is deleted comes back', async () => {
  await open()
  const before = await names()
  await press('Home', 'ArrowDown')
  for (let level = 2; level < 4; level += 1) {
    await press('Control+Enter')
    await waitFor('the new idea', async () => (await focused())?.endsWith('-label'))
    await page.keyboard.type(`Level ${level + 1}`)
    await press('Enter')
  }
  await focusComesTo('Level 4')
  await press('Control+Enter')
  await isTold(/^Not possible: this mind map has at most 4 levels\.$/)
  await rowsAre(before.length + 2)
  await press('Home', 'Shift+Enter')
  await isTold(/one root/)
  await press('ArrowDown', 'Delete')
  await isTold(/^Deleted \d+ ideas?\.$/)
  expect(await rows().count()).toBeLessThan(before.length)
  await press('Control+z')
  await rowsAre(before.length + 2)
  // Closing and walking around.
  await press('Home', 'ArrowLeft')
  await rowsAre(1)
  await press('ArrowRight', 'End', 'Home')
  await rowsAre(before.length + 2)
})

test('a mind map and its document are exported, and a list is read into the form', async () => {
  await open()
  const { nodes } = await stored()
  await page.getByText('Export the mind map').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.coursewright-files__list a', { hasText: 'Markdown' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('A title of my own.md')
  const text = readFileSync((await download.path()) ?? '', 'utf8')
  expect(text.split('\n')[0]).toBe(`- ${nodes[0]?.label}`)
  const changed = `${text}  - From a file\n`
  const choose = async (content: string) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Import a list' }).click(),
    ])
    await chooser.setFiles({ name: 'map.md', mimeType: 'text/markdown', buffer: Buffer.from(content) })
  }
  await choose('- One\n- Two')
  await page.getByText('Line 2: a mind map has one root').waitFor()
  // What the browser says of the refusal.
  expect(errors.splice(0)).toEqual([expect.stringContaining('400')])
  await choose(changed)
  await page.getByText('The list was read').waitFor()
  const saved = await save()
  expect(saved.nodes.map(({ label }) => label)).toContain('From a file')
  for (const node of nodes) expect(saved.nodes).toContainEqual(node)
})

test('a section is exported from its menu, and read back as a draft', async () => {
  await open()
  const before = await stored()
  const menu = () => page.locator('.doc-controls__dots').click()
  await menu()
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#coursewright-export')])
  const text = readFileSync((await download.path()) ?? '', 'utf8')
  expect(text).toContain('<!-- tree: map -->')
  await page.reload()
  await rows().first().waitFor()
  await menu()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('#coursewright-import-markdown')])
  const buffer = Buffer.from(`${text}\n## A last word\n\nKeep it active.\n`)
  await chooser.setFiles({ name: 'section.md', mimeType: 'text/markdown', buffer })
  const after = await waitFor('the other part', async () => {
    const now = await stored()
    return now.doc.content.length > before.doc.content.length && now
  })
  expect(after.block).toEqual(before.block)
  expect(after.doc.content[1]).toMatchObject({ blockType: 'prose', heading: 'A last word' })
  await page.getByText('A last word').or(page.locator('input[value="A last word"]')).first().waitFor()
})

test('who may not read drafts exports the mind map that is published', async () => {
  await api(`/sections/${section}?depth=0`, { _status: 'published' }, 'PATCH')
  await enterPanel(page, host.url, 'student')
  await open()
  for (const name of ['Markdown', 'Mermaid', 'OPML']) {
    await page.getByText('Export the mind map').click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.coursewright-files__list a', { hasText: name }).click(),
    ])
    expect([name, await download.failure()]).toEqual([name, null])
  }
  // The page asks for reviews and proposals, which are not for students either.
  expect(errors.splice(0).filter((error) => !/\b403\b.*\/api\/(reviews|proposals)\?/.test(error))).toEqual([])
  await enterPanel(page, host.url)
})

test('on a narrow screen the map scrolls, and the page does not', async () => {
  await page.setViewportSize({ width: 420, height: 900 })
  await open()
  const drawing = page.locator('.coursewright-map__drawing')
  const sizes = await drawing.evaluate((box) => ({ seen: box.clientWidth, whole: box.scrollWidth }))
  expect(sizes.whole).toBeGreaterThan(sizes.seen)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(420)
  await drawing.focus()
  await press('ArrowRight', 'ArrowRight')
  await waitFor('the map to scroll', async () => (await drawing.evaluate((box) => box.scrollLeft)) > 0)
  expect(errors).toEqual([])
})
