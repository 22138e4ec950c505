import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { answerTask } from '../../../../demo/model/answerTask.js'
import type { OfflineRequest } from '../../../../demo/model/startOfflineModel.js'
import type { Worker } from '../../../../src/index.js'
import { type Courses, nameOf, startCourses } from './startCourses.js'

let host: Courses
let worker: Worker
let made: Awaited<ReturnType<Courses['made']>>

const objectives = ['Can name the parts of a hive', 'Can calm a swarm']

beforeAll(async () => {
  host = await startCourses()
  worker = host.work({ graceMs: 100 })
  made = await host.made({ topic: 'Bees', objectives, lessons: 2, sections: ['summary'] })
})
afterEach(() => {
  host.says.answer = undefined
})
afterAll(async () => {
  await worker?.stop()
  await host?.stop()
})

// biome-ignore lint/suspicious/noExplicitAny: whatever a model may say.
type Answer = Record<string, any>

/** What the model would say, spoilt. */
const spoilt = ({ message }: OfflineRequest, spoil: (answer: Answer) => Answer): Answer => {
  const result = answerTask(message)
  if (!('answer' in result)) throw new Error(result.problem)
  return spoil(structuredClone(result.answer) as Answer)
}

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ')

const cases: readonly [what: string, section: string, spoil: (answer: Answer) => Answer, says: RegExp][] = [
  [
    'a map that leaves out a lesson',
    'mindMap',
    ({ map }) => ({ map: map.map((node: Answer) => ({ ...node, note: null })) }),
    /the lesson ".+" is missing: give it a node, with its title word for word as the note/,
  ],
  [
    'a map with an orphan',
    'mindMap',
    ({ map }) => ({ map: map.map((node: Answer, at: number) => (at === 1 ? { ...node, parent: 'nowhere' } : node)) }),
    /nowhere/,
  ],
  [
    'a question that names no objective',
    'assessment',
    ({ questions }) => ({
      questions: questions.map((one: Answer, at: number) => (at === 3 ? { ...one, objective: null } : one)),
    }),
    /name the objective that it tests, word for word/,
  ],
  [
    'an objective that nothing tests',
    'assessment',
    ({ questions }) => ({ questions: questions.map((one: Answer) => ({ ...one, objective: objectives[0] })) }),
    /no question tests the objective "Can calm a swarm"/,
  ],
  [
    'an objective that is none',
    'assessment',
    ({ questions }) => ({ questions: questions.map((one: Answer) => ({ ...one, objective: 'Can fly' })) }),
    /Can fly/,
  ],
  [
    'a script that is too short',
    'brainBytes',
    (answer) => ({
      ...answer,
      scripts: answer.scripts.map((one: Answer, at: number) => (at ? one : { ...one, body: words(120) })),
    }),
    /300/,
  ],
  [
    'a script that is too long',
    'brainBytes',
    (answer) => ({
      ...answer,
      scripts: answer.scripts.map((one: Answer, at: number) => (at ? one : { ...one, body: words(700) })),
    }),
    /450/,
  ],
  [
    'a recall question of no script',
    'brainBytes',
    (answer) => ({
      ...answer,
      recall: answer.recall.map((one: Answer, at: number) => (at ? one : { ...one, label: 'Another' })),
    }),
    /"Another" is the title of no script/,
  ],
]

test.each(cases)('%s is asked for again with that reason, and repaired', async (_, section, spoil, says) => {
  const since = host.model.requests().length
  let calls = 0
  host.says.answer = (request) => {
    if (nameOf(request) !== section) return undefined
    calls += 1
    return calls === 1 ? spoilt(request, spoil) : undefined
  }
  const { run, sections } = await host.made({ course: made.id, sections: [section] })
  expect(run.gaps ?? []).toEqual([])
  expect(run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
  const asked = host.model.requests().slice(since)
  expect(asked.map(nameOf)).toEqual([section, section])
  const problems = asked[1]?.message?.problems as { problem: string }[]
  expect(problems.map(({ problem }) => problem).join('; ')).toMatch(says)
  expect(sections.map(({ key }: { key: string }) => key)).toContain(section)
})

test('a map that named all lessons is written again where one has another title by the time it is saved', async () => {
  const [lesson] = made.lessons
  const since = host.model.requests().length
  host.says.answer = async (request) => {
    if (nameOf(request) !== 'mindMap') return undefined
    host.says.answer = undefined
    const { status } = await host.as.editor.patch(`/lessons/${lesson.id}?draft=true`, { title: 'The queen alone' })
    expect(status).toBe(200)
    return undefined
  }
  const { run, sections } = await host.made({ course: made.id, sections: ['mindMap'] })
  expect(run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
  expect(host.model.requests().slice(since).map(nameOf)).toEqual(['mindMap', 'mindMap'])
  const map = sections.find(({ key }: { key: string }) => key === 'mindMap')
  expect(JSON.stringify(map.content)).toContain('The queen alone')
  expect(JSON.stringify(map.content)).not.toContain(lesson.title)
})

test('an assessment that is written anew may ask again what it asked', async () => {
  const [section] = (await host.readCourse(made.id)).sections.filter(({ key }: { key: string }) => key === 'assessment')
  const { status } = await host.as.editor.patch(`/sections/${section.id}`, { _status: 'published' })
  expect(status).toBe(200)
  const since = host.calls().length
  const { run, sections } = await host.made({ course: made.id, sections: ['assessment'] })
  expect(run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
  expect(host.calls().slice(since)).toEqual(['assessment'])
  const now = sections.find(({ id }: { id: number }) => id === section.id)
  expect(now.flags ?? []).not.toContain('near-duplicate')
})

test('what stays wrong is no draft, but a gap that says why', async () => {
  const [, section, spoil] = cases[0] ?? []
  if (!section || !spoil) throw new Error('There are cases.')
  const course = await host.made({ topic: 'Wasps', lessons: 2, sections: ['summary'] })
  host.says.answer = (request) => (nameOf(request) === section ? spoilt(request, spoil) : undefined)
  const { run, sections } = await host.made({ course: course.id, sections: [section] })
  expect(run.status).toBe('failed')
  expect(run.gaps).toMatchObject([{ key: `course.${section}`, reason: expect.stringContaining('is missing') }])
  expect(sections.map(({ key }: { key: string }) => key)).toEqual(['summary'])
})
