import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Worker } from '../../../../src/index.js'
import { waitFor } from '../../../shared/waitFor.js'
import { control } from '../../runs/helpers/control.js'
import { Gate } from '../../runs/helpers/Gate.js'
import { runEnded } from '../../runs/helpers/runEnded.js'
import { type Courses, nameOf, startCourses } from './startCourses.js'

const gate = new Gate()
let host: Courses
let worker: Worker

beforeAll(async () => {
  host = await startCourses()
  worker = host.work({ graceMs: 100 })
})
afterEach(() => {
  gate.open()
  host.says.answer = undefined
  host.says.fault = () => undefined
})
afterAll(async () => {
  await worker?.stop()
  await host?.stop()
})

const keysOf = (sections: readonly { key: string }[]) => sections.map(({ key }) => key)

test('a section that fails is a gap with its reason, and a retry makes it alone', async () => {
  host.says.answer = (request) => (nameOf(request) === 'brainBytes' ? { scripts: [] } : undefined)
  const made = await host.made({ topic: 'Bread', lessons: 2 })
  expect(made.run).toMatchObject({ status: 'partial', progress: { requested: 7, generated: 6, failed: 1 } })
  expect(made.run.gaps).toMatchObject([{ key: 'course.brainBytes' }])
  expect(keysOf(made.sections)).toEqual(['assessment', 'mindMap', 'summary'])
  host.says.answer = undefined
  const before = host.calls().length
  await control(host, made.run.id, 'retry')
  const again = await host.readEnded(made.run.id)
  expect(again.run).toMatchObject({ status: 'completed', progress: { generated: 7, failed: 0 } })
  expect(host.calls().slice(before)).toEqual(['brainBytes'])
  expect(keysOf(again.sections)).toEqual(['assessment', 'brainBytes', 'mindMap', 'summary'])
})

test('a course waits for the approval of its plan, and its lessons are those of the plan as it was edited', async () => {
  const run = await host.request({ topic: 'Cheese', lessons: 2, sections: ['mindMap'], planFirst: true })
  await waitFor('the run to wait', async () => {
    const { body } = await host.as.editor.get(`/generation-runs/${run}?depth=0`)
    return body.pausedFor === 'approval'
  })
  const [course] = await host.listed('courses', `where[provenance.run][equals]=${run}`)
  expect(course).toMatchObject({ title: 'Cheese', lessons: [] })
  const { body: plan } = await host.as.editor.get(`/plans/${course.plan}?depth=0`)
  const content = plan.content.map((block: { part: string; rows?: { label: string }[] }) =>
    block.part === 'lessons'
      ? {
          ...block,
          rows: [
            ...(block.rows ?? []).map((row) => ({ ...row, label: `${row.label}, by hand` })),
            { label: 'One more', body: 'Too many.' },
          ],
        }
      : block,
  )
  const saved = await host.as.editor.patch(`/plans/${course.plan}`, { content })
  expect(saved.status).toBe(200)
  await control(host, run, 'resume')
  const made = await host.readEnded(run)
  expect(made.run).toMatchObject({ status: 'completed', progress: { requested: 3, generated: 3 } })
  expect(made.lessons.map(({ topic }: { topic: string }) => topic)).toEqual([
    'First look at Cheese, by hand',
    'Terms of Cheese, by hand',
  ])
})

test('only what is missing is made: what a person deleted stays deleted unless it is named', async () => {
  const made = await host.made({ topic: 'Tea', lessons: 3, sections: ['mindMap', 'summary', 'metadata'] })
  expect(made.run.status).toBe('completed')
  const [map] = made.sections
  await host.as.editor.delete(`/sections/${map.id}`)
  await host.as.editor.patch(`/courses/${made.id}?draft=true`, {
    title: 'Our tea',
    lessons: made.course.lessons.slice(1),
  })
  const before = host.calls().length
  const filled = await host.made({ course: made.id, mode: 'fillMissing' })
  expect(filled.run).toMatchObject({ status: 'completed', progress: { requested: 3 } })
  expect(host.calls().slice(before).toSorted()).toEqual(['assessment', 'brainBytes', 'lessons'])
  expect(filled.course.lessons).toHaveLength(3)
  expect(filled.course.title).toBe('Our tea')
  expect(keysOf(filled.sections)).toEqual(['assessment', 'brainBytes', 'summary'])

  const nothing = await host.ask({ course: made.id, mode: 'fillMissing' })
  expect(nothing.body.doc).toMatchObject({
    progress: { requested: 0 },
    notice: expect.stringContaining('nothing is to be made'),
  })
  await runEnded(host, nothing.body.doc.id)
  const named = await host.made({ course: made.id, mode: 'fillMissing', sections: ['mindMap'] })
  expect(keysOf(named.sections)).toContain('mindMap')
})

