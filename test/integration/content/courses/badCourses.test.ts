import { APIError } from 'payload'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Worker } from '../../../../src/index.js'
import { waitFor } from '../../../shared/waitFor.js'
import { control } from '../../runs/helpers/control.js'
import { Gate } from '../../runs/helpers/Gate.js'
import { runEnded } from '../../runs/helpers/runEnded.js'
import { type Courses, nameOf, startCourses } from './startCourses.js'

let host: Courses
let worker: Worker

beforeAll(async () => {
  host = await startCourses()
  worker = host.work({ graceMs: 100 })
})
afterEach(() => {
  host.says.answer = undefined
})
afterAll(async () => {
  await worker?.stop()
  await host?.stop()
})

/** Has nobody work while something happens. */
const atRest = async <T>(happens: () => Promise<T>): Promise<T> => {
  await worker.stop()
  try {
    return await happens()
  } finally {
    worker = host.work({ graceMs: 100 })
  }
}

/** What the model was sent for a section since. */
const messagesOf = (name: string, since: number) =>
  host.model
    .requests()
    .slice(since)
    .filter((request) => nameOf(request) === name)
    .map(({ message = {} }) => message as Any)

// biome-ignore lint/suspicious/noExplicitAny: JSON as it comes.
type Any = any

test('run and course know each other from the first moment, before anything is written', async () => {
  const { doc, course, reviews } = await atRest(async () => {
    const { status, body } = await host.ask({ topic: 'Honey', lessons: 2 })
    expect(status).toBe(201)
    const { target } = body.doc
    expect(target).toMatchObject({ relationTo: 'courses' })
    const { body: made } = await host.as.editor.get(`/courses/${target.value}?draft=true&depth=0`)
    const { body: runs } = await host.as.editor.get(`/generation-runs?where[targetKey][equals]=courses:${made.id}`)
    expect(runs.docs.map(({ id }: { id: number }) => id)).toEqual([body.doc.id])
    const { body: versions } = await host.as.editor.get(`/courses/versions?where[parent][equals]=${made.id}&depth=0`)
    expect(versions.docs.map(({ version }: Any) => version.provenance.run)).toEqual([body.doc.id])
    const { body: waiting } = await host.as.editor.get(`/reviews?where[documentKey][equals]=courses:${made.id}&depth=0`)
    return { doc: body.doc, course: made, reviews: waiting.docs }
  })
  expect(course).toMatchObject({
    title: 'Honey',
    format: 'course',
    lessons: [],
    _status: 'draft',
    aiDisclosure: 'none',
  })
  expect(course.provenance).toMatchObject({ run: doc.id, item: 'course' })
  expect(reviews).toMatchObject([{ kind: 'course', title: 'Honey', state: 'waiting', run: doc.id }])
  const { run, lessons } = await host.readEnded(doc.id)
  expect(run.status).toBe('completed')
  expect(lessons).toHaveLength(2)
})

test('a title that a person writes before the plan is there stays', async () => {
  const run = await atRest(async () => {
    const { body } = await host.ask({ topic: 'Wax', lessons: 1, sections: ['metadata'] })
    await host.as.editor.patch(`/courses/${body.doc.target.value}?draft=true`, { title: 'Candles of our own' })
    return body.doc.id
  })
  const { course } = await host.readEnded(run)
  expect(course).toMatchObject({ title: 'Candles of our own', description: expect.stringMatching(/./) })
})

test('a course that is deleted before its plan is written costs no call, and is not retried', async () => {
  const before = host.calls().length
  const [run, course] = await atRest(async () => {
    const { body } = await host.ask({ topic: 'Smoke', lessons: 1, sections: ['summary'] })
    const { value } = body.doc.target
    await host.as.editor.delete(`/courses/${value}`)
    return [body.doc.id, value]
  })
  const gaps = ['l01', 'course.summary'].map((key) => ({
    key,
    reason: `The run could not be planned: The course ${course} was deleted.`,
  }))
  const ended = await runEnded(host, run)
  expect(ended.run).toMatchObject({ status: 'failed', progress: { requested: 2, generated: 0, failed: 2 }, gaps })
  const retried = await host.as.editor.post(`/generation-runs/${run}/retry`)
  expect([retried.status, retried.body.errors[0].data.code]).toEqual([409, 'target_deleted'])
  expect((await runEnded(host, run)).run).toMatchObject({ status: 'failed', gaps })
  expect(host.calls()).toHaveLength(before)
})

test('a run that cannot be kept leaves no course', async () => {
  const count = () => host.payload.count({ collection: 'courses' })
  const before = await count()
  const { status } = await host.ask({ topic: 'Ash', sections: ['nothing'] })
  expect(status).toBe(400)
  const hooks = host.payload.collections['generation-runs']?.config.hooks.afterChange
  hooks?.push(() => Promise.reject(new APIError('The host says no.', 418, null, true)))
  try {
    const kept = await host.ask({ topic: 'Ash' })
    expect(kept.status).toBe(418)
  } finally {
    hooks?.pop()
  }
  expect(await count()).toEqual(before)
})

test('of twenty requests at one instant one fills a course, the others are told its id', async () => {
  const made = await host.made({ topic: 'Salt', lessons: 1, sections: ['summary'] })
  const input = { course: made.id, mode: 'fillMissing' }
  const users = [host.as.editor, host.as.admin, host.as.teacher]
  const run = await atRest(async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        users[index % users.length]?.post('/generation-runs?depth=0', { kind: 'course', input }),
      ),
    )
    const created = answers.filter((answer) => answer?.status === 201)
    expect(created).toHaveLength(1)
    const id = created[0]?.body.doc.id
    const refused = answers.filter((answer) => answer?.status !== 201)
    expect(refused.map((answer) => [answer?.status, answer?.body.errors[0].data])).toEqual(
      Array.from({ length: 19 }, () => [409, { code: 'course_is_filled', run: id }]),
    )
    return id
  })
  expect((await runEnded(host, run)).run.status).toBe('completed')
})

