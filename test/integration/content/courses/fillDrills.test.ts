import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Worker } from '../../../../src/index.js'
import { addPositions } from '../../helpers/addPositions.js'
import { type Courses, startCourses } from './startCourses.js'

let host: Courses
let worker: Worker

beforeAll(async () => {
  host = await startCourses()
  worker = host.work({ graceMs: 100 })
  await addPositions({ payload: host.payload, counts: { opening: 12, endgame: 12 } })
})
afterAll(async () => {
  await worker?.stop()
  await host?.stop()
})

interface Drill {
  id: number
  series: number
  position: number
  order: number
}

const bySeries = (drills: readonly Drill[], series: readonly number[]) =>
  series.map((one) => drills.filter((drill) => drill.series === one).map(({ order }) => order))

test('lessons that are there get the drills that they lack, in their own series, and nothing else is made', async () => {
  const made = await host.made({ topic: 'Rooks', game: 'chess', lessons: 2, drillsPerLesson: 2, sections: ['summary'] })
  expect(made.run.gaps ?? []).toEqual([])
  const [first, second] = made.course.series
  // One drill was not to a person's liking, and the series has a name of his own.
  await host.as.editor.patch(`/drill-series/${first}`, { title: 'Rooks to begin with' })
  await host.as.editor.delete(`/drills/${made.drills.find(({ series }: Drill) => series === first).id}`)
  // A lesson of his own has no series yet.
  const { body: own } = await host.as.editor.post('/lessons', { title: 'Our lesson', topic: 'Our rooks' })
  await host.as.editor.patch(`/courses/${made.id}?draft=true`, { lessons: [...made.course.lessons, own.doc.id] })
  const before = host.calls().length
  const input = { course: made.id, game: 'chess', mode: 'fillMissing', drillsPerLesson: 3, sections: ['summary'] }
  const { body: estimated } = await host.as.editor.post('/generation-runs/estimate', { kind: 'course', input })
  expect(estimated.estimate).toMatchObject({ requested: 2 + 1 + 3, calls: 3, facts: { drills: 6, lessons: 0 } })
  const filled = await host.made(input)
  expect(filled.run).toMatchObject({ status: 'completed', progress: { requested: 6, generated: 6, failed: 0 } })
  expect(filled.run.title).toBe('Rooks: 6 drills')
  expect(host.calls().slice(before)).toEqual(['drills', 'drills', 'drills'])
  expect(filled.course.series.slice(0, 2)).toEqual([first, second])
  expect(filled.course.series).toHaveLength(3)
  expect(bySeries(filled.drills, filled.course.series)).toEqual([
    [2, 3, 4],
    [1, 2, 3],
    [1, 2, 3],
  ])
  expect(new Set(filled.drills.map(({ position }: Drill) => position)).size).toBe(9)
  const { body: newest } = await host.as.editor.get(`/drill-series/${filled.course.series[2]}?draft=true`)
  expect(newest.title).toBe('Our rooks')

  const nothing = await host.ask(input)
  expect(nothing.body.doc.progress.requested).toBe(0)
})

test('drills of lessons that are there can be the first of a course, and one whose lesson is taken out is named', async () => {
  const made = await host.made({ topic: 'Pawns', lessons: 2, sections: ['summary'] })
  const input = { course: made.id, game: 'chess', mode: 'fillMissing', drillsPerLesson: 1 }
  await worker.stop()
  const run = await host.request({ ...input, sections: ['summary'] })
  const [kept, gone] = made.course.lessons
  await host.as.editor.patch(`/courses/${made.id}?draft=true`, { lessons: [kept] })
  worker = host.work({ graceMs: 100 })
  const filled = await host.readEnded(run, made.id)
  expect(filled.run).toMatchObject({ status: 'partial', progress: { requested: 2, generated: 1, failed: 1 } })
  expect(filled.run.gaps).toMatchObject([
    { key: `lesson-${gone}.d01`, reason: 'the course does not have its lesson any more' },
  ])
  expect(bySeries(filled.drills, filled.course.series)).toEqual([[1]])

  const again = await host.ask({
    course: made.id,
    lessons: 1,
    mode: 'fillMissing',
    drillsPerLesson: 1,
    sections: ['summary'],
  })
  expect(again.body.doc, 'its series says which game it is').toMatchObject({
    progress: { requested: 0 },
    input: { game: 'chess' },
  })
})

test('what the library cannot give is refused, or fewer are made and the run says so', async () => {
  const { body: positions } = await host.as.editor.get('/positions?limit=0')
  const made = await host.made({
    topic: 'Kings',
    game: 'chess',
    lessons: 1,
    drillsPerLesson: 20,
    sections: ['summary'],
  })
  expect(made.run.progress.requested).toBe(22)
  const asked = { course: made.id, game: 'chess', lessons: 2, drillsPerLesson: 20 }
  const left = positions.totalDocs - 20
  const fewer = await host.as.editor.post('/generation-runs/estimate', { kind: 'course', input: asked })
  expect(fewer.body.estimate.notice).toBe(
    `Each lesson gets ${left} drills instead of 20: the library has no more positions.`,
  )
  const used = made.drills.map(({ position }: Drill) => position)
  await host.as.editor.delete(`/positions?where[id][not_in]=${used.join(',')}`)
  const none = await host.ask(asked)
  expect(none.status).toBe(400)
  expect(none.body.errors[0].data.code).toBe('no_positions')
  expect(none.body.errors[0].message).toContain('import some first, or ask for drillsPerLesson: 0')
})

test('a series that is deleted while its drills are written leaves them as gaps', async () => {
  const made = await host.made({ topic: 'Bishops', lessons: 1, sections: ['summary'] })
  let deleted = 0
  host.says.answer = async (request) => {
    if (request.message?.task !== 'drills' || deleted) return undefined
    const [course] = await host.listed('courses', `where[id][equals]=${made.id}`)
    deleted = course.series[0]
    await host.as.editor.delete(`/drill-series/${deleted}`)
    return undefined
  }
  const filled = await host.made({ course: made.id, game: 'chess', mode: 'fillMissing', drillsPerLesson: 2 })
  expect(deleted).toBeGreaterThan(0)
  const [lesson] = made.course.lessons
  const reason = 'the series was deleted'
  expect(filled.run.gaps).toMatchObject([
    { key: `lesson-${lesson}.d01`, reason },
    { key: `lesson-${lesson}.d02`, reason },
  ])
  expect(filled.run.status).toBe('partial')
  // Sections wait for lessons that are made, not for drills of those that are there.
  expect(filled.steps.every(({ status, claims }) => status === 'failed' || claims === 1)).toBe(true)
})
