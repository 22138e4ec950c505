import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OfflineModelOptions, OfflineRequest } from '../../../demo/model/startOfflineModel.js'
import type { SectionDefinition } from '../../../src/generators/content/section.js'
import { boards, entries, format, prose, questions, section, type Worker } from '../../../src/index.js'
import { waitFor } from '../../shared/waitFor.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { nameOf } from '../content/courses/startCourses.js'
import { control } from '../runs/helpers/control.js'
import { runEnded } from '../runs/helpers/runEnded.js'

const outline = section({
  key: 'outline',
  title: 'Outline',
  instructions: 'What the lesson says, and why.',
  tier: 'simple',
  parts: { aim: prose({ maxWords: 60 }) },
})

/** A lesson of one section, which is written into the lesson itself from a plan. */
const planned = (label: string, given: Pick<SectionDefinition, 'parts' | 'instructions'> & { per?: number }) => {
  const key = label.toLowerCase()
  return format({
    ...{ key, label, of: 'lesson', plan: { section: outline } },
    sections: [section({ key, title: label, ...given })],
  })
}

const tip = planned('Tip', { instructions: 'One tip.', parts: { tip: prose({ maxWords: 80 }) } })

const quiz = planned('Quiz', {
  instructions: 'Questions.',
  parts: { quiz: questions({ min: 1, max: 2, choices: 3 }) },
})

const diagram = planned('Diagram', {
  instructions: 'What to see.',
  parts: { diagram: boards({ max: 1 }), lesson: prose({ maxWords: 60 }) },
})

/** Its list is written in two calls. */
const tour = planned('Tour', {
  instructions: 'What to see, step by step.',
  per: 1,
  parts: { diagram: boards({ max: 1 }), steps: entries({ min: 2, max: 2 }) },
})

/** Two sections in the lesson itself, and one below it that is written from the second. */
const mixed = format({
  key: 'mixed',
  label: 'Mixed',
  of: 'lesson',
  sections: [
    ...['open', 'close'].map((key) =>
      section({
        key,
        title: `The ${key}`,
        instructions: 'A paragraph.',
        place: 'parent',
        parts: { [`${key}ing`]: prose({ maxWords: 60 }), [`${key}Words`]: entries({ min: 2, max: 4 }) },
        dependsOn: key === 'open' ? ['close'] : [],
      }),
    ),
    section({
      key: 'more',
      title: 'More',
      instructions: 'A paragraph more.',
      parts: { more: prose({ maxWords: 60 }) },
      dependsOn: [{ section: 'open', required: true }],
    }),
  ],
})

/** Its list is written in three calls. */
const mails = format({
  key: 'mails',
  label: 'Mails',
  of: 'lesson',
  sections: [
    section({
      key: 'mails',
      title: 'Mails',
      instructions: 'Mails to learners.',
      per: 2,
      parts: { opening: prose({ maxWords: 60 }), mails: entries({ min: 6, max: 6 }) },
      check: ({ parts }) =>
        parts.mails.flatMap(({ body }, index) =>
          body.includes('!') ? [] : [{ part: 'mails', path: `${index}.body`, message: 'a mail calls' }],
        ),
    }),
  ],
})

const kitTokens = 1000

let api: Api
let worker: Worker
let respond: OfflineModelOptions['respond']
let faults: OfflineModelOptions['faults']

beforeAll(async () => {
  api = await startApi({
    options: { formats: [tip, mixed, mails, quiz, diagram, tour], kits: { maxTokens: kitTokens } },
    model: { respond: (request, call) => respond?.(request, call), faults: (request, call) => faults?.(request, call) },
  })
})
afterAll(() => api?.stop())
beforeEach(() => {
  // What it has under way when it is stopped is given back at once.
  worker = api.work({ graceMs: 100 })
})
afterEach(async () => {
  respond = undefined
  faults = undefined
  await worker.stop()
})

const ask = async (input: object) =>
  api.as.editor.post('/generation-runs', { kind: 'lessons', input: { format: 'language', ...input } })

const request = async (input: object) => {
  const { status, body } = await ask(input)
  expect(body.errors).toBeUndefined()
  expect(status).toBe(201)
  return body.doc
}

const callsSince = (before: number) => api.model.requests().slice(before).map(nameOf)

const made = async (input: object) => {
  const before = api.model.requests().length
  const { id } = await request(input)
  const ended = await runEnded(api, id)
  return { ...ended, calls: callsSince(before), ...(await left(id)) }
}

