import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answerTask } from '../../../demo/model/answerTask.js'
import type { OfflineModelOptions } from '../../../demo/model/startOfflineModel.js'
import { hashOf } from '../../../src/generators/content/hash.js'
import type { Worker } from '../../../src/index.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { control } from '../runs/helpers/control.js'
import { runEnded } from '../runs/helpers/runEnded.js'

type Respond = NonNullable<OfflineModelOptions['respond']>
type Written = { key: string; title: string } & Record<string, unknown>

interface LessonDoc {
  id: number
  title: string
  topic: string
  objective?: string
  content: { part: string; rows?: { position: number }[] }[]
  provenance: { item: string }
  written: Record<string, string>
  _status: string
}

let api: Api
let worker: Worker
let respond: Respond | undefined

beforeAll(async () => {
  api = await startApi({
    model: { respond: (request, call) => respond?.(request, call) },
    options: { model: { maxCalls: 20 } },
  })
  await addPositions({ payload: api.payload, counts: { opening: 8, endgame: 8 } })
})
afterAll(() => api?.stop())
beforeEach(() => {
  worker = api.work()
})
afterEach(async () => {
  respond = undefined
  await worker.stop()
})

/** What the offline model would write, with its lessons changed. */
const changed =
  (change: (lessons: Written[], keys: readonly string[]) => unknown[]): Respond =>
  ({ message }) => {
    const result = answerTask(message)
    if ('problem' in result) throw new Error(result.problem)
    const { lessons } = result.answer as { lessons: Written[] }
    return {
      lessons: change(
        lessons,
        lessons.map(({ key }) => key),
      ),
    }
  }

const keysIn = (message: Record<string, unknown> = {}): string[] =>
  ((message.items ?? []) as { key: string }[]).map(({ key }) => key)

const ask = async (input: object, actor: 'editor' | 'teacher' | 'student' = 'editor') =>
  api.as[actor].post('/generation-runs', { kind: 'lessons', input })

const lessonsOf = async (run: number | string): Promise<LessonDoc[]> => {
  const { body } = await api.as.editor.get(
    `/lessons?where[provenance.run][equals]=${run}&draft=true&depth=0&limit=100&sort=provenance.item`,
  )
  return body.docs
}

const made = async (input: object) => {
  const before = api.model.requests().length
  const { status, body } = await ask(input)
  expect(body.errors).toBeUndefined()
  expect(status).toBe(201)
  const ended = await runEnded(api, body.doc.id)
  const asked = api.model
    .requests()
    .slice(before)
    .map(({ message: { items } = {} }) => ((items ?? []) as { key: string }[]).map(({ key }) => key))
  return {
    ...ended,
    asked,
    messages: api.model
      .requests()
      .slice(before)
      .map(({ message }) => message ?? {}),
    lessons: await lessonsOf(body.doc.id),
  }
}

const course = async (data: object = {}) => (await api.as.editor.post('/courses', { title: 'Tea', ...data })).body.doc
const orderOf = async (id: number) => (await api.as.editor.get(`/courses/${id}?draft=true&depth=0`)).body.lessons

