import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoPassword } from '../../demo/content/users.js'
import { barriersOn } from '../browser/axe.js'
import { type LaunchedBrowser, launchBrowser } from '../browser/launchBrowser.js'
import { waitFor } from '../shared/waitFor.js'
import { type RunningHost, startHost } from './hosts/startHost.js'
import { errorsOf } from './panel/panel.js'
import { type Api, apiAs } from './panel/signIn.js'

let host: RunningHost
let browser: LaunchedBrowser
let page: Page
let drills: { id: number; solution: string; choices: { text: string; correct: boolean }[] }[]
let series: { id: number; title: string }
let lessons: { id: number; title: string }[]
let course: number
let crashes: string[]
let api: Api

const publish = (collection: string, id: number) => api(`/${collection}/${id}`, { _status: 'published' }, 'PATCH')
const made = async (kind: string, input: object) => {
  const { doc } = await api('/generation-runs', { kind, input })
  return waitFor('the end of the run', async () => {
    const run = await api(`/generation-runs/${doc.id}?depth=0`)
    return run.status === 'completed' && run
  })
}
const draftsOf = async (collection: string, run: number) =>
  (await api(`/${collection}?where[provenance.run][equals]=${run}&draft=true&depth=0&sort=id`)).docs

beforeAll(async () => {
  host = await startHost()
  api = await apiAs(host.url, 'editor')
  const ofDrills = await made('drillSeries', { game: 'chess', targetDrillCount: 2, phases: ['opening'], seed: 3 })
  drills = await draftsOf('drills', ofDrills.id)
  series = await api(`/drill-series/${ofDrills.target.value}?draft=true&depth=0`)
  lessons = await draftsOf('lessons', (await made('lessons', { topic: 'Rook endings', count: 2 })).id)
  const [lesson, draft] = lessons
  // The second lesson stays a draft.
  for (const { id } of drills) await publish('drills', id)
  await publish('drill-series', series.id)
  await publish('lessons', lesson?.id ?? 0)
  const { doc } = await api('/courses', {
    title: 'A <b>first</b> course',
    description: 'Of two lessons, one of them published.',
    lessons: [lesson?.id, draft?.id],
    series: [series.id],
    _status: 'published',
  })
  course = doc.id
  await api('/sections', {
    title: 'The whole at a glance',
    parent: { relationTo: 'courses', value: course },
    key: 'mindMap',
    _status: 'published',
    content: [
      {
        blockType: 'tree',
        heading: 'Map',
        nodes: [
          { key: 'a', label: 'Rooks' },
          { key: 'b', parent: 'a', label: 'Behind the pawn' },
        ],
      },
    ],
  })
  browser = await launchBrowser({ viewport: { width: 1200, height: 900 } })
  page = browser.context.pages()[0] ?? (await browser.context.newPage())
  crashes = errorsOf(page, /^Failed to load resource/)
})
afterAll(async () => {
  await browser?.close()
  await host?.stop()
})
beforeEach(() => {
  crashes.length = 0
})