/** The lessons of a run, and their sections in order. */
const left = async (run: number) => {
  const of = (collection: string, sort: string) =>
    api.as.editor.get(`/${collection}?where[provenance.run][equals]=${run}&draft=true&depth=0&limit=100&sort=${sort}`)
  const [lessons, sections] = await Promise.all([of('lessons', 'provenance.item'), of('sections', 'order')])
  return { lessons: lessons.body.docs, sections: sections.body.docs }
}

/** Which call of a section it is that is written in several. */
const callOf = ({ message = {} }: Pick<OfflineRequest, 'message'>) =>
  message.call as { number: number; of: number; first: number; written?: string }

const all = ['content', 'comprehension', 'production', 'interaction']

test('a language lesson is one document with its plan, and four sections below it', async () => {
  const { run, calls, lessons, sections, logs, steps } = await made({ topic: 'At the market', subject: 'Spanish' })
  expect(run).toMatchObject({
    status: 'completed',
    progress: { requested: 4, generated: 4, failed: 0 },
    facts: { items: 'section', lessons: 1 },
  })
  expect(calls.slice(0, 2)).toEqual(['plan', 'content'])
  expect(calls.slice(2).toSorted()).toEqual(all.slice(1).toSorted())
  expect(lessons).toMatchObject([{ topic: 'At the market', subject: 'Spanish', format: 'language', _status: 'draft' }])
  expect(lessons[0].plan).toBeTruthy()
  expect(sections.map(({ key }: { key: string }) => key)).toEqual(all)
  for (const { content, written, ...section } of sections) {
    expect(section).toMatchObject({
      parent: { relationTo: 'lessons', value: lessons[0].id },
      parentKey: `lessons:${lessons[0].id}`,
      plan: lessons[0].plan,
      planVersion: lessons[0].planVersion,
      _status: 'draft',
    })
    expect(Object.keys(written).toSorted()).toEqual(content.map(({ part }: { part: string }) => part).toSorted())
  }
  expect(logs.map(({ feature }) => feature)).toContain('lessons/language/content')
  expect(steps.map(({ kind }) => kind).toSorted()).toEqual([
    'finish',
    'plan',
    'section',
    'section',
    'section',
    'section',
  ])
})

test('the same lesson again makes no plan again; another one of the same request has a plan of its own', async () => {
  const first = await made({ topic: 'Numbers' })
  expect(first.calls.filter((name) => name === 'plan')).toHaveLength(1)
  const again = await made({ topic: 'Numbers' })
  expect(again.calls).not.toContain('plan')
  expect(again.lessons[0].plan).toBe(first.lessons[0].plan)
  const two = await made({ topic: 'Numbers', count: 2 })
  expect(two.run).toMatchObject({ status: 'completed', progress: { requested: 8, generated: 8 } })
  expect(two.calls.filter((name) => name === 'plan')).toHaveLength(1)
  expect(new Set(two.lessons.map(({ plan }: { plan: number }) => plan)).size).toBe(2)
})

test('sections carry the plan, and those that need another one its text', async () => {
  const before = api.model.requests().length
  await made({ topic: 'Colours' })
  const messages = api.model
    .requests()
    .slice(before)
    .map(({ message = {} }) => message)
  const of = (key: string) => messages.find((message) => (message.section as { key?: string } | undefined)?.key === key)
  expect(of('content')).toMatchObject({ plan: expect.stringContaining('## '), place: { number: 1 } })
  expect(of('content')?.needs).toBeUndefined()
  expect(of('production')?.needs).toMatchObject([{ section: 'content', text: expect.stringContaining('## ') }])
})

test('what needs a section that could not be made is a gap with that reason; a retry makes all of it', async () => {
  respond = (asked) => (nameOf(asked) === 'content' ? { nothing: 'of use' } : undefined)
  const { run, calls, sections, logs } = await made({ topic: 'The weather' })
  expect(run.status).toBe('failed')
  expect(calls).toContain('plan')
  expect(calls.filter((name) => name !== 'plan' && name !== 'content')).toEqual([])
  expect(sections).toEqual([])
  expect(run.gaps?.map(({ key }: { key: string }) => key).toSorted()).toEqual(all.map((key) => `l01.${key}`).toSorted())
  const gap = run.gaps?.find(({ key }: { key: string }) => key === 'l01.production')
  expect(gap?.reason).toContain('"Text, vocabulary and grammar", which it is written from, is missing')
  expect(logs.length).toBeGreaterThan(1)
  respond = undefined
  const before = api.model.requests().length
  await control(api, run.id, 'retry')
  const again = await runEnded(api, run.id)
  expect(again.run).toMatchObject({ status: 'completed', progress: { generated: 4, failed: 0 } })
  expect(callsSince(before)[0]).toBe('content')
  expect(callsSince(before).toSorted()).toEqual(all.toSorted())
})

