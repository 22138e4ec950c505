import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { OfflineRequest } from '../../../demo/model/startOfflineModel.js'
import { finishRun } from '../api/helpers/finishRun.js'
import { type Doc, inOtherWords, type People, startPeople } from './startPeople.js'
import { course, courseOf } from './tinyCourse.js'

let people: People
let made: { course: Doc; sections: Doc[] }

beforeAll(async () => {
  people = await startPeople({ formats: [course] })
  made = await courseOf(people)
})
afterEach(() => {
  people.says.answer = undefined
})
afterAll(() => people?.stop())

const regenerate = (target: object) => people.make('regenerate', { targets: [target] })
const ofCourse = (more: object = {}) => ({ relationTo: 'courses', value: made.course.id, ...more })

describe('the fields of a course', () => {
  test('are written anew by one call that sees them, its lessons and its plan, but none of the plan', async () => {
    const before = people.calls()
    people.says.answer = inOtherWords
    const run = await regenerate(ofCourse({ parts: ['description', 'keywords'] }))
    expect(run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
    const [asked, ...more] = people.asked(before)
    expect(more).toEqual([])
    const { title, description, keywords, lessons } = made.course
    expect(asked).toMatchObject({
      task: 'section',
      course: { title, lessons: [expect.any(String)] },
      parts: [{ name: 'description' }, { name: 'keywords' }],
      revision: { current: expect.stringContaining(String(description)) },
    })
    expect(JSON.stringify(asked?.revision)).toContain((keywords as string[])[0])
    expect(JSON.stringify(asked?.needs)).toContain('"section":"lessons"')
    const now = await people.read('courses', made.course.id)
    expect(now.description).toContain('after a second thought')
    expect(now).toMatchObject({ title, lessons })
  })

  test('that a person wrote stay: what differs is a proposal, which can be accepted', async () => {
    await people.as.editor.patch(`/courses/${made.course.id}?draft=true`, {
      title: 'Our own title',
      description: 'Ours.',
    })
    people.says.answer = inOtherWords
    await regenerate(ofCourse())
    const now = await people.read('courses', made.course.id)
    expect(now).toMatchObject({ title: 'Our own title', description: 'Ours.' })
    const open = (await people.proposalsFor('courses', made.course.id)).filter(({ status }) => status === 'open')
    expect(open.flatMap(({ changes }) => changes.map(({ part }) => part))).toEqual(['title', 'description'])
    const { status } = await people.as.editor.post(`/proposals/${open[0]?.id}/accept`, { parts: ['description'] })
    expect(status).toBe(200)
    const after = await people.read('courses', made.course.id)
    expect(after.title).toBe('Our own title')
    expect(after.description).toContain('after a second thought')
  })

  test('of a course that a person began are written where there is nothing, and proposed where there is', async () => {
    const { body } = await people.as.editor.post('/courses?draft=true', { title: 'Begun by hand', format: course.key })
    const run = await people.make('regenerate', {
      targets: [{ relationTo: 'courses', value: body.doc.id, parts: ['title', 'description'] }],
    })
    expect(run.status).toBe('completed')
    const now = await people.read('courses', body.doc.id)
    expect(now.title).toBe('Begun by hand')
    expect(String(now.description).length).toBeGreaterThan(20)
    const [proposal] = await people.proposalsFor('courses', body.doc.id)
    expect(proposal?.changes.map(({ part }) => part)).toEqual(['title'])
    const accepted = await people.as.editor.post(`/proposals/${proposal?.id}/accept`, {})
    expect([accepted.status, accepted.body.errors]).toEqual([200, undefined])
  })

  test('are named where a request names another one', async () => {
    const { status, body } = await people.request('regenerate', { targets: [ofCourse({ parts: ['quiz'] })] })
    expect([status, body.errors[0].message]).toEqual([
      400,
      expect.stringContaining('it has title, description, keywords, categories'),
    ])
  })
})

describe('the plan of a course', () => {
  const objectives = ['Can win the Lucena position', 'Can hold the Philidor position']
  const planned = async (topic: string) => {
    const run = await people.make('course', { topic, objectives, lessons: 3, sections: ['summary'] })
    const [found] = await people.draftsOf('courses', run.id)
    return { course: found as Doc, target: { relationTo: 'plans', value: found?.plan } }
  }
  /** What the model would say, without the last lesson. */
  const oneLess = (request: OfflineRequest) => {
    const { lessons, ...answer } = inOtherWords(request) as { lessons: object[] }
    return { ...answer, lessons: lessons.slice(0, 2).map((lesson) => ({ ...lesson, group: objectives[0] })) }
  }

  test('is held against what it was asked for: its objectives and its number of lessons', async () => {
    const { target } = await planned('Rook endings')
    const before = people.calls()
    let answers = 0
    people.says.answer = (request) => {
      answers += 1
      return answers === 1 ? oneLess(request) : undefined
    }
    const run = await regenerate(target)
    expect(run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
    const asked = people.asked(before)
    expect(asked).toHaveLength(2)
    expect(asked[0]).toMatchObject({ request: { topic: 'Rook endings', objectives, lessons: 3 } })
    const problems = asked[1]?.problems as { problem: string }[]
    expect(problems.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('plan exactly 3 lessons; there are 2'),
      expect.stringContaining('no lesson serves the objective "Can hold the Philidor position"'),
    ])
  })

  test('is held against neither where that cannot be told any more', async () => {
    const { course, target } = await planned('Pawn endings')
    await people.as.editor.delete(`/courses/${course.id}`)
    const before = people.calls()
    people.says.answer = oneLess
    const run = await regenerate(target)
    expect(run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
    expect(people.asked(before)).toHaveLength(1)
    const { content } = await people.read('plans', target.value as number)
    expect((content as { part: string; rows?: Row[] }[]).find(({ part }) => part === 'lessons')?.rows).toHaveLength(2)
  })
})

interface Row {
  id: string
  label: string
}

describe('a section of a course', () => {
  const long = () => made.sections.find(({ key }) => key === 'tips')
  const rowsOf = (doc: Doc | undefined): Row[] => {
    const blocks = Array.isArray(doc?.content) ? (doc.content as { part: string; rows?: Row[] }[]) : []
    return blocks.find(({ part }) => part === 'tips')?.rows ?? []
  }

  test('that takes several calls is written anew by as many, one after the other, and its ids stay', async () => {
    const before = people.calls()
    const section = long()
    const run = await regenerate({ relationTo: 'sections', value: section?.id })
    expect(run).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
    const asked = people.asked(before)
    expect(asked.map(({ call }) => call)).toMatchObject([
      { number: 1, of: 2 },
      { number: 2, of: 2, first: 4, written: expect.any(String) },
    ])
    expect(asked[0]).toMatchObject({ course: { lessons: [expect.any(String)] }, needs: [{ section: 'lessons' }] })
    const now = await people.read('sections', section?.id ?? 0)
    expect(rowsOf(now)).toHaveLength(6)
    const kept = rowsOf(section).filter(({ label }) => rowsOf(now).some((row) => row.label === label))
    expect(kept.length).toBeGreaterThan(0)
    for (const { id, label } of kept) expect(rowsOf(now).find((row) => row.label === label)?.id).toBe(id)
  })

  test('takes one call where its long part is not asked for', async () => {
    const before = people.calls()
    await regenerate({ relationTo: 'sections', value: long()?.id, parts: ['opening'] })
    const asked = people.asked(before)
    expect(asked).toMatchObject([{ parts: [{ name: 'opening' }] }])
    expect(asked[0]).not.toHaveProperty('call')
  })

  test('of which one call brings nothing is a gap, and a retry asks for that call alone', async () => {
    let refused = 0
    people.says.answer = ({ message }) => {
      if ((message?.call as { number: number } | undefined)?.number !== 2) return undefined
      refused += 1
      return { tips: [] }
    }
    const { body } = await people.request('regenerate', { targets: [{ relationTo: 'sections', value: long()?.id }] })
    const run = await finishRun(people, body.doc.id)
    expect(run).toMatchObject({ status: 'failed', progress: { failed: 1 } })
    expect(refused).toBeGreaterThan(0)
    people.says.answer = undefined
    const before = people.calls()
    await people.as.editor.post(`/generation-runs/${run.id}/retry`)
    expect(await finishRun(people, run.id)).toMatchObject({ status: 'completed', progress: { generated: 1 } })
    expect(people.asked(before)).toMatchObject([{ call: { number: 2 } }])
  })
})
