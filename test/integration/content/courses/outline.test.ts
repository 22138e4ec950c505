import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { postgres } from '../../../../src/database/adapter.js'
import type { Worker } from '../../../../src/index.js'
import { waitFor } from '../../../shared/waitFor.js'
import { addPositions } from '../../helpers/addPositions.js'
import { Gate } from '../../runs/helpers/Gate.js'
import { runEnded } from '../../runs/helpers/runEnded.js'
import { type Courses, nameOf, startCourses } from './startCourses.js'

const gate = new Gate()
let host: Courses
let worker: Worker

beforeAll(async () => {
  host = await startCourses()
  worker = host.work({ graceMs: 100 })
  await addPositions({ payload: host.payload, counts: { opening: 12, middlegame: 12, endgame: 12 } })
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

interface Item {
  id: number | null
  key: string | null
  title: string
  state: string
  words: number | null
  reason: string | null
  drills: { there: number; expected: number; published: number } | null
  sections: Item[]
}

const outlineOf = async (id: number) => {
  const { status, body } = await host.as.editor.get(`/courses/${id}/outline`)
  expect(status).toBe(200)
  return body as {
    lessons: Item[]
    sections: Item[]
    series: Item[]
    missing: number
    order: string
    run: { id: number }
  }
}
const statesOf = (items: readonly Item[]) => items.map(({ key, title, state }) => [key ?? title, state])
const idsOf = (items: readonly Item[]) => items.map(({ id }) => id)

describe('the outline of a course', () => {
  test('names what is there in its order, with words, drills, and what people made of it', async () => {
    const made = await host.made({ topic: 'Rooks', game: 'chess', lessons: 2, drillsPerLesson: 2, seed: 1 })
    const [first, second] = made.lessons
    const [summary] = made.sections.filter(({ key }: { key: string }) => key === 'summary')
    await host.as.editor.patch(`/lessons/${first.id}?draft=true`, { title: 'Ours', _status: 'draft' })
    await host.as.editor.patch(`/lessons/${second.id}`, { _status: 'published' })
    const { body: reviews } = await host.as.editor.get(`/reviews?where[documentKey][equals]=sections:${summary.id}`)
    await host.as.editor.post('/reviews/decide', [{ id: reviews.docs[0].id, decision: 'approved' }])
    const outline = await outlineOf(made.id)
    expect(statesOf(outline.lessons)).toEqual([
      ['Ours', 'changed'],
      [second.title, 'published'],
    ])
    for (const { words } of [...outline.lessons, ...outline.sections]) expect(words).toBeGreaterThan(5)
    expect(statesOf(outline.sections)).toEqual([
      ['assessment', 'draft'],
      ['brainBytes', 'draft'],
      ['mindMap', 'draft'],
      ['summary', 'approved'],
    ])
    expect(outline.series.map(({ drills, state }) => [drills, state])).toEqual(
      [0, 1].map(() => [{ there: 2, expected: 2, published: 0 }, 'draft']),
    )
    expect(outline).toMatchObject({
      missing: 0,
      run: { id: made.run.id },
      course: { state: 'draft', review: 'waiting' },
    })
  })

  test('shows what is still to come before it is opened, what is being written, and what failed, with its reason', async () => {
    gate.close()
    host.says.answer = async (request) => {
      if (nameOf(request) === 'lessons') await gate.pass()
      return nameOf(request) === 'brainBytes' ? { scripts: [] } : undefined
    }
    const run = await host.request({ topic: 'Bread', lessons: 2 })
    let course = 0
    const during = await waitFor('lessons to be written', async () => {
      const [found] = await host.listed('courses', `where[provenance.run][equals]=${run}`)
      course = found?.id ?? 0
      const outline = course === 0 ? undefined : await outlineOf(course)
      return outline?.lessons.some(({ state }) => state === 'writing') && outline
    })
    gate.open()
    expect(statesOf(during.lessons)).toEqual([
      ['l01', 'writing'],
      ['l02', 'writing'],
    ])
    expect(during.lessons.map(({ title }) => title)).toEqual(['First look at Bread', 'Terms of Bread'])
    expect(statesOf(during.sections)).toEqual(
      ['assessment', 'brainBytes', 'mindMap', 'summary', 'metadata'].map((key) => [key, 'waiting']),
    )
    await runEnded(host, run)
    const after = await outlineOf(course)
    expect(statesOf(after.sections)).toEqual([
      ['assessment', 'draft'],
      ['brainBytes', 'failed'],
      ['mindMap', 'draft'],
      ['summary', 'draft'],
    ])
    expect(after.sections[1]?.reason).toMatch(/scripts/)
    expect(after).toMatchObject({ missing: 1, run: { id: run, status: 'partial' } })
  })

  test('has what fillMissing would make as missing, and not what a person deleted', async () => {
    const made = await host.made({ topic: 'Tea', lessons: 2, sections: ['mindMap', 'summary'] })
    await host.as.editor.delete(`/sections/${made.sections[0].id}`)
    await host.as.editor.delete(`/lessons/${made.lessons[0].id}`)
    const outline = await outlineOf(made.id)
    expect(statesOf(outline.lessons).map(([, state]) => state)).toEqual(['draft', 'missing'])
    expect(outline.lessons[1]?.title).toBe('First look at Tea')
    expect(statesOf(outline.sections)).toEqual([
      ['assessment', 'missing'],
      ['brainBytes', 'missing'],
      ['summary', 'draft'],
      ['metadata', 'missing'],
    ])
    expect(outline.missing).toBe(4)
    const filled = await host.made({ course: made.id, mode: 'fillMissing' })
    expect(filled.run.progress).toMatchObject({ requested: 4, generated: 4 })
    expect((await outlineOf(made.id)).missing).toBe(0)
  })

  test('of a person’s own course is what is in it; of one in sections, lessons have theirs below them', async () => {
    const { body: lesson } = await host.as.editor.post('/lessons?draft=true', { title: 'By hand' })
    const { body: course } = await host.as.editor.post('/courses?draft=true', {
      title: 'Mine',
      lessons: [lesson.doc.id],
    })
    const content = [{ blockType: 'entries', rows: [{ label: 'Three', body: 'words here' }] }]
    await host.as.editor.post('/sections?draft=true', {
      ...{ title: 'Below', key: 'own', parent: { relationTo: 'lessons', value: lesson.doc.id }, content },
    })
    const outline = await outlineOf(course.doc.id)
    expect(outline).toMatchObject({ run: null, missing: 0, sections: [], series: [] })
    expect(outline.lessons).toMatchObject([
      { title: 'By hand', state: 'draft', words: 3, sections: [{ title: 'Below' }] },
    ])
  })

  test('is for reviewers, and of a course that there is', async () => {
    const { body } = await host.as.editor.post('/courses?draft=true', { title: 'Closed' })
    const path = `/courses/${body.doc.id}/outline`
    const asked = [host.as.visitor, host.as.roleless, host.as.student].map((user) => user.get(path))
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([401, 401, 403])
    for (const id of ['999999', 'abc', '6f9619ff-8b86-d011-b42d-00c04fc964ff']) {
      const { status, body: refused } = await host.as.editor.get(`/courses/${id}/outline`)
      expect([status, refused.errors[0].data.code]).toEqual([404, 'not_found'])
    }
  })
})

describe('another order', () => {
  let id: number
  beforeAll(async () => {
    id = (await host.made({ topic: 'Order', lessons: 3, sections: ['mindMap', 'summary', 'brainBytes'] })).id
  })

  test('of lessons and sections is saved as drafts, and what is to come keeps its place', async () => {
    const outline = await outlineOf(id)
    const lessons = idsOf(outline.lessons).toReversed()
    const sections = idsOf(outline.sections.filter((one) => one.id !== null)).toReversed()
    await host.as.editor.patch(`/courses/${id}`, { _status: 'published' })
    const { order } = await outlineOf(id)
    const { status, body } = await host.as.teacher.patch(`/courses/${id}/outline`, { order, lessons, sections })
    expect(status).toBe(200)
    expect(idsOf(body.lessons)).toEqual(lessons)
    expect(statesOf(body.sections)).toEqual([
      ['assessment', 'missing'],
      ['summary', 'draft'],
      ['mindMap', 'draft'],
      ['brainBytes', 'draft'],
      ['metadata', 'missing'],
    ])
    expect(body.order).not.toBe(order)
    const { body: published } = await host.as.student.get(`/courses/${id}?depth=0`)
    expect(published.lessons).toEqual(idsOf(outline.lessons))
  })

  test('names each piece once, in a body that is one', async () => {
    const outline = await outlineOf(id)
    const { order } = outline
    const [first, second, third] = idsOf(outline.lessons)
    const wrong = [
      {},
      { order: 'x' },
      { order, lessons: [first, second] },
      { order, lessons: [first, first, second] },
      { order, lessons: [first, second, 999_999] },
      { order, lessons: 'all' },
      { order, colour: 'red' },
      { order, sections: [first, second, third] },
    ]
    for (const body of wrong) {
      const { status, body: refused } = await host.as.editor.patch(`/courses/${id}/outline`, body)
      expect([status, refused.errors[0].data.code], JSON.stringify(body)).toEqual([400, 'invalid_input'])
    }
    const { status } = await host.as.student.patch(`/courses/${id}/outline`, { order, lessons: [first, second, third] })
    expect(status).toBe(403)
    expect((await outlineOf(id)).order).toBe(order)
  })

  test('is not written under a form that somebody else is changing the course in', async () => {
    const outline = await outlineOf(id)
    await host.payload.create({
      collection: 'payload-locked-documents',
      data: {
        document: { relationTo: 'courses', value: id },
        user: { relationTo: 'users', value: Number(host.as.teacher.id) },
      },
    })
    const lessons = idsOf(outline.lessons).toReversed()
    const ask = { order: outline.order, lessons }
    expect((await host.as.editor.patch(`/courses/${id}/outline`, ask)).status).toBe(423)
    expect((await host.as.teacher.patch(`/courses/${id}/outline`, ask)).status).toBe(200)
    await host.payload.delete({ collection: 'payload-locked-documents', where: {} })
  })

  test('is refused when the course has changed meanwhile, and of two at once one is', async () => {
    const outline = await outlineOf(id)
    const [first, second, third] = idsOf(outline.lessons)
    const ask = (lessons: unknown[]) =>
      host.as.editor.patch(`/courses/${id}/outline`, { order: outline.order, lessons })
    const both = await Promise.all([ask([second, first, third]), ask([third, first, second])])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const refused = both.find(({ status }) => status === 409)
    expect(refused?.body.errors[0].data.code).toBe('changed_since')
    const now = await outlineOf(id)
    expect(refused?.body.errors[0].data.outline.order).toBe(now.order)
    await host.as.editor.delete(`/lessons/${first}`)
    expect((await ask([second, first, third])).status).toBe(409)
  })
})

test('takes as many statements for a long course as for a short one', async () => {
  // It asks for work all the time.
  await worker.stop()
  const make = async (size: { lessons: number; sections: number }) => {
    const ids = Array.from({ length: size.lessons }, (_, index) => `Lesson ${index}`)
    const lessons: number[] = []
    for (const title of ids) lessons.push((await host.as.editor.post('/lessons?draft=true', { title })).body.doc.id)
    const { body } = await host.as.editor.post('/courses?draft=true', { title: 'Long', lessons })
    const parent = { relationTo: 'courses', value: body.doc.id }
    for (const index of Array(size.sections).keys()) {
      const section = { title: `Section ${index}`, key: `own-${index}`, order: index + 1, parent }
      await host.as.editor.post('/sections?draft=true', section)
    }
    return body.doc.id
  }
  const statementsFor = async (id: number) => {
    const query = vi.spyOn(postgres(host.payload).pool, 'query')
    await outlineOf(id)
    const { length } = query.mock.calls
    query.mockRestore()
    return length
  }
  const [short, long] = [await make({ lessons: 1, sections: 1 }), await make({ lessons: 30, sections: 17 })]
  const few = await statementsFor(short)
  expect(await statementsFor(long)).toBe(few)
  expect(few).toBeGreaterThan(5)
  expect(few).toBeLessThan(30)
})