test('a plan that cannot be made names every section as a gap, with why', async () => {
  respond = (asked) => (nameOf(asked) === 'plan' ? 'Sorry.' : undefined)
  const { run, lessons, calls } = await made({ topic: 'The impossible' })
  expect(run).toMatchObject({ status: 'failed', progress: { requested: 4, generated: 0, failed: 4 } })
  expect(run.gaps).toHaveLength(4)
  expect(lessons).toEqual([])
  expect(new Set(calls)).toEqual(new Set(['plan']))
})

test('one bad part of a section costs its other parts nothing', async () => {
  let times = 0
  const kept: unknown[] = []
  respond = (asked) => {
    if (nameOf(asked) !== 'interaction') return undefined
    times += 1
    const roles = ['Seller', 'Buyer'].map((label) => ({ label, body: 'Wants to agree on a price.' }))
    const phrases = Array.from({ length: 6 }, (_, index) => ({ label: `Phrase ${index}`, body: 'To begin.' }))
    kept.push(asked.message?.problems)
    return times === 1
      ? {
          situation: 'You meet at a stall and want to find out together what the other one really needs, and why.',
          roles,
          phrases: [],
        }
      : { situation: '', roles: [], phrases }
  }
  const { run } = await made({ topic: 'A stall' })
  expect(run.status).toBe('completed')
  expect(times).toBe(2)
  expect(kept[1]).toMatchObject([{ problem: expect.stringContaining('phrases') }])
})

describe('a plan that is to be shown first', () => {
  test('pauses the run, and resuming goes on from it', async () => {
    const before = api.model.requests().length
    const { id } = await request({ topic: 'Directions', planFirst: true })
    await waitFor('the run to wait', async () => {
      const run = await api.payload.findByID({ collection: 'generation-runs', id, depth: 0 })
      return run.status === 'paused' && run.pausedFor === 'approval'
    })
    expect(callsSince(before)).toEqual(['plan'])
    await control(api, id, 'resume')
    const { run } = await runEnded(api, id)
    expect(run).toMatchObject({ status: 'completed', progress: { generated: 4 } })
    expect(callsSince(before).filter((name) => name === 'plan')).toHaveLength(1)
  })

  test('a fallback plan that is none is refused', async () => {
    const { status, body } = await ask({ topic: 'Tea', fallbackPlan: 999_999 })
    expect(status).toBe(400)
    expect(body.errors[0].data.code).toBe('unknown_plan')
  })
})

test('a worker that ends between the plan and its sections costs no second plan', async () => {
  const before = api.model.requests().length
  faults = (asked) => (nameOf(asked) === 'content' ? 'slow' : undefined)
  const { id } = await request({ topic: 'Family' })
  await waitFor('the call for the first section', () => callsSince(before).includes('content'))
  await worker.stop()
  faults = undefined
  worker = api.work()
  const { run } = await runEnded(api, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 4 } })
  expect(callsSince(before).filter((name) => name === 'plan')).toHaveLength(1)
})