describe('batches', () => {
  test('three lessons of a topic are one call, and three drafts that differ, with where each part comes from', async () => {
    const { run, asked, lessons, logs } = await made({ topic: 'Brewing tea', subject: 'Tea', count: 3 })
    expect(run).toMatchObject({ status: 'completed', progress: { requested: 3, generated: 3, failed: 0 } })
    expect(asked).toEqual([['l01', 'l02', 'l03']])
    expect(new Set(lessons.map(({ title }) => title)).size).toBe(3)
    for (const { content, written, _status, ...lesson } of lessons) {
      expect(lesson).toMatchObject({ subject: 'Tea', topic: 'Brewing tea', format: 'standard', language: 'en' })
      expect(_status).toBe('draft')
      const parts = content.map(({ part }: { part: string }) => part)
      expect(parts).toEqual(['introduction', 'explanation', 'concepts', 'examples', 'summary', 'quiz'])
      // As they are read back, with everything Payload and its editor added to them.
      const hashes = content.map((block: { part: string }) => [block.part, hashOf(block)])
      expect(written).toEqual({ title: hashOf(lesson.title), ...Object.fromEntries(hashes) })
    }
    expect(logs).toMatchObject([{ feature: 'lessons/standard', subject: 'Tea', items: 3, outcome: 'ok' }])
    expect(logs[0]?.savedTokens).toBeGreaterThan(0)
    expect(run.usage.savedTokens).toBe(logs[0]?.savedTokens)
  })

  test('no requests are a run that is completed with nothing, and no call', async () => {
    const { run, asked } = await made({ requests: [] })
    expect(run).toMatchObject({ status: 'completed', progress: { requested: 0, generated: 0 } })
    expect(asked).toEqual([])
  })

  test('one request is one call for one lesson', async () => {
    const { run, asked, logs } = await made({ topic: 'Cups' })
    expect(run.status).toBe('completed')
    expect(asked).toEqual([['l01']])
    expect(logs[0]).toMatchObject({ items: 1, savedTokens: null })
  })

  test('mixed requests are grouped by subject and topic', async () => {
    const requests = [{ topic: 'Cups' }, { topic: 'Tins' }, { topic: 'Cups', objective: 'can choose a cup' }]
    const { run, asked } = await made({ requests })
    expect(run.status).toBe('completed')
    expect(asked.toSorted()).toEqual([['l01', 'l03'], ['l02']])
  })

  test('a call that brings half keeps it and asks once more for the others together', async () => {
    let calls = 0
    respond = changed((lessons) => {
      calls += 1
      return calls === 1 ? lessons.slice(0, 2) : lessons
    })
    const { run, asked } = await made({ topic: 'Half', count: 4 })
    expect(run.status).toBe('completed')
    expect(asked).toEqual([
      ['l01', 'l02', 'l03', 'l04'],
      ['l03', 'l04'],
    ])
  })

  test('a call that brings less than half falls back to single calls for the rest', async () => {
    let calls = 0
    respond = changed((lessons) => {
      calls += 1
      return calls === 1 ? lessons.slice(0, 1) : lessons
    })
    const { run, asked, lessons } = await made({ topic: 'Less than half', count: 4 })
    expect(run).toMatchObject({ status: 'completed', progress: { generated: 4 } })
    expect(asked[0]).toHaveLength(4)
    expect(asked.slice(1).toSorted()).toEqual([['l02'], ['l03'], ['l04']])
    expect(lessons).toHaveLength(4)
  })

  test('lessons twice, under keys that nobody asked for, and more than asked: only what was asked for is kept, by key', async () => {
    let calls = 0
    respond = changed((lessons) => {
      calls += 1
      if (calls > 1) return lessons
      const [first, second, third] = lessons
      return [third, { ...second, key: 'l09' }, second, { ...first, title: 'Twice' }, first].filter(Boolean)
    })
    const { run, asked, lessons } = await made({ topic: 'Keys', count: 3 })
    expect(run.status).toBe('completed')
    expect(asked).toEqual([['l01', 'l02', 'l03'], ['l01']])
    expect(lessons.map(({ provenance }) => provenance.item)).toEqual(['l01', 'l02', 'l03'])
    expect(lessons.map(({ title }) => title)).not.toContain('Twice')
  })

  test('what no answer brings is a gap with its reason, and a retry asks for that alone', async () => {
    respond = changed((lessons) => lessons.filter(({ key }) => key !== 'l02'))
    const { run } = await made({ topic: 'Gaps', count: 3 })
    expect(run).toMatchObject({
      status: 'partial',
      progress: { generated: 2, failed: 1 },
      gaps: [{ key: 'l02', reason: 'no lesson with this key came back' }],
    })
    respond = undefined
    const before = api.model.requests().length
    await control(api, run.id, 'retry')
    const again = await runEnded(api, run.id)
    expect(again.run).toMatchObject({ status: 'completed', progress: { generated: 3, failed: 0 } })
    expect(
      api.model
        .requests()
        .slice(before)
        .map(({ message }) => keysIn(message)),
    ).toEqual([['l02']])
  })

  test('batches of one topic that run side by side do not repeat each other', async () => {
    let firstTitle: string | undefined
    respond = changed((lessons) =>
      lessons.map((lesson) => {
        firstTitle ??= lesson.title
        // Every lesson has the title of the very first one, until it is told that this is taken.
        return { ...lesson, title: firstTitle }
      }),
    )
    const { run, lessons } = await made({ topic: 'Repeats', count: 2, batchSize: 1 })
    expect(run.status).toBe('partial')
    expect(lessons).toHaveLength(1)
    expect(run.gaps).toMatchObject([{ reason: expect.stringContaining('its title') }])
  })
})

