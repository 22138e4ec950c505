import { expect, test } from 'vitest'
import { changedRequest, type DrillRequest, readRequest } from '../../../src/admin/generate/drillRequest.js'
import { englishWords } from './englishWords.js'

const request: DrillRequest = {
  game: 'chess',
  targetDrillCount: '20',
  phases: ['opening', 'endgame'],
  batchSize: '5',
  difficulty: '',
  curriculum: '',
  profile: '',
  addTo: '',
}
const games = [
  { slug: 'chess', label: 'Chess', phases: [{ value: 'opening', label: 'Opening' }] },
  { slug: 'backgammon', label: 'Backgammon', phases: [{ value: 'bearoff', label: 'Bear-off' }] },
]
const allPhases = ['opening', 'middlegame', 'endgame']
const curricula = [
  { id: '1', label: 'Chess', game: 'chess' },
  { id: '2', label: 'Backgammon', game: 'backgammon' },
]

test('what is left open is not sent, so that the server fills it in', () => {
  expect(readRequest(englishWords, request, allPhases)).toEqual({
    input: { game: 'chess', targetDrillCount: 20, phases: ['opening', 'endgame'], batchSize: 5 },
  })
})

test('all phases are sent as none, so that those without positions take no share', () => {
  expect(readRequest(englishWords, { ...request, phases: allPhases }, allPhases).input).not.toHaveProperty('phases')
})

test('serial ids go out as numbers and uuids as text', () => {
  const uuid = '0190b3a2-7b1e-7000-8000-000000000000'
  const { input } = readRequest(
    englishWords,
    { ...request, curriculum: '12', profile: uuid, difficulty: 'beginner' },
    allPhases,
  )
  expect(input).toMatchObject({ curriculum: 12, profile: uuid, difficulty: 'beginner' })
})

test.each(['', '0', '-1', '2.5', 'abc', '1e3', '9999999999'])('"%s" is no number of drills', (targetDrillCount) => {
  expect(readRequest(englishWords, { ...request, targetDrillCount }, allPhases)).toEqual({
    problems: { targetDrillCount: 'Enter a whole number from 1.' },
  })
})

test('a batch has 1 to 10 drills', () => {
  expect(readRequest(englishWords, { ...request, batchSize: '10' }, allPhases).problems).toBeUndefined()
  expect(readRequest(englishWords, { ...request, batchSize: '11' }, allPhases).problems).toEqual({
    batchSize: 'Enter a whole number from 1 to 10.',
  })
})

test('without a phase nothing is asked', () => {
  expect(readRequest(englishWords, { ...request, phases: [] }, allPhases).problems).toEqual({
    phases: 'Choose at least one phase.',
  })
})

test('another game brings its phases and drops a curriculum that is not for it', () => {
  const chess = { ...request, curriculum: '1' }
  const changed = changedRequest({ request: chess, change: { game: 'backgammon' }, games, curricula })
  expect(changed).toMatchObject({ game: 'backgammon', phases: ['bearoff'], curriculum: '', targetDrillCount: '20' })
})

test('any other change leaves phases and curriculum alone', () => {
  const chess = { ...request, curriculum: '1' }
  const changed = changedRequest({ request: chess, change: { targetDrillCount: '3' }, games, curricula })
  expect(changed).toEqual({ ...chess, targetDrillCount: '3' })
})

test('a request that adds to a series says what it leaves open, which would be the series’ otherwise', () => {
  const added = { ...request, addTo: '7', curriculum: '1' }
  expect(readRequest(englishWords, added, allPhases).input).toMatchObject({
    addTo: 7,
    curriculum: 1,
    profile: null,
    difficulty: null,
  })
})
