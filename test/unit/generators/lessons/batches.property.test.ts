import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupLessons, lessonsOf } from '../../../../src/generators/lessons/batches.js'

const request = fc.record({
  subject: fc.constantFrom(undefined, 'Tea', 'Coffee'),
  topic: fc.constantFrom('Brewing', 'brewing ', 'Growing', 'Selling'),
  objective: fc.constantFrom(undefined, 'can brew', 'can grow'),
})
const same = (text = '') => text.trim().toLowerCase()

test('every lesson is in one batch, with lessons of its subject and topic alone, and no batch is larger than it may be', () => {
  fc.assert(
    fc.property(
      fc.array(request, { maxLength: 12 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 5 }),
      (requests, count, most) => {
        const lessons = lessonsOf({ requests, count })
        const batches = groupLessons(lessons, most)
        expect(lessons).toHaveLength(requests.length * count)
        expect(batches.flat().toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual(lessons)
        expect(new Set(lessons.map(({ key }) => key)).size).toBe(lessons.length)
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0)
          expect(batch.length).toBeLessThanOrEqual(most)
          expect(new Set(batch.map(({ subject, topic }) => `${same(subject)}/${same(topic)}`)).size).toBe(1)
        }
        // As few calls as that allows, and none much smaller than the others of its group.
        const idOf = ([first]: typeof lessons) => `${same(first?.subject)}/${same(first?.topic)}`
        const groups = new Map<string, (typeof batches)[number][]>()
        for (const batch of batches) groups.set(idOf(batch), [...(groups.get(idOf(batch)) ?? []), batch])
        for (const group of groups.values()) {
          const size = group.flat().length
          expect(group).toHaveLength(Math.ceil(size / most))
          const sizes = group.map(({ length }) => length)
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
        }
      },
    ),
  )
})

describe('lessons of requests', () => {
  test('those of one request are numbered, those that are alone are not', () => {
    const requests = [{ topic: 'Brewing' }, { topic: 'Growing' }, { topic: 'Brewing' }]
    expect(lessonsOf({ requests, count: 1 })).toEqual([
      { key: 'l01', topic: 'Brewing', variant: 1 },
      { key: 'l02', topic: 'Growing' },
      { key: 'l03', topic: 'Brewing', variant: 2 },
    ])
  })

  test('a number of lessons in all is shared by the requests in turns', () => {
    const requests = [{ topic: 'Brewing' }, { topic: 'Growing' }]
    expect(lessonsOf({ requests, count: 1, total: 3 }).map(({ topic }) => topic)).toEqual([
      'Brewing',
      'Brewing',
      'Growing',
    ])
    expect(lessonsOf({ requests, count: 9, total: 1 }).map(({ topic }) => topic)).toEqual(['Brewing'])
    expect(lessonsOf({ requests, count: 9, total: 0 })).toEqual([])
    expect(lessonsOf({ requests: [], count: 2 })).toEqual([])
  })
})
