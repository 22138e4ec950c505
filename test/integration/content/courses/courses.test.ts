import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Worker } from '../../../../src/index.js'
import { addPositions } from '../../helpers/addPositions.js'
import { runEnded } from '../../runs/helpers/runEnded.js'
import { type Courses, startCourses } from './startCourses.js'

let host: Courses
let worker: Worker

beforeAll(async () => {
  host = await startCourses()
  worker = host.work({ graceMs: 100 })
  await addPositions({ payload: host.payload, counts: { opening: 12, middlegame: 12, endgame: 12 } })
})
afterAll(async () => {
  await worker?.stop()
  await host?.stop()
})

const objectives = ['Can win the Lucena position', 'Can name the squares of opposition']

const sectionKeys = ['assessment', 'brainBytes', 'mindMap', 'summary']

test('a course has its plan, lessons in the order of it, a series of drills for each, and all sections', async () => {
  const { body: curriculum } = await host.as.editor.post('/curricula', {
    subject: 'Endgames',
    game: 'chess',
    objectives: objectives.map((statement) => ({ statement })),
    _status: 'published',
  })
  const made = await host.made({ curriculum: curriculum.doc.id, lessons: 3, drillsPerLesson: 2, seed: 1 })
  const { run, course, lessons, sections, drills } = made
  expect(run.gaps ?? []).toEqual([])
  expect(run).toMatchObject({ status: 'completed', progress: { requested: 3 + 6 + 5, generated: 14, failed: 0 } })
  expect(course).toMatchObject({ format: 'course', _status: 'draft', curriculum: curriculum.doc.id })
  expect(course.plan).toBeTruthy()
  expect(lessons.map(({ provenance }: { provenance: { item: string } }) => provenance.item)).toEqual([
    'l01',
    'l02',
    'l03',
  ])
  expect(course.series).toHaveLength(3)
  expect(drills).toHaveLength(6)
  expect(new Set(drills.map(({ position }: { position: number }) => position)).size).toBe(6)
  expect(sections.map(({ key }: { key: string }) => key)).toEqual(sectionKeys)
  expect(course.description).toBeTruthy()
  expect(course.keywords.length).toBeGreaterThan(2)
  const asked = host.calls()
  expect(asked[0]).toBe('plan')
  expect(asked.filter((name) => name === 'lessons')).toHaveLength(1)
})

test('objectives as long as a request may have them are planned, stored and tested, word for word', async () => {
  const long = ['a board', 'a table', 'a wall'].map((place) =>
    `Can play from ${place} `.padEnd(599, 'and more ').trim(),
  )
  const made = await host.made({ topic: 'Openings', objectives: long, lessons: 1, sections: ['assessment'] })
  expect(made.run.gaps ?? []).toEqual([])
  expect(made.run).toMatchObject({ status: 'completed', progress: { requested: 2, generated: 2 } })
  expect(made.lessons).toMatchObject([{ objective: long[0] }])
  const { body: plan } = await host.as.editor.get(`/plans/${made.course.plan}?depth=0`)
  expect(plan.issues ?? []).toEqual([])
  const [lesson] = plan.content.find(({ part }: { part: string }) => part === 'lessons').rows
  expect(lesson.group).toBe(long.join('; '))
  const [assessment] = made.sections
  const asked = assessment.content[0].items.map(({ objective }: { objective: string }) => objective)
  expect(new Set(asked)).toEqual(new Set(long))
})

test('a launch kit has seventeen sections, its e-mails in three calls, written without a key', async () => {
  const before = host.calls().length
  const { run, sections } = await host.made({ topic: 'Sourdough at home', format: 'launchKit', lessons: 1 })
  expect(run.gaps ?? []).toEqual([])
  expect(run).toMatchObject({ status: 'completed', progress: { requested: 18, generated: 18, failed: 0 } })
  expect(sections.map(({ order }: { order: number }) => order)).toEqual(Array.from({ length: 17 }, (_, at) => at + 1))
  const calls = host.calls().slice(before)
  expect(calls.filter((name) => name === 'emails')).toHaveLength(3)
  expect(calls.indexOf('client')).toBeLessThan(calls.indexOf('message'))
  expect(calls.indexOf('emails')).toBeLessThan(calls.indexOf('posts'))
})

test('redoing one section of seventeen takes one call and leaves the other sixteen documents as they are', async () => {
  const { body } = await host.as.editor.get('/sections?where[key][equals]=guarantee&draft=true&depth=0')
  const [section] = body.docs
  const course = section.parent.value
  const read = async () => (await host.readCourse(course)).sections as { id: number; key: string; updatedAt: string }[]
  const othersOf = (sections: Awaited<ReturnType<typeof read>>) =>
    sections.filter(({ key }) => key !== 'guarantee').map(({ id, key, updatedAt }) => ({ id, key, updatedAt }))
  const redo = {
    regenerate: { targets: [{ relationTo: 'sections', value: section.id }] },
    course: { course, sections: ['guarantee'] },
  }
  for (const [kind, input] of Object.entries(redo)) {
    const before = await read()
    expect(before).toHaveLength(17)
    const calls = host.calls().length
    const { body: asked } = await host.as.editor.post('/generation-runs', { kind, input })
    const { run } = await runEnded(host, asked.doc.id)
    expect(run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
    expect(host.calls().slice(calls), 'one call, none for a plan').toEqual(['guarantee'])
    expect(othersOf(await read())).toEqual(othersOf(before))
  }
})