describe('what lessons are written from', () => {
  test('curriculum, kit and profile are in every prompt, what is pending is taken off when its lesson is saved', async () => {
    const curriculum = (
      await api.as.editor.post('/curricula', {
        subject: 'Tea',
        game: 'chess',
        objectives: [
          { statement: 'can brew green tea', pending: true },
          { statement: 'can pour', pending: false },
          { statement: 'can taste tea', pending: true },
        ],
      })
    ).body.doc
    const profile = (await api.as.editor.post('/profiles', { name: 'Guests', level: 'beginner', language: 'en' })).body
      .doc
    const { run, messages, lessons } = await made({ curriculum: curriculum.id, profile: profile.id, pending: true })
    expect(run.status).toBe('completed')
    expect(messages[0]).toMatchObject({ curriculum: { subject: 'Tea' }, profile: { level: 'beginner' } })
    expect(lessons.map(({ objective }) => objective)).toEqual(['can brew green tea', 'can taste tea'])
    const after = (await api.as.editor.get(`/curricula/${curriculum.id}`)).body
    expect(after.objectives.map(({ pending }: { pending: boolean }) => pending)).toEqual([false, false, false])
    expect(after.objectives.map(({ id }: { id: string }) => id)).toEqual(
      curriculum.objectives.map(({ id }: { id: string }) => id),
    )
  })

  test('a kit that is deleted in the middle leaves gaps with that reason, and what was made stays', async () => {
    const kit = (await api.as.editor.post('/kits', { title: 'House', requirements: 'Speak to beginners.' })).body.doc
    await worker.stop()
    const { body } = await ask({ requests: [{ topic: 'One' }, { topic: 'Two' }], kit: kit.id })
    const deleted = new Promise<void>((resolve) => {
      respond = async () => {
        respond = undefined
        await api.payload.delete({ collection: 'kits', id: kit.id })
        resolve()
        return undefined
      }
    })
    worker = api.work({ concurrency: 1 })
    await deleted
    const { run } = await runEnded(api, body.doc.id)
    expect(['partial', 'failed']).toContain(run.status)
    expect(run.gaps?.at(-1)).toMatchObject({ key: 'l02', reason: expect.stringContaining('kit') })
  })

  test('lessons like others are told of them, and have another title', async () => {
    const first = await made({ topic: 'Similar', subject: 'Tea' })
    const [one] = first.lessons
    const { messages, lessons, run } = await made({ similarTo: [one?.id] })
    expect(run.status).toBe('completed')
    expect(messages[0]?.existing).toMatchObject([{ title: one?.title }])
    expect(lessons[0]).toMatchObject({ topic: 'Similar', subject: 'Tea' })
    expect(lessons[0]?.title).not.toBe(one?.title)
  })

  test('lessons of a game show positions of the library, other ones in each', async () => {
    const { run, lessons, messages } = await made({ topic: 'Endings', game: 'chess', count: 2, positions: 2, seed: 3 })
    expect(run).toMatchObject({ status: 'completed', facts: { positionsLoaded: 4 } })
    const shown = lessons.map(({ content }) => {
      const boards = content.find(({ part }) => part === 'boards')
      return (boards?.rows ?? []).map(({ position }) => position)
    })
    expect(shown.every(({ length }) => length > 0)).toBe(true)
    expect(new Set(shown.flat()).size).toBe(shown.flat().length)
    expect(messages[0]?.positions).toHaveLength(4)
    expect(messages[0]?.items).toMatchObject([{ positions: ['p1', 'p2'] }, { positions: ['p3', 'p4'] }])
  })
})

