import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chess } from '../../../../src/games/chess.js'
import { judgeLessons } from '../../../../src/generators/lessons/check.js'
import { factsOf, type LessonBasis } from '../../../../src/generators/lessons/lesson.js'
import { basis, itemOf, written } from './lessonBasis.js'

const keys = ['l01', 'l02', 'l03', 'l04', 'l05']

const judge = (lessons: unknown, more: Partial<Parameters<typeof judgeLessons>[0]> = {}) => {
  const { good, problems } = judgeLessons({
    answer: { lessons },
    items: keys.slice(0, 3).map((key) => itemOf(key)),
    basis,
    ...more,
  })
  return {
    good: [...good.keys()].toSorted(),
    problems: Object.fromEntries(problems.map(({ key, problem }) => [key, problem])),
    lessons: good,
  }
}

test('lessons are taken by key, in whatever order they come and whoever else is among them', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(keys), (sent) => {
      const { good, problems } = judge(sent.map((key) => written(key)))
      const wanted = keys.slice(0, 3)
      expect(good).toEqual(wanted.filter((key) => sent.includes(key)))
      expect(Object.keys(problems).toSorted()).toEqual(wanted.filter((key) => !sent.includes(key)))
    }),
  )
})

test('a lesson is kept as its parts were accepted, with nothing that was not asked for', () => {
  const { lessons } = judge([written('l01', { advert: 'Buy now', title: '  Hot, not boiling ' })])
  expect(lessons.get('l01')).toEqual({
    title: 'Hot, not boiling',
    parts: {
      introduction: written('l01').introduction,
      concepts: [{ label: 'Idea l01', body: 'It is one that matters.' }],
    },
  })
})

test('two lessons of one key are none', () => {
  const { good, problems } = judge([written('l01'), written('l01', { title: 'Another' }), written('l02')])
  expect(good).toEqual(['l02'])
  expect(problems.l01).toBe('more than one lesson came back with this key')
})

test('what is wrong with a lesson is said of it alone, with its place', () => {
  const { good, problems } = judge([
    written('l01', { introduction: 'Too short.' }),
    written('l02', { title: '', concepts: [] }),
    written('l03'),
  ])
  expect(good).toEqual(['l03'])
  expect(problems.l01).toContain('introduction: at least 40 characters')
  expect(problems.l02).toMatch(/title: .*; concepts: at least 1 entry/)
})

describe('a lesson that repeats another one', () => {
  test('is asked for again, and the first of the two is kept', () => {
    const { good, problems } = judge([
      written('l01'),
      written('l02', { title: 'hot, not BOILING!' }),
      written('l03', { introduction: written('l01').introduction }),
    ])
    expect(good).toEqual(['l01'])
    expect(problems.l02).toContain('is that of l01, "Hot, not boiling"')
    expect(problems.l03).toContain('begins with almost the same words as l01')
  })

  test('is held against those that exist, and those that were accepted before', () => {
    const existing = [{ title: 'The right cup' }]
    const accepted = judge([written('l03')]).lessons as ReadonlyMap<string, never>
    const { good, problems } = judge([written('l01'), written('l02'), written('l04', { key: 'l03' })], {
      basis: { ...basis, existing },
      items: [itemOf('l01'), itemOf('l02')],
      accepted,
    })
    expect(good).toEqual(['l01'])
    expect(problems.l02).toContain('is that of the lesson "The right cup"')
  })
})

test('questions may name the objectives of the curriculum, and that of their own lesson', () => {
  const facts = { objectives: ['can brew green tea', 'can tell white from green tea'] }
  const objectivesFor = (objective?: string) => factsOf({ ...basis, facts }, itemOf('l01', { objective })).objectives
  expect(objectivesFor('can warm a pot')).toEqual([...facts.objectives, 'can warm a pot'])
  expect(objectivesFor(facts.objectives[0])).toEqual(facts.objectives)
  expect(objectivesFor()).toEqual(facts.objectives)
  // Without a curriculum nothing is known of what there may be.
  expect(factsOf(basis, itemOf('l01', { objective: 'can warm a pot' })).objectives).toBeUndefined()
})

test('prose in another language than the one asked for is not accepted', () => {
  const german =
    'Wasser, das kocht, verbrennt grüne Blätter. Lass den Kessel deshalb eine Minute stehen, bevor du gießt, und nimm dann eine ' +
    'kleine Kanne. Nach einer halben Minute schmeckst du zum ersten Mal, danach immer wieder, bis dir der Tee gefällt. So lernst du schnell.'
  expect(judge([written('l01', { introduction: german })]).problems.l01).toContain(
    'it is written in German; write it in English',
  )
  expect(judge([written('l01', { introduction: german })], { basis: { ...basis, language: 'de' } }).good).toContain(
    'l01',
  )
})

describe('a lesson of a game', () => {
  const position = (key: string, notation: string, line: string) => ({
    ...{ key, notation, line, id: key, phase: 'endgame', themes: [], solution: line.split(' ')[0] ?? '' },
  })
  const withBoards: LessonBasis = {
    ...basis,
    game: chess,
    positions: [
      position('p1', '8/8/8/4k3/8/4K3/4P3/8 w - - 0 1', 'Kd3 Kd5'),
      position('p2', '6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1', 'Ra8#'),
    ],
  }
  const items = [itemOf('l01', { positions: ['p1'] })]
  const board = (position: string, caption: string) => ({ boards: [{ position, caption }] })

  test.each([
    [
      'shows one of its own positions',
      { boards: [{ position: 'p1', caption: 'Kd3 takes the opposition.' }] },
      undefined,
    ],
    [
      'shows the position of another lesson',
      board('p2', 'Look at the back rank.'),
      '"p2" is none of the positions; use p1',
    ],
    [
      'names a move in a caption that cannot be played',
      board('p1', 'White wins by Qh7.'),
      '"Qh7" is named, but is legal neither',
    ],
    [
      'names one in its prose',
      {
        ...board('p1', 'Kings face each other.'),
        introduction: 'In this ending White plays Nf3 and wins at once, as you see.',
      },
      '"Nf3" is named',
    ],
    ['leaves the diagrams out', {}, 'boards'],
  ])('that %s', (_, parts, problem) => {
    const { good, problems } = judge([written('l01', parts)], { items, basis: withBoards })
    if (problem === undefined) expect(good).toEqual(['l01'])
    else expect(problems.l01).toContain(problem)
  })

  test('needs no diagrams where it has no positions', () => {
    expect(judge([written('l01')], { items: [itemOf('l01')], basis: withBoards }).good).toEqual(['l01'])
  })
})
