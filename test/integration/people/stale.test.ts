import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerTask } from '../../../demo/model/answerTask.js'
import { type Doc, type People, startPeople } from './startPeople.js'

let people: People

beforeAll(async () => {
  people = await startPeople()
})
afterAll(() => people?.stop())

const create = async (collection: string, data: object): Promise<number> => {
  const { body } = await people.as.editor.post(`/${collection}`, data)
  if (!body.doc) throw new Error(JSON.stringify(body.errors))
  return body.doc.id
}

const change = async (collection: string, id: number, data: object): Promise<void> => {
  const { status, body } = await people.as.editor.patch(`/${collection}/${id}`, data)
  expect([status, body.errors]).toEqual([200, undefined])
}

const itemOf = ({ provenance }: Doc): string => String((provenance as { item?: string }).item)

const staleOf = async (collection: string, doc: Doc | undefined): Promise<string[]> => {
  const [review] = await people.listed('reviews', `where[documentKey][equals]=${collection}:${doc?.id}`)
  const { status, body } = await people.as.editor.get(`/reviews/${review?.id}/stale`)
  expect(status).toBe(200)
  return body.stale
}

describe('a draft says what it was written from has changed since', () => {
  test('a drill: its position, profile and curriculum, until it is written anew', async () => {
    const profile = await create('profiles', { name: 'Beginners', level: 'beginner', language: 'en' })
    const curriculum = await create('curricula', {
      ...{ subject: 'Endings', game: 'chess' },
      objectives: [{ statement: 'can use the opposition' }],
    })
    const run = await people.make('drillSeries', { curriculum, profile, targetDrillCount: 1, phases: ['opening'] })
    const [drill] = await people.draftsOf('drills', run.id)
    expect(await staleOf('drills', drill)).toEqual([])
    await change('profiles', profile, { name: 'Those who begin' })
    expect(await staleOf('drills', drill)).toEqual([])
    await change('profiles', profile, { level: 'intermediate' })
    expect(await staleOf('drills', drill)).toEqual(['profile'])
    await change('curricula', curriculum, { objectives: [{ statement: 'can win with a rook' }] })
    await change('positions', Number(drill?.position), { themes: ['another theme'] })
    expect(await staleOf('drills', drill)).toEqual(['curriculum', 'profile', 'position'])
    await people.make('regenerate', { targets: [{ relationTo: 'drills', value: drill?.id, parts: ['hints'] }] })
    expect(await staleOf('drills', drill)).toEqual(['curriculum', 'profile', 'position'])
    await people.make('regenerate', { targets: [{ relationTo: 'drills', value: drill?.id }] })
    expect(await staleOf('drills', drill)).toEqual([])
  })

  test('a drill that was made for another profile than the one its series is for', async () => {
    const [one, other] = [
      await create('profiles', { name: 'One', level: 'beginner', language: 'en' }),
      await create('profiles', { name: 'Other', level: 'advanced', language: 'en' }),
    ]
    const first = await people.make('drillSeries', { profile: one, targetDrillCount: 1, phases: ['opening'] })
    const [{ series } = { series: 0 }] = await people.draftsOf('drills', first.id)
    const run = await people.make('drillSeries', { addTo: series, profile: other, targetDrillCount: 1 })
    const [drill] = await people.draftsOf('drills', run.id)
    expect(await staleOf('drills', drill)).toEqual([])
    await change('profiles', other, { level: 'intermediate' })
    expect(await staleOf('drills', drill)).toEqual(['profile'])
  })

  test('a lesson: its kit until it is written anew, also one that was deleted', async () => {
    const kit = await create('kits', { title: 'Rooks', requirements: 'Short sentences.', _status: 'published' })
    const run = await people.make('lessons', { topic: 'Rooks', count: 1, kit })
    const [lesson] = await people.draftsOf('lessons', run.id)
    expect(await staleOf('lessons', lesson)).toEqual([])
    await change('kits', kit, { requirements: 'Long sentences.' })
    expect(await staleOf('lessons', lesson)).toEqual(['kit'])
    await people.make('regenerate', { targets: [{ relationTo: 'lessons', value: lesson?.id }] })
    expect(await staleOf('lessons', lesson)).toEqual([])
    await people.as.editor.delete(`/kits/${kit}`)
    expect(await staleOf('lessons', lesson)).toEqual(['kit'])
  })

  test('also where it changed while the model wrote', async () => {
    const kit = await create('kits', { title: 'Queens', requirements: 'Short sentences.', _status: 'published' })
    /** Once, before what the offline model would say is answered. */
    const whileWriting = (act: () => Promise<void>) => {
      people.says.answer = async () => {
        people.says.answer = undefined
        await act()
        return undefined
      }
    }
    whileWriting(() => change('kits', kit, { requirements: 'Long sentences.' }))
    const lessons = await people.make('lessons', { topic: 'Queens', count: 1, kit })
    const [lesson] = await people.draftsOf('lessons', lessons.id)
    expect(await staleOf('lessons', lesson)).toEqual(['kit'])

    const { docs } = await people.payload.find({ collection: 'positions', limit: 100, depth: 0 })
    const changeAll = async (theme: string) => {
      for (const { id } of docs) await change('positions', Number(id), { themes: [theme] })
    }
    whileWriting(() => changeAll('of one moment'))
    const drills = await people.make('drillSeries', { targetDrillCount: 1, phases: ['opening'] })
    const [drill] = await people.draftsOf('drills', drills.id)
    expect(await staleOf('drills', drill)).toEqual(['position'])
    whileWriting(() => changeAll('of another one'))
    await people.make('regenerate', { targets: [{ relationTo: 'drills', value: drill?.id }] })
    expect(await staleOf('drills', drill)).toEqual(['position'])
  })

  test('also where its answer had to wait for another one, which a new rule refused', async () => {
    const kit = await create('kits', { title: 'Knights', requirements: 'Short sentences.', _status: 'published' })
    people.says.answer = async ({ message = {} }) => {
      people.says.answer = undefined
      await change('kits', kit, { avoid: ['hippogriff'] })
      const result = answerTask(message)
      if ('problem' in result) throw new Error(result.problem)
      const { lessons } = result.answer as { lessons: { key: string; summary: string }[] }
      const [first, second] = lessons
      return { lessons: [{ ...first, summary: `${first?.summary} A knight is no hippogriff.` }, second] }
    }
    const before = people.calls()
    const run = await people.make('lessons', { topic: 'Knights', count: 2, kit })
    expect(run.status).toBe('completed')
    expect(people.asked(before).map(({ items }) => (items as { key: string }[]).map(({ key }) => key))).toEqual([
      ['l01', 'l02'],
      ['l01'],
    ])
    const lessons = await people.draftsOf('lessons', run.id)
    const staleByItem = lessons.map(async (lesson) => [itemOf(lesson), await staleOf('lessons', lesson)])
    expect(Object.fromEntries(await Promise.all(staleByItem))).toEqual({ l01: [], l02: ['kit'] })
  })

  test('a section: the plan that a person has changed', async () => {
    const run = await people.make('lessons', { topic: 'At the station', format: 'language' })
    const [section] = await people.draftsOf('sections', run.id)
    expect(await staleOf('sections', section)).toEqual([])
    const { content } = await people.read('plans', Number(section?.plan))
    const more = { blockType: 'entries', rows: [{ label: 'More', body: 'Of our own.' }] }
    await change('plans', Number(section?.plan), { content: [...(content as object[]), more] })
    expect(await staleOf('sections', section)).toEqual(['plan'])
    await people.make('regenerate', { targets: [{ relationTo: 'sections', value: section?.id }] })
    expect(await staleOf('sections', section)).toEqual([])
  })

  test('students are told nothing, nor is anybody of a review that is not there', async () => {
    const run = await people.make('drillSeries', { targetDrillCount: 1, phases: ['opening'] })
    const [drill] = await people.draftsOf('drills', run.id)
    const [review] = await people.listed('reviews', `where[documentKey][equals]=drills:${drill?.id}`)
    expect((await people.as.student.get(`/reviews/${review?.id}/stale`)).status).toBe(403)
    expect((await people.as.editor.get('/reviews/999999/stale')).status).toBe(404)
  })
})
