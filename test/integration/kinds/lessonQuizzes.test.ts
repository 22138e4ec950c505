import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { answerTask } from '../../../demo/model/answerTask.js'
import type { OfflineModelOptions } from '../../../demo/model/startOfflineModel.js'
import { hashOf } from '../../../src/generators/content/hash.js'
import type { Worker } from '../../../src/index.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { runEnded } from '../runs/helpers/runEnded.js'

type Respond = NonNullable<OfflineModelOptions['respond']>

interface Question {
  stem: string
  choices: { text: string; correct: boolean; why: string }[]
  explanation: string
}

type Written = { key: string; introduction: string; quiz: Question[] } & Record<string, unknown>

interface Stored {
  id: number
  title: string
  flags: string[]
  written: Record<string, string>
  content: { part: string; body?: object; items?: Question[] }[]
}

let api: Api
let worker: Worker
let respond: Respond | undefined

beforeAll(async () => {
  api = await startApi({ model: { respond: (request, call) => respond?.(request, call) } })
})
afterAll(() => api?.stop())
beforeEach(() => {
  worker = api.work()
})
afterEach(async () => {
  respond = undefined
  await worker.stop()
})

/** What the offline model would write, each of its lessons changed. */
const changed =
  (change: (lesson: Written, call: number) => Written): Respond =>
  ({ message }, call) => {
    const result = answerTask(message)
    if ('problem' in result) throw new Error(result.problem)
    const { lessons } = result.answer as { lessons: Written[] }
    return { lessons: lessons.map((lesson) => change(lesson, call)) }
  }

const made = async (input: object) => {
  const before = api.model.requests().length
  const { status, body } = await api.as.editor.post('/generation-runs', { kind: 'lessons', input })
  expect(status).toBe(201)
  const { run } = await runEnded(api, body.doc.id)
  const found = await api.as.editor.get(
    `/lessons?where[provenance.run][equals]=${run.id}&draft=true&depth=0&sort=provenance.item`,
  )
  const messages = api.model
    .requests()
    .slice(before)
    .map(({ message }) => message ?? {})
  return { run, lessons: found.body.docs as Stored[], messages }
}

const quizOf = ({ content }: Stored): Question[] => content.find(({ part }) => part === 'quiz')?.items ?? []

const question = (stem: string, right: string, wrong: readonly string[]): Question => ({
  stem,
  choices: [
    { text: right, correct: true, why: 'This is how the leaves open.' },
    ...wrong.map((text) => ({ text, correct: false, why: 'The leaves would lose their taste.' })),
  ],
  explanation: `It is ${right}, which keeps the taste.`,
})

const quiz = (more: Partial<Question> = {}) => [
  { ...question('How long does green tea draw?', 'Two minutes', ['An hour', 'Half a day', 'One week']), ...more },
  question('Which water suits white tea?', 'Soft and warm', ['Boiling hot', 'Cold and hard', 'Salted']),
  question('Where do fresh leaves belong?', 'In a closed tin', ['On the window sill', 'By the stove', 'Under water']),
]
const asQuestions = (questions: readonly Question[]) =>
  questions.map((one) => ({ sort: 'single', objective: null, difficulty: null, ...one }))

test('the place of the right choice is drawn, and what is worth a look is kept as flags', async () => {
  const long = 'Two minutes, or until the leaves have sunk to the bottom of the pot and smell'
  respond = changed((lesson) => ({
    ...lesson,
    quiz: asQuestions([
      question('How long does green tea draw?', long, ['An hour', 'Half a day', 'One week']),
      ...quiz().slice(1),
    ]),
  }))
  const { run, lessons } = await made({ topic: 'Flags', seed: 5 })
  expect(run.status).toBe('completed')
  const [lesson] = lessons
  if (!lesson) throw new Error('There is no lesson.')
  expect(lesson.flags).toContain('key-long')
  // The model has it first in each.
  expect(quizOf(lesson).map(({ choices }) => choices.findIndex(({ correct }) => correct))).not.toEqual([0, 0, 0])
  for (const { choices } of quizOf(lesson)) expect(choices.filter(({ correct }) => correct)).toHaveLength(1)
  const block = lesson.content.find(({ part }) => part === 'quiz')
  expect(lesson.written.quiz).toBe(hashOf(block))
})