test('the front page leads to a learner, who signs in there and finds what is published', async () => {
  await page.goto(host.url)
  await page.waitForURL(/\/learn$/)
  await page.getByLabel('Email').fill('student@example.com')
  await page.getByLabel('Password').fill('not this')
  await page.keyboard.press('Enter')
  await page.locator('form').getByRole('alert').waitFor()
  await page.getByLabel('Password').fill(demoPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What would you like to learn?' }).waitFor()
  expect(await page.locator('.card').count()).toBe(3)
  expect(await barriersOn(page)).toEqual([])
  expect(crashes).toEqual([])
})

test('a drill is answered by a choice or by a move on its board, and says what is right and why', async () => {
  await page.goto(`${host.url}/learn/series/${series.id}`)
  const [first] = drills
  const wrong = first?.choices.find(({ correct }) => !correct)?.text ?? ''
  await page.getByRole('button', { name: wrong, exact: true }).click()
  await page.getByText('Not that one.').waitFor()
  expect(await page.getByRole('button', { name: wrong, exact: true }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Hint' }).click()
  await page.locator('.hint').waitFor()
  await page.getByRole('button', { name: first?.solution, exact: true }).click()
  await page.getByText('Right.', { exact: true }).waitFor()
  // Enter goes on: the keyboard stands there.
  await page.keyboard.press('Enter')
  await page.getByText('Drill 2 of 2').waitFor()
  const { from, to } = await movesOf(drills[1]?.id ?? 0)
  await drag(from, to)
  await page.getByText('Right.', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByText('1 of 2 at the first try.').waitFor()
  expect(crashes).toEqual([])
})

const drag = async (from: string, to: string) => {
  const [start, end] = [await middleOf(from), await middleOf(to)]
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  // A drag begins with a movement.
  await page.mouse.move(end.x, end.y, { steps: 10 })
  // Over the square, and drawn so, before it is dropped there.
  await page.mouse.move(end.x + 1, end.y)
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await page.mouse.up()
}

const middleOf = async (square: string) => {
  const box = await page.locator(`[data-square="${square}"]`).boundingBox()
  if (!box) throw new Error(`There is no square ${square}.`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
/** From where to where the solution of a drill goes. */
const movesOf = async (id: number): Promise<{ from: string; to: string }> => {
  const { Chess } = await import('chess.js')
  const drill = await api(`/drills/${id}?depth=0`)
  return new Chess(drill.notation).move(drill.solution)
}

test('a move by which a pawn may become several pieces is no answer yet, where the choices name more than one', async () => {
  const solution = 'e8=N+'
  const { doc: position } = await api('/positions', {
    ...{ game: 'chess', phase: 'endgame', difficulty: 'beginner' },
    ...{ notation: '8/4P1k1/8/8/8/8/8/4K3 w - - 0 1', solution: { best: solution } },
  })
  const { doc: promotions } = await api('/drill-series', { title: 'Promotions', _status: 'published' })
  await api('/drills', {
    ...{ series: promotions.id, position: position.id, order: 1, prompt: 'Which move gives check?', solution },
    choices: [
      { text: 'e8=Q', correct: false, rationale: 'The queen gives no check.' },
      { text: solution, correct: true, rationale: 'The knight does.' },
      { text: 'Kd2', correct: false, rationale: 'The king gives none.' },
    ],
    _status: 'published',
  })
  await page.goto(`${host.url}/learn/series/${promotions.id}`)
  await page.getByText('Which move gives check?').waitFor()
  await drag('e7', 'e8')
  await page.getByText('Choose below which piece the pawn becomes.').waitFor()
  expect(await page.getByText('Not that one.').count()).toBe(0)
  await page.getByRole('button', { name: solution, exact: true }).click()
  await page.getByText('Right.', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByText('1 of 1 at the first try.').waitFor()
  expect(crashes).toEqual([])
})

test('a lesson is read with its quiz, which says why an answer is right', async () => {
  const [lesson] = lessons
  await page.goto(`${host.url}/learn/lessons/${lesson?.id}`)
  await page.getByRole('heading', { level: 1, name: lesson?.title }).waitFor()
  const { content } = await api(`/lessons/${lesson?.id}?depth=0`)
  const quiz = content.find(({ blockType }: { blockType: string }) => blockType === 'questions')
  const { stem, choices, explanation } = quiz.items[0]
  const question = page.getByRole('group', { name: stem })
  for (const wanted of [false, true]) {
    const { text } = choices.find(({ correct }: { correct: boolean }) => Boolean(correct) === wanted)
    await question.getByLabel(text, { exact: true }).check()
    await question.getByRole('button', { name: 'Check' }).click()
    await question.getByText(wanted ? 'Right.' : 'Not quite. Try again.').waitFor()
  }
  await question.getByText(explanation).waitFor()
  expect(await barriersOn(page)).toEqual([])
  expect(crashes).toEqual([])
})

test('a course shows its outline and its mind map, and nothing that is not published', async () => {
  await page.goto(`${host.url}/learn/courses/${course}`)
  // A title is text, whatever it looks like.
  await page.getByRole('heading', { level: 1, name: 'A <b>first</b> course' }).waitFor()
  const outline = page.getByRole('navigation', { name: 'Outline' })
  expect(await outline.getByRole('link').allTextContents()).toEqual([
    lessons[0]?.title,
    `Drills: ${series.title}`,
    'The whole at a glance',
  ])
  expect(await page.locator('.map__node').allTextContents()).toEqual(['Rooks', 'Behind the pawn'])
  const drawn = page.getByRole('img', { name: 'Map: a map of 2 ideas' })
  expect(await drawn.locator('text').allTextContents()).toEqual(['Rooks', 'Behind the pawn'])
  await outline.getByRole('link', { name: lessons[0]?.title }).click()
  await page.getByRole('heading', { level: 1, name: lessons[0]?.title }).waitFor()
  await page.goto(`${host.url}/learn/lessons/${lessons[1]?.id}`)
  await page.getByText('It does not exist, or is not published yet.').waitFor()
  expect(crashes).toEqual([])
})

test('a request that fails is told in words, and can be tried again', async () => {
  await page.route('**/api/courses/**', (route) => route.abort())
  await page.goto(`${host.url}/learn/courses/${course}`)
  await page.getByRole('alert').getByText('The server cannot be reached.').waitFor()
  await page.unroute('**/api/courses/**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { level: 1, name: 'A <b>first</b> course' }).waitFor()
  expect(crashes).toEqual([])
})