test('a lesson of one section with a plan is written from it, into the lesson itself', async () => {
  const { run, calls, lessons, sections, logs } = await made({ topic: 'Rooks', format: 'tip' })
  expect(run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
  expect(calls).toEqual(['plan', 'tip'])
  expect(sections).toEqual([])
  const [{ content, written, plan, provenance }] = lessons
  expect(content).toMatchObject([{ blockType: 'prose', part: 'tip', heading: 'Tip' }])
  expect(Object.keys(written)).toEqual(['tip'])
  expect(plan).toBeTruthy()
  expect(provenance).toMatchObject({ item: 'l01', offline: true, model: expect.stringMatching(/./) })
  expect(lessons[0].aiDisclosure).toBe('ai-generated')
  expect(logs.map(({ feature }) => feature)).toContain('lessons/tip/tip')
})

test('what a lesson itself asks is held against what lessons ask, and its flags stand in its review', async () => {
  const long = 'Two minutes, or until the leaves have sunk to the bottom of the pot and smell'
  const answer = {
    quiz: [
      {
        ...{ sort: 'single', stem: 'How long does green tea draw?', objective: null, difficulty: null },
        choices: [long, 'An hour', 'Half a day'].map((text) => ({
          ...{ text, correct: text === long },
          why: text === long ? 'This is how the leaves open.' : 'The leaves would lose their taste.',
        })),
        explanation: `It is ${long}, which keeps the taste.`,
      },
    ],
  }
  respond = (asked) => (nameOf(asked) === 'quiz' ? answer : undefined)
  const reviewOf = async ({ id }: { id: number }) =>
    (await api.as.editor.get(`/reviews?where[documentKey][equals]=lessons:${id}&depth=0`)).body.docs[0]
  const [first] = (await made({ topic: 'Green tea', format: 'quiz' })).lessons
  expect(first).toMatchObject({ aiDisclosure: 'ai-generated', flags: expect.arrayContaining(['key-long']) })
  expect(await reviewOf(first)).toMatchObject({ state: 'waiting', flags: first.flags })
  expect((await reviewOf(first)).score).toBeLessThan(1)
  const published = await api.as.editor.patch(`/lessons/${first.id}`, { _status: 'published' })
  expect(published.body.doc.aiDisclosure).toBe('ai-assisted')
  const before = api.model.requests().length
  const [again] = (await made({ topic: 'Tea, green', format: 'quiz' })).lessons
  const messages = JSON.stringify(api.model.requests().slice(before))
  expect(messages).toContain(`asks nearly the same as a question of the lesson ${first.id}`)
  expect(again.flags).toContain('near-duplicate')
  expect(await reviewOf(again)).toMatchObject({ flags: again.flags })
})

test('a plan of a lesson of one section can be shown first', async () => {
  const { id } = await request({ topic: 'Bishops', format: 'tip', planFirst: true })
  await waitFor('the run to wait', async () => {
    const run = await api.payload.findByID({ collection: 'generation-runs', id, depth: 0 })
    return run.status === 'paused' && run.pausedFor === 'approval'
  })
  await control(api, id, 'resume')
  expect((await runEnded(api, id)).run).toMatchObject({ status: 'completed', progress: { generated: 1 } })
})

test('sections of the lesson itself stand there in the order of the format, and others are written from them', async () => {
  const before = api.model.requests().length
  const { run, calls, lessons, sections } = await made({ topic: 'Doors', format: 'mixed' })
  expect(run).toMatchObject({ status: 'completed', progress: { requested: 3, generated: 3 } })
  expect(calls).toEqual(['close', 'open', 'more'])
  const parts = ['opening', 'openWords', 'closeing', 'closeWords']
  expect(lessons[0].content.map(({ part }: { part: string }) => part)).toEqual(parts)
  expect(Object.keys(lessons[0].written).toSorted()).toEqual(parts.toSorted())
  expect(sections.map(({ key }: { key: string }) => key)).toEqual(['more'])
  const last = api.model.requests().slice(before).at(-1)?.message
  expect(last?.needs).toMatchObject([{ section: 'open', text: expect.stringContaining('## Opening') }])
})

test('what a person adds to a lesson while its sections are written stays, and what is there keeps its ids', async () => {
  faults = (one) => (nameOf(one) === 'open' ? 'slow' : undefined)
  const { id } = await request({ topic: 'Windows', format: 'mixed' })
  await waitFor('the first section', async () => (await left(id)).lessons[0]?.content?.length === 2)
  const [lesson] = (await left(id)).lessons
  const mine = { blockType: 'entries', heading: 'Mine', rows: [{ label: 'Pane', body: 'The glass of it.' }] }
  const { body } = await api.as.editor.patch(`/lessons/${lesson.id}?draft=true&depth=0`, {
    content: [mine, ...lesson.content],
  })
  const before: { id: string }[] = body.doc.content
  await worker.stop()
  faults = undefined
  worker = api.work()
  expect((await runEnded(api, id)).run.status).toBe('completed')
  const [after] = (await left(id)).lessons
  expect(after.content.map(({ part, heading }: { part?: string; heading: string }) => part ?? heading)).toEqual([
    ...['Mine', 'opening', 'openWords', 'closeing', 'closeWords'],
  ])
  const ids = after.content.map((block: { id: string }) => block.id)
  expect(before.map((block) => block.id).filter((one) => !ids.includes(one))).toEqual([])
})

describe('a section that is written in several calls', () => {
  const opening = 'These mails go with you through the week, one for each day that you learn something new.'
  const mailsOf = (number: number, end = '!') =>
    [1, 2].map((one) => ({ label: `Day ${number * 2 + one - 2}`, body: `Write to a friend about day ${number}${end}` }))
  const answer = (asked: OfflineRequest) => {
    const { number } = callOf(asked)
    return { ...(number === 1 ? { opening } : {}), mails: mailsOf(number) }
  }

  test('is one part of all of them in the end, each told what the others wrote', async () => {
    respond = answer
    const before = api.model.requests().length
    const { run, lessons, sections, steps } = await made({ topic: 'Letters', format: 'mails' })
    expect(run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1, failed: 0 } })
    const calls = api.model.requests().slice(before).map(callOf)
    expect(calls).toMatchObject([
      { number: 1, of: 3, first: 1 },
      { number: 2, of: 3, first: 3, written: expect.stringContaining('Day 2') },
      { number: 3, of: 3, first: 5, written: expect.stringContaining('Day 4') },
    ])
    expect(calls[0]?.written).toBeUndefined()
    expect(sections).toEqual([])
    expect(lessons[0].content.map(({ part }: { part: string }) => part)).toEqual(['opening', 'mails'])
    expect(lessons[0].content[1].rows.map(({ label }: { label: string }) => label)).toEqual(
      [1, 2, 3, 4, 5, 6].map((day) => `Day ${day}`),
    )
    expect(steps.map(({ kind }) => kind)).toEqual(['plan', 'section', 'section', 'section', 'finish'])
  })

  test("asks again in the same call for what the host's check finds in its items, or an earlier call has", async () => {
    const answers: number[] = []
    respond = (asked) => {
      const { number } = callOf(asked)
      answers.push(number)
      const times = answers.filter((one) => one === number).length
      if (times > 1) return answer(asked)
      return {
        ...(number === 1 ? { opening } : {}),
        mails: mailsOf(number === 3 ? 1 : number, number === 2 ? '.' : '!'),
      }
    }
    const { run } = await made({ topic: 'Postcards', format: 'mails' })
    expect(run.status).toBe('completed')
    expect(answers).toEqual([1, 2, 2, 3, 3])
  })

  test('is one gap that says which call failed; a retry goes on from there', async () => {
    respond = (asked) => (callOf(asked).number === 2 ? { nothing: 'of use' } : answer(asked))
    const { run, lessons } = await made({ topic: 'Parcels', format: 'mails' })
    expect(run).toMatchObject({ status: 'failed', progress: { requested: 1, generated: 0, failed: 1 } })
    expect(run.gaps).toMatchObject([{ key: 'l01.mails', reason: expect.stringContaining('call 2') }])
    expect(lessons[0].content ?? []).toEqual([])
    respond = answer
    const before = api.model.requests().length
    await control(api, run.id, 'retry')
    expect((await runEnded(api, run.id)).run).toMatchObject({
      status: 'completed',
      progress: { generated: 1, failed: 0 },
    })
    expect(
      api.model
        .requests()
        .slice(before)
        .map((one) => callOf(one).number),
    ).toEqual([2, 3])
  })

  test('is estimated by its calls', async () => {
    const { body } = await api.as.editor.post('/generation-runs/estimate', {
      kind: 'lessons',
      input: { format: 'mails', topic: 'Tea' },
    })
    expect(body.estimate).toMatchObject({ requested: 1, calls: 3 })
  })
})