test('a question that something published asks already is asked for again, and said', async () => {
  respond = changed((lesson) => ({ ...lesson, quiz: asQuestions(quiz({ stem: 'How long does black tea draw?' })) }))
  const [first] = (await made({ topic: 'Published' })).lessons
  expect((await api.as.editor.patch(`/lessons/${first?.id}`, { _status: 'published' })).status).toBe(200)
  let asked = 0
  respond = changed((lesson) => {
    asked += 1
    if (asked > 1) return lesson
    return { ...lesson, quiz: asQuestions(quiz({ stem: 'How long does the black tea draw?' })) }
  })
  const { run, lessons, messages } = await made({ topic: 'Again' })
  expect(run.status).toBe('completed')
  expect(asked).toBe(2)
  expect(JSON.stringify(messages[1])).toContain(`asks nearly the same as a question of the lesson ${first?.id}`)
  expect(lessons).toHaveLength(1)
})

test('what is asked for again may keep its title and the questions that nothing was said of', async () => {
  const mine = quiz({ stem: 'How long does yellow tea draw?' })
  respond = changed((lesson) => ({ ...lesson, quiz: asQuestions(mine) }))
  const [first] = (await made({ topic: 'Kept' })).lessons
  expect((await api.as.editor.patch(`/lessons/${first?.id}`, { _status: 'published' })).status).toBe(200)
  const own = [
    question('What tells a good pot from a bad one?', 'How it pours', ['Its colour', 'Its name', 'Its price']),
    question('When is a cup too thin?', 'When it burns you', ['When it is old', 'When it is blue', 'When it rings']),
  ]
  let whole: Written | undefined
  respond = changed((lesson) => {
    const [repeated] = asQuestions([{ ...(mine[0] as Question), stem: 'How long does the yellow tea draw?' }])
    const [other] = asQuestions([question('Who drinks first?', 'The guest', ['The host', 'The cook', 'A child'])])
    const isFirst = whole === undefined
    whole ??= lesson
    return { ...whole, quiz: [...asQuestions(own), isFirst ? repeated : other] as Question[] }
  })
  const { run, lessons, messages } = await made({ topic: 'The same again' })
  expect(run.status).toBe('completed')
  expect(messages.map(({ problems }) => problems ?? [])).toEqual([
    [],
    [{ key: 'l01', problem: expect.stringContaining(`a question of the lesson ${first?.id}`) }],
  ])
  expect(lessons.map(({ title }) => title)).toEqual([whole?.title])
  expect(lessons[0]?.flags).not.toContain('near-duplicate')
})

test('what asks again and again what is published is saved in the end, with a flag', async () => {
  respond = changed((lesson) => ({ ...lesson, quiz: asQuestions(quiz({ stem: 'How long does white tea draw?' })) }))
  const [first] = (await made({ topic: 'Taken' })).lessons
  expect((await api.as.editor.patch(`/lessons/${first?.id}`, { _status: 'published' })).status).toBe(200)
  const { run, lessons, messages } = await made({ topic: 'Stubborn' })
  expect(messages.length).toBeGreaterThan(1)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 1, failed: 0 } })
  expect(lessons[0]?.flags).toContain('near-duplicate')
})

test('what is written anew does not ask what others ask either, and keeps its flag only where it does', async () => {
  const mine = (stem: string) => asQuestions([question(stem, 'From Assam', ['From Kent', 'From Peru', 'From Oslo'])])
  respond = changed((lesson) => ({ ...lesson, quiz: [...mine('Where does the darkest tea grow?'), ...lesson.quiz] }))
  const [first] = (await made({ topic: 'Origins' })).lessons
  expect((await api.as.editor.patch(`/lessons/${first?.id}`, { _status: 'published' })).status).toBe(200)
  respond = undefined
  const { lessons } = await made({ topic: 'Places', count: 2 })
  const [lesson, other] = lessons
  if (!lesson || !other) throw new Error('There are no two lessons.')
  const others = [
    question('What does a tea taster slurp from?', 'A wide spoon', ['A thin glass', 'A deep bowl', 'A paper cup']),
    question('Who prunes the bushes?', 'The pickers', ['The brokers', 'The drivers', 'The blenders']),
  ]
  const writeAnew = async (quizzes: readonly object[][]) => {
    const before = api.model.requests().length
    const asked = () => api.model.requests().slice(before)
    respond = ({ message }) => {
      const result = answerTask(message)
      if ('problem' in result) throw new Error(result.problem)
      const asks = quizzes[Math.min(asked().length, quizzes.length) - 1] ?? []
      return { ...(result.answer as object), quiz: [...asks, ...asQuestions(others)] }
    }
    const input = { targets: [{ relationTo: 'lessons', value: lesson.id }] }
    const { body } = await api.as.editor.post('/generation-runs', { kind: 'regenerate', input })
    const { run: again } = await runEnded(api, body.doc.id)
    expect(again).toMatchObject({ status: 'completed', progress: { generated: 1 } })
    const { body: now } = await api.as.editor.get(`/lessons/${lesson.id}?draft=true&depth=0`)
    return { now: now as Stored, told: JSON.stringify(asked().map(({ message }) => message?.problems ?? [])) }
  }

  const repeated = mine('Where does the very darkest tea grow?')
  const stubborn = await writeAnew([repeated])
  expect(stubborn.told).toContain(`asks nearly the same as a question of the lesson ${first?.id}`)
  expect(stubborn.now.flags).toContain('near-duplicate')
  expect(quizOf(stubborn.now)[0]?.stem).toBe('Where does the very darkest tea grow?')

  const own = mine('Where does the palest tea of all grow, and why?')
  const mended = await writeAnew([repeated, own])
  expect(mended.told).toContain('asks nearly the same')
  expect(mended.now.flags).not.toContain('near-duplicate')

  // Nor what another lesson of its run asks, published or not.
  const [theirs] = quizOf(other)
  const asTheirs = asQuestions([
    { ...question('', '', []), ...(theirs && { stem: theirs.stem, explanation: theirs.explanation }) },
  ]).map((one) => ({ ...one, choices: theirs?.choices.map(({ text, correct, why }) => ({ text, correct, why })) }))
  const ofRun = await writeAnew([
    asTheirs,
    own.map((one) => ({ ...one, stem: 'Which garden is the palest tea from?' })),
  ])
  expect(ofRun.told).toContain(`asks nearly the same as a question of the lesson ${other.id}`)
})