test('a course that is being made is not filled beside that', async () => {
  const first = await atRest(async () => {
    const { body } = await host.ask({ topic: 'Rye', lessons: 1, sections: ['summary'] })
    const { status, body: refused } = await host.ask({ course: body.doc.target.value, mode: 'fillMissing' })
    expect(status).toBe(409)
    expect(refused.errors[0].data).toEqual({ code: 'course_is_filled', run: body.doc.id })
    return body.doc.id
  })
  await runEnded(host, first)
})

test('an objective that is taken out of the curriculum after the plan is tested all the same', async () => {
  const objectives = ['Can bake a loaf', 'Can keep a starter']
  const { body: curriculum } = await host.as.editor.post('/curricula', {
    subject: 'Sourdough',
    objectives: objectives.map((statement) => ({ statement })),
    _status: 'published',
  })
  const run = await host.request({
    curriculum: curriculum.doc.id,
    lessons: 2,
    sections: ['assessment'],
    planFirst: true,
  })
  await waitFor('the run to wait', async () => {
    const { body } = await host.as.editor.get(`/generation-runs/${run}?depth=0`)
    return body.pausedFor === 'approval'
  })
  await host.as.editor.patch(`/curricula/${curriculum.doc.id}`, { objectives: [{ statement: objectives[0] }] })
  await control(host, run, 'resume')
  const { run: ended, sections } = await host.readEnded(run)
  expect(ended.status).toBe('completed')
  const tested = sections[0].content.flatMap(({ items }: Any) => items.map(({ objective }: Any) => objective))
  expect(new Set(tested)).toEqual(new Set(objectives))
})

test('a lesson that is deleted before the map is drawn is not in it; without any lesson the map is a gap', async () => {
  const made = await host.made({ topic: 'Soil', lessons: 2, sections: ['summary'] })
  const [kept, gone] = made.lessons
  const since = host.calls().length
  const one = await atRest(async () => {
    const id = await host.request({ course: made.id, sections: ['mindMap'] })
    await host.as.editor.delete(`/lessons/${gone.id}`)
    return id
  })
  const { run, sections } = await host.readEnded(one, made.id)
  expect(run.status).toBe('completed')
  expect(messagesOf('mindMap', since).map(({ course }) => course.lessons)).toEqual([[kept.title]])
  const notes = sections[0].content.flatMap(({ nodes }: Any) => nodes.map(({ note }: Any) => note))
  expect(notes).toContain(kept.title)
  expect(notes).not.toContain(gone.title)

  const none = await atRest(async () => {
    const id = await host.request({ course: made.id, lessons: 1, sections: ['mindMap'] })
    await host.as.editor.delete(`/lessons/${kept.id}`)
    return id
  })
  const ended = await host.readEnded(none, made.id)
  expect(ended.run).toMatchObject({ status: 'failed', progress: { requested: 1, failed: 1 } })
  expect(ended.run.gaps).toMatchObject([
    { key: 'course.mindMap', reason: 'the course has no lesson that it could be written from' },
  ])
})

test('a plan that is edited while sections are written counts for those that are begun after it', async () => {
  const gate = new Gate()
  gate.close()
  host.says.answer = async (request) => {
    if (nameOf(request) === 'client') await gate.pass()
    return undefined
  }
  const since = host.calls().length
  const run = await host.request({ topic: 'Felt', format: 'launchKit', lessons: 1, sections: ['client', 'message'] })
  await waitFor('the first section to be asked for', () => gate.arrivals > 0, { deadlineMs: 30_000 })
  const [course] = await host.listed('courses', `where[provenance.run][equals]=${run}`)
  const { body: plan } = await host.as.editor.get(`/plans/${course.plan}?depth=0`)
  const content = plan.content.map((block: Any) =>
    block.part === 'lessons'
      ? { ...block, rows: block.rows.map((row: Any) => ({ ...row, label: 'Felt as we make it' })) }
      : block,
  )
  expect((await host.as.editor.patch(`/plans/${course.plan}`, { content })).status).toBe(200)
  gate.open()
  const { run: ended, sections } = await host.readEnded(run)
  expect(ended.status).toBe('completed')
  expect(messagesOf('client', since)[0]?.plan).not.toContain('Felt as we make it')
  expect(messagesOf('message', since)[0]?.plan).toContain('Felt as we make it')
  const [client, message] = sections
  expect(client.planVersion).toBeTruthy()
  expect(message.planVersion).not.toBe(client.planVersion)
})

test('a plan that is deleted while sections are written leaves the others as gaps with that reason', async () => {
  const gate = new Gate()
  gate.close()
  host.says.answer = async (request) => {
    if (nameOf(request) === 'client') await gate.pass()
    return undefined
  }
  const run = await host.request({ topic: 'Loom', format: 'launchKit', lessons: 1, sections: ['client', 'message'] })
  await waitFor('the first section to be asked for', () => gate.arrivals > 0, { deadlineMs: 30_000 })
  const [course] = await host.listed('courses', `where[provenance.run][equals]=${run}`)
  expect((await host.as.editor.delete(`/plans/${course.plan}`)).status).toBe(200)
  gate.open()
  const { run: ended, sections } = await host.readEnded(run)
  expect(ended.status).toBe('partial')
  expect(ended.gaps).toMatchObject([{ key: 'course.message', reason: `The plan ${course.plan} was deleted.` }])
  expect(sections.map(({ key }: { key: string }) => key)).toEqual(['client'])
})
