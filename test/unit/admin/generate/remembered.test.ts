import { expect, test } from 'vitest'
import { firstValues } from '../../../../src/admin/generate/formRequest.js'
import { toRemember, withRemembered } from '../../../../src/admin/generate/remembered.js'
import { drillSeriesForm } from '../../../../src/kinds/drillSeries/form.js'
import { lessonsForm } from '../../../../src/kinds/lessons/form.js'
import { resolveOptions } from '../../../../src/options/resolveOptions.js'
import { hostConfig } from '../../plugins/hostConfig.js'
import { englishWords } from '../englishWords.js'

const settings = resolveOptions({}, hostConfig())
const drills = drillSeriesForm(settings, englishWords)
const lessons = lessonsForm(settings, englishWords)
const first = firstValues(drills, {})
const nothing = () => false

test('a form starts with what was chosen last, and with its defaults where nothing was', () => {
  const stored = { targetDrillCount: '12', difficulty: 'advanced', profile: '3', game: 'backgammon' }
  const values = withRemembered(drills, first, stored, nothing)
  const { phases } = firstValues(drills, { game: 'backgammon' })
  expect(values).toEqual({ ...first, ...stored, phases })
  for (const none of [null, undefined, 'text', []]) expect(withRemembered(drills, first, none, nothing)).toEqual(first)
})

test('phases are those of the game that is chosen now', () => {
  const stored = { game: 'chess', phases: ['endgame', 'gone'] }
  expect(withRemembered(drills, first, stored, nothing).phases).toEqual(['endgame'])
  const other = { game: 'backgammon', phases: ['endgame-of-nothing'] }
  const { phases } = firstValues(drills, { game: 'backgammon' })
  expect(withRemembered(drills, first, other, nothing).phases).toEqual(phases)
})

test.each([
  ['a number beyond what is allowed', { batchSize: '11', targetDrillCount: '0' }],
  ['a value that is no choice any more', { difficulty: 'impossible', game: 'go' }],
  ['something that no form holds', { batchSize: 4, difficulty: { value: 'advanced' }, phases: 'endgame' }],
])('%s is not remembered', (_, stored) => {
  expect(withRemembered(drills, first, stored, nothing)).toEqual(first)
})

test('what the page says, and what somebody has typed already, stays', () => {
  const stored = { targetDrillCount: '12', batchSize: '4' }
  const isTaken = (name: string) => name === 'targetDrillCount'
  const values = withRemembered(drills, firstValues(drills, { targetDrillCount: '10' }), stored, isTaken)
  expect(values).toMatchObject({ targetDrillCount: '10', batchSize: '4' })
  expect(toRemember(drills, values, { ...stored, difficulty: 'beginner' }, isTaken)).toMatchObject({
    targetDrillCount: '12',
    batchSize: '4',
    difficulty: '',
  })
})

test('what lessons are about is asked for anew each time, and how they are written is not', () => {
  const about = { topic: 'Tea', topics: 'Tea', curriculum: '7', objectives: ['x'], similarTo: '9', pending: 'true' }
  const how = { format: 'language', count: '3', profile: '2', kit: '4', planFirst: 'true' }
  const begun = firstValues(lessons, {})
  expect(withRemembered(lessons, begun, { ...about, ...how }, nothing)).toEqual({ ...begun, ...how })
  const kept = toRemember(lessons, { ...begun, ...about, ...how }, undefined, nothing)
  expect(kept).toMatchObject(how)
  expect(Object.keys(kept).filter((name) => name in about)).toEqual([])
})