test('two lessons of one answer never ask the same', async () => {
  const own = new Map<string, Written>()
  respond = changed((lesson) => {
    const before = own.get(lesson.key)
    if (before) return before
    own.set(lesson.key, lesson)
    const [first] = asQuestions(quiz({ stem: 'How long does oolong tea draw?' }))
    return { ...lesson, quiz: [...(first ? [first] : []), ...lesson.quiz.slice(1)] }
  })
  const { run, lessons, messages } = await made({ topic: 'Twins', count: 2 })
  expect(run.status).toBe('completed')
  expect(lessons).toHaveLength(2)
  expect(JSON.stringify(messages.slice(1))).toContain('it asks nearly the same as a question of l01')
})

test('what gives the right choices of a run away is said on it', async () => {
  const longest = (lesson: Written): Written => ({
    ...lesson,
    quiz: lesson.quiz.map((one) => ({
      ...one,
      choices: one.choices.map((choice) => ({
        ...choice,
        text: choice.correct
          ? choice.text.padEnd(Math.max(...one.choices.map(({ text }) => text.length)) + 3, '!')
          : choice.text,
      })),
    })),
  })
  respond = changed(longest)
  const { run, lessons } = await made({ topic: 'Brewing tea', subject: 'Tea', count: 4 })
  expect(run.status).toBe('completed')
  expect(lessons.flatMap(quizOf).length).toBeGreaterThanOrEqual(8)
  expect(run.facts.keys).toMatch(/the right choice is the longest in/i)
})

test('below a text stand the sources that it cites, by title and page; prompts and comparisons do without', async () => {
  const sources = [
    { title: 'The book of tea', page: 12, text: 'Tea is brewed from leaves.' },
    { title: 'Never cited', text: 'Coffee is brewed from beans.' },
  ]
  const kit = (await api.as.editor.post('/kits', { title: 'House', sources })).body.doc
  const [key] = kit.sources.map((source: { key: string }) => source.key)
  const cite = (lesson: Written): Written => ({
    ...lesson,
    ...Object.fromEntries(
      ['introduction', 'explanation', 'summary'].map((name) => [
        name,
        `${String(lesson[name]).replace(/\s*\[s\d\]/g, '')} It is brewed from leaves [${key}].`,
      ]),
    ),
  })
  respond = changed(cite)
  const { run, lessons } = await made({ topic: 'Sources', kit: kit.id })
  expect(run.status).toBe('completed')
  const [lesson] = lessons
  const introduction = lesson?.content.find(({ part }) => part === 'introduction')
  const stored = JSON.stringify(introduction?.body)
  expect(stored).toContain('The book of tea, p. 12')
  expect(stored).not.toContain('Never cited')
  expect(lesson?.written.introduction).toBe(hashOf(introduction))
  respond = undefined
  const { messages } = await made({ similarTo: [lesson?.id] })
  expect(JSON.stringify(messages)).not.toContain('The book of tea')
})