describe('courses', () => {
  test('lessons are appended in the order of their keys, whatever batch ends first', async () => {
    const old = (await made({ topic: 'Old' })).lessons[0]?.id
    const { id } = await course({ lessons: [old] })
    const { run, lessons } = await made({ topic: 'New', count: 4, batchSize: 1, addTo: id })
    expect(run).toMatchObject({ status: 'completed', target: { relationTo: 'courses', value: id } })
    expect(await orderOf(id)).toEqual([old, ...lessons.map((lesson) => lesson.id)])
  })

  test('fillTo makes what is missing, counting what runs under way have promised', async () => {
    const { id } = await course()
    await worker.stop()
    const fill = () => ask({ topic: 'Filling', addTo: id, fillTo: 3 })
    const answers = await Promise.all([fill(), fill()])
    expect(answers.map(({ body }) => body.doc.progress.requested).toSorted()).toEqual([0, 3])
    worker = api.work()
    await Promise.all(answers.map(({ body }) => runEnded(api, body.doc.id)))
    expect(await orderOf(id)).toHaveLength(3)
  })
})

describe('a bad request is refused before anything is spent', () => {
  test('lessons that a course has no room for', async () => {
    const one = (await made({ topic: 'Room' })).lessons[0]?.id
    const { id } = await course({ lessons: Array.from({ length: 199 }, () => one) })
    const { status, body } = await ask({ topic: 'More', count: 2, addTo: id })
    expect(status).toBe(400)
    expect(body.errors[0].data).toEqual({ code: 'course_full', lessons: 199, requested: 2, max: 200 })
    const last = await ask({ topic: 'More', addTo: id })
    expect(last.status).toBe(201)
    // What it leaves behind is not to be taken for what the requests below leave.
    await runEnded(api, last.body.doc.id)
  })

  test.each<[string, object, string]>([
    ['an unknown format', { topic: 'Tea', format: 'novel' }, 'format'],
    ['count 0', { topic: 'Tea', count: 0 }, 'count'],
    ['more than maxLessons', { topic: 'Tea', count: 51 }, 'count'],
    ['batchSize 0', { topic: 'Tea', batchSize: 0 }, 'batchSize'],
    ['batchSize 6', { topic: 'Tea', batchSize: 6 }, 'batchSize'],
    ['nothing', {}, 'topic'],
    ['planFirst of a format without a plan', { topic: 'Tea', planFirst: true }, 'planFirst'],
    ['fillTo without a course', { topic: 'Tea', fillTo: 3 }, 'fillTo'],
    ['a lesson that does not exist', { similarTo: [999_999] }, 'lesson'],
    ['a course that does not exist', { topic: 'Tea', addTo: 999_999 }, 'course'],
    ['a kit that does not exist', { topic: 'Tea', kit: 999_999 }, 'kit'],
    ['too many in all', { requests: Array.from({ length: 30 }, () => ({ topic: 'Tea' })), count: 2 }, '60 lessons'],
  ])('%s', async (_, input, named) => {
    const before = await api.traces()
    const { status, body } = await ask(input)
    expect(status).toBe(400)
    expect(body.errors[0].message).toContain(named)
    expect(await api.traces()).toEqual(before)
  })

  test('a game that does not fit says so by the codes that other kinds have, and where it is', async () => {
    const chess = { subject: 'Tea', game: 'chess', objectives: [{ statement: 'Can pour' }] }
    const curriculum = (await api.as.editor.post('/curricula', chess)).body.doc.id
    const other = await ask({ topic: 'Tea', curriculum, game: 'backgammon' })
    expect([other.status, other.body.errors[0].data]).toMatchObject([
      400,
      { code: 'curriculum_of_other_game', curriculumGame: 'chess', issues: [{ path: 'game' }] },
    ])
    const unknown = await ask({ topic: 'Tea', game: 'chess', phases: ['bearoff'] })
    expect(unknown.body.errors[0].data).toMatchObject({
      ...{ code: 'unknown_phase', unknown: ['bearoff'], allowed: ['opening', 'middlegame', 'endgame'] },
      issues: [{ path: 'phases' }],
    })
  })

  test('a kit of 2 MB says what is allowed', async () => {
    const sources = [{ title: 'Long', text: 'All about tea. '.repeat(130_000) }]
    const kit = (await api.as.editor.post('/kits', { title: 'Too long', sources })).body.doc
    const { status, body } = await ask({ topic: 'Tea', kit: kit.id })
    expect(status).toBe(400)
    expect(body.errors[0].data).toMatchObject({ option: 'kits.maxCharacters' })
  })

  test('students may not generate lessons, at any door', async () => {
    const { student } = api.as
    const input = { topic: 'Tea' }
    expect((await ask(input, 'student')).status).toBe(403)
    expect((await student.post('/generation-runs/estimate', { kind: 'lessons', input })).status).toBe(403)
    const { body } = await student.graphql(
      'mutation ($data: mutationGenerationRunInput!) { createGenerationRun(data: $data) { id } }',
      { data: { kind: 'lessons', input } },
    )
    expect(body.errors[0].extensions.statusCode).toBe(403)
  })
})