test('a course with more lessons than a request plans is gone on with', async () => {
  const lessons: number[] = []
  for (let number = 1; number <= 41; number += 1) {
    const { body } = await host.as.editor.post('/lessons?draft=true', {
      title: `Rice ${number}`,
      topic: `Rice ${number}`,
    })
    lessons.push(body.doc.id)
  }
  const { body } = await host.as.editor.post('/courses?draft=true', { title: 'Rice', format: 'course', lessons })
  const made = await host.made({ course: body.doc.id, sections: ['summary'] })
  expect(made.run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
  expect(made.run.input.lessons).toBe(41)
  expect(keysOf(made.sections)).toEqual(['summary'])
})

test('sections are written anew without a word of a person being overwritten', async () => {
  const made = await host.made({ topic: 'Soup', lessons: 1, sections: ['summary', 'metadata'] })
  await host.as.editor.patch(`/courses/${made.id}?draft=true`, { title: 'Our soup' })
  host.says.answer = (request) =>
    nameOf(request) === 'metadata'
      ? {
          title: 'Soup for all',
          description:
            'Soup from what there is, in four seasons, for people who cook for others on most days of the week.',
          keywords: ['soup', 'broth', 'stock'].map((label) => ({ label, body: 'cooks' })),
          categories: [{ label: 'Cooking', body: 'It is about cooking.' }],
        }
      : undefined
  const again = await host.made({ course: made.id, sections: ['metadata'] })
  expect(again.run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
  expect(again.course).toMatchObject({
    title: 'Our soup',
    keywords: ['soup', 'broth', 'stock'],
    categories: ['Cooking'],
  })
  const { docs } = await host.payload.find({
    collection: 'proposals',
    where: { targetKey: { equals: `courses:${made.id}` } },
  })
  expect(docs).toMatchObject([{ status: 'open', changes: [{ part: 'title', after: 'Soup for all' }] }])
})

test('of two runs that fill one course at once the second is refused with the id of the first', async () => {
  const made = await host.made({ topic: 'Salt', lessons: 1, sections: ['summary'] })
  await worker.stop()
  const input = { course: made.id, mode: 'fillMissing' }
  const answers = await Promise.all(
    [host.as.editor, host.as.admin].map((user) => user.post('/generation-runs', { kind: 'course', input })),
  )
  const [refused] = answers.filter(({ status }) => status !== 201)
  const [created] = answers.filter(({ status }) => status === 201)
  expect(refused).toMatchObject({ status: 409 })
  expect(refused?.body.errors[0].data).toEqual({ code: 'course_is_filled', run: created?.body.doc.id })
  worker = host.work({ graceMs: 100 })
  await runEnded(host, created?.body.doc.id)
})

test('a course that is deleted in the middle leaves gaps, and no run open', async () => {
  gate.close()
  host.says.answer = async (request) => {
    if (nameOf(request) === 'lessons') await gate.pass()
    return undefined
  }
  const run = await host.request({ topic: 'Wine', lessons: 1, sections: ['summary'] })
  await waitFor('the lessons to be asked for', () => gate.arrivals > 0)
  const [course] = await host.listed('courses', `where[provenance.run][equals]=${run}`)
  await host.as.editor.delete(`/courses/${course.id}`)
  gate.open()
  const { run: ended } = await runEnded(host, run)
  expect(ended.status).toBe('failed')
  expect(ended.gaps.map(({ key, reason }: { key: string; reason: string }) => [key, reason])).toEqual([
    ['l01', 'the course was deleted'],
    ['course.summary', 'the course was deleted'],
  ])
})

test.each([
  [{ lessons: 3 }, 'topic: say what the course is about'],
  [{ topic: 'A', mode: 'fillMissing' }, 'course: name the course to fill'],
  [
    { topic: 'A', sections: ['offer'] },
    'sections: "offer" is none of assessment, brainBytes, mindMap, summary, metadata',
  ],
  [
    { topic: 'A', format: 'launchKit', sections: ['message'] },
    '"message" is written from "client", which is not there: name it too',
  ],
  [{ topic: 'A', format: 'standard' }, 'format: '],
  [{ topic: 'A', lessons: 41 }, 'lessons: '],
  [{ topic: 'A', drillsPerLesson: 2 }, 'drillsPerLesson: name the game'],
  [{ topic: 'A', objectives: [0] }, 'objectives.0: name the curriculum'],
  [{ topic: 'A', course: 999_999 }, 'course 999999 does not exist'],
  [{ topic: 'A', colour: 'red' }, 'colour'],
])('%j is refused with what is wrong', async (input, message) => {
  const { status, body } = await host.ask(input)
  expect(status).toBe(400)
  expect(body.errors[0].message).toContain(message)
})
