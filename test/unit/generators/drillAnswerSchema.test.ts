import { expect, test } from 'vitest'
import { chess } from '../../../src/games/chess.js'
import { drillAnswerSchema } from '../../../src/generators/drillSeries/check.js'
import { batch, drillOf, item } from './drillOf.js'

const schema = drillAnswerSchema({ batch, game: chess, items: [item, { ...item, key: 'd02' }] })
const issuesOf = (answer: unknown) => schema.safeParse(answer).error?.issues

test('a good drill for every item is accepted', () => {
  expect(issuesOf({ drills: [drillOf({ key: 'd02' }), drillOf()] })).toBeUndefined()
})

test('each item without a good drill is an issue that names its key: bad, missing or doubled', () => {
  const issue = (key: string, message: string) => ({ code: 'custom', path: ['drills'], params: { key }, message })
  expect(issuesOf({ drills: [drillOf({ solution: 'e4' })] })).toEqual([
    issue('d01', 'solution is "e4", it must be "Nf3"'),
    issue('d02', 'no drill with this key came back'),
  ])
  expect(issuesOf({ drills: [drillOf(), drillOf(), drillOf({ key: 'd02' })] })).toEqual([
    issue('d01', 'more than one drill came back with this key'),
  ])
})

test.each([
  [undefined],
  [null],
  ['drills'],
  [[drillOf()]],
  [{}],
  [{ drills: 'none' }],
  [{ drills: Array(101).fill(0) }],
])('what has no list of drills of a sensible length (%#) is refused as a whole', (answer) => {
  expect(issuesOf(answer)).toEqual([expect.not.objectContaining({ params: expect.anything() })])
})