test('an estimate tells calls and tokens of the real prompts', async () => {
  const estimate = async (input: object) =>
    (await api.as.editor.post('/generation-runs/estimate', { kind: 'lessons', input })).body.estimate
  const [one, five] = await Promise.all([estimate({ topic: 'Tea' }), estimate({ topic: 'Tea', count: 5 })])
  expect(one).toMatchObject({ requested: 1, calls: 1 })
  expect(five).toMatchObject({ requested: 5, calls: 1 })
  expect(five.promptTokens).toBeLessThan(2 * one.promptTokens)
  const { run } = await made({ topic: 'Tea' })
  expect(run.usage.promptTokens / one.promptTokens).toBeGreaterThan(0.9)
  expect(run.usage.promptTokens / one.promptTokens).toBeLessThan(1.1)
})

test('a student reads a lesson that was published over REST and GraphQL, in one request each', async () => {
  const [lesson] = (await made({ topic: 'Published' })).lessons
  const { student, editor } = api.as
  expect((await student.get(`/lessons/${lesson?.id}`)).status).toBe(404)
  expect((await editor.patch(`/lessons/${lesson?.id}`, { _status: 'published' })).status).toBe(200)
  const { status, body } = await student.get(`/lessons/${lesson?.id}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ title: lesson?.title, _status: 'published' })
  expect(body.content.length).toBe(6)
  const query = `query ($id: Int!) { Lesson(id: $id) { title content { __typename
    ... on ProsePart { part body } ... on EntriesPart { rows { label body } }
    ... on QuestionsPart { items { stem choices { text correct why } explanation } } } } }`
  const { body: answer } = await student.graphql(query, { id: lesson?.id })
  expect(answer.errors).toBeUndefined()
  expect(answer.data.Lesson.content.map(({ __typename }: { __typename: string }) => __typename)).toEqual([
    ...['ProsePart', 'ProsePart', 'EntriesPart', 'EntriesPart', 'ProsePart', 'QuestionsPart'],
  ])
})