describe('what is saved', () => {
  const mate = { notation: '6k1/5ppp/8/8/8/8/8/3R2K1 w - - 0 1', solution: { best: 'Rd8#' } }
  const push = { notation: '8/8/8/4k3/8/8/4P3/4K3 w - - 0 1', solution: { best: 'Kd2' } }
  const toPush = (id: number) => api.payload.update({ collection: 'positions', id, data: push })
  let position: number

  beforeEach(async () => {
    const data = { game: 'chess', phase: 'endgame', difficulty: 'beginner', ...mate }
    position = Number((await api.payload.create({ collection: 'positions', data })).id)
    return async () => {
      await api.payload.delete({ collection: 'positions', id: position })
    }
  })

  test('holds in the library as it stands then, whatever stood there when it was asked for', async () => {
    const told: unknown[] = []
    const answers = ['Rd8# ends it.', 'Kd2 comes first.']
    respond = async (asked) => {
      if (nameOf(asked) !== 'diagram') return undefined
      told.push(asked.message?.problems ?? [])
      if (told.length === 1) await toPush(position)
      return { diagram: [{ position: 'p1', caption: answers[told.length - 1] }], lesson: 'Look before you move.' }
    }
    const { run, lessons } = await made({ topic: 'Endings', format: 'diagram', game: 'chess', positions: 1 })
    expect(told).toEqual([[], [{ path: '', problem: expect.stringMatching(/diagram\[0\]\.caption: .*Rd8#/) }]])
    expect(run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
    expect(lessons[0].content[0].rows).toMatchObject([{ position, caption: 'Kd2 comes first.' }])
  })

  test('by several calls is a gap, and is not asked for again, where what an earlier one wrote does not hold', async () => {
    const numbers: number[] = []
    respond = async (asked) => {
      if (nameOf(asked) !== 'tour') return undefined
      const { number } = callOf(asked)
      numbers.push(number)
      if (number === 2) await toPush(position)
      const steps = [{ label: `Step ${number}`, body: `Say what step ${number} of the tour is about.` }]
      return number === 1 ? { diagram: [{ position: 'p1', caption: 'Rd8# ends it.' }], steps } : { steps }
    }
    const { run } = await made({ topic: 'Tours', format: 'tour', game: 'chess', positions: 1 })
    expect(run).toMatchObject({ status: 'failed', progress: { generated: 0, failed: 1 } })
    expect(run.gaps).toMatchObject([{ key: 'l01.tour', reason: expect.stringMatching(/earlier call .*Rd8#/) }])
    expect(numbers.filter((number) => number === 1)).toHaveLength(1)
    await control(api, run.id, 'retry')
    const before = numbers.length
    expect((await runEnded(api, run.id)).run.status).toBe('failed')
    expect(numbers).toHaveLength(before)
  })

  test.each([1, 3])(
    'by several calls stays, and is stale, where a kit has become stricter while call %i was answered',
    async (at) => {
      const kit = (await api.as.editor.post('/kits', { title: 'House', requirements: 'Speak to beginners.' })).body.doc
      respond = async (asked) => {
        if (nameOf(asked) !== 'mails') return undefined
        const { number } = callOf(asked)
        if (number === at) {
          await api.payload.update({ collection: 'kits', id: kit.id, data: { avoid: ['teapot'] } })
        }
        const mails = [1, 2].map((one) => ({
          label: `Mail ${number}.${one}`,
          body: `Mail ${number}.${one} calls you!`,
        }))
        return {
          ...(number === 1 ? { opening: 'A teapot stands at the beginning of each of these mails.' } : {}),
          mails,
        }
      }
      const { run, lessons } = await made({ topic: `Teapots, ${at}`, format: 'mails', kit: kit.id })
      expect(run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
      const [review] = (await api.as.editor.get(`/reviews?where[documentKey][equals]=lessons:${lessons[0].id}`)).body
        .docs
      expect((await api.as.editor.get(`/reviews/${review.id}/stale`)).body.stale).toEqual(['kit'])
    },
  )
})

test('a kit too long for prompts is summarized before the plan, which is written from the summary', async () => {
  const text = 'The market opens at seven, and whoever comes early pays less. '.repeat(120)
  const { body } = await api.as.editor.post('/kits', { title: 'Market', sources: [{ title: 'Hours', text }] })
  const before = api.model.requests().length
  const { run, calls, steps } = await made({ topic: 'Prices', format: 'tip', kit: body.doc.id, context: 'full' })
  expect(run.status).toBe('completed')
  expect(calls).toEqual(['kitSummary', 'plan', 'tip'])
  expect(steps.map(({ kind }) => kind)).toEqual(['kit', 'plan', 'section', 'finish'])
  const [, plan] = api.model.requests().slice(before)
  expect(plan?.message?.kit).toMatchObject({ summary: expect.stringContaining('[s1]') })
  expect(JSON.stringify(plan?.message).length).toBeLessThan(text.length)
})

test('an estimate counts sections, and the calls for plans', async () => {
  const { body } = await api.as.editor.post('/generation-runs/estimate', {
    kind: 'lessons',
    input: { format: 'language', topic: 'Tea', count: 2 },
  })
  expect(body.estimate).toMatchObject({ requested: 8, calls: 10, facts: { items: 'section', lessons: 2 } })
})
