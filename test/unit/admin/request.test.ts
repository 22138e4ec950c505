import { expect, test } from 'vitest'
import {
  changedValues,
  type FormValues,
  firstValues,
  gameOf,
  readForm,
} from '../../../src/admin/generate/formRequest.js'
import { drillSeriesForm } from '../../../src/kinds/drillSeries/form.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import type { KindForm } from '../../../src/runs/kindForm.js'
import { hostConfig } from '../plugins/hostConfig.js'
import { englishWords } from './englishWords.js'

const form = drillSeriesForm(resolveOptions({}, hostConfig()), englishWords)
const first = firstValues(form, {})
const read = (values: FormValues) => readForm(englishWords, form, { ...first, ...values })

test('a form starts with the defaults, the first game and all of its phases', () => {
  expect(first).toEqual({
    game: 'chess',
    targetDrillCount: '21',
    phases: ['opening', 'middlegame', 'endgame'],
    batchSize: '5',
    difficulty: '',
    curriculum: '',
    profile: '',
    addTo: '',
  })
})

test('what is left open is not sent, so that the server fills it in', () => {
  expect(read({ targetDrillCount: '20', phases: ['opening', 'endgame'] })).toEqual({
    input: { game: 'chess', targetDrillCount: 20, phases: ['opening', 'endgame'], batchSize: 5 },
  })
})

test('all phases are sent as none, so that those without positions take no share', () => {
  expect(read({}).input).toEqual({ game: 'chess', targetDrillCount: 21, batchSize: 5 })
})

test('serial ids go out as numbers and uuids as text', () => {
  const uuid = '0190b3a2-7b1e-7000-8000-000000000000'
  const { input } = read({ curriculum: '12', profile: uuid, difficulty: 'beginner' })
  expect(input).toMatchObject({ curriculum: 12, profile: uuid, difficulty: 'beginner' })
})

test.each(['', '0', '-1', '2.5', 'abc', '1e3', '9999999999'])('"%s" is no number of drills', (targetDrillCount) => {
  expect(read({ targetDrillCount })).toEqual({
    problems: { targetDrillCount: 'Enter a whole number from 1.' },
  })
})

test('a batch has 1 to 10 drills', () => {
  expect(read({ batchSize: '10' }).problems).toBeUndefined()
  expect(read({ batchSize: '11' }).problems).toEqual({ batchSize: 'Enter a whole number from 1 to 10.' })
})

test('without a phase nothing is asked', () => {
  expect(read({ phases: [] }).problems).toEqual({ phases: 'Choose at least one phase.' })
})

test('another game brings its phases and drops a curriculum, which is not for it', () => {
  const chess = { ...first, curriculum: '1', profile: '3', targetDrillCount: '20' }
  const changed = changedValues(form, chess, { game: 'backgammon' })
  const { phases } = firstValues(form, { game: 'backgammon' })
  expect(phases).not.toEqual(first.phases)
  expect(changed).toEqual({ ...chess, game: 'backgammon', phases, curriculum: '' })
  expect(gameOf(form, changed)).toBe('backgammon')
})

test('any other change leaves phases and curriculum alone', () => {
  const chess = { ...first, phases: ['opening'], curriculum: '1' }
  expect(changedValues(form, chess, { targetDrillCount: '3' })).toEqual({ ...chess, targetDrillCount: '3' })
})

test('on the page of a document the form starts from what it says, and with the phases of its game', () => {
  const started = firstValues(form, { game: 'backgammon', curriculum: '4' })
  expect(started).toMatchObject({ game: 'backgammon', curriculum: '4', batchSize: '5', addTo: '' })
  expect(started.phases).toEqual(changedValues(form, first, { game: 'backgammon' }).phases)
})

test('a request that adds to a series says what it leaves open, which would be the series’ otherwise', () => {
  expect(read({ addTo: '7', curriculum: '1' }).input).toMatchObject({
    addTo: 7,
    curriculum: 1,
    profile: null,
    difficulty: null,
  })
})

test('the form of another kind is read by the same rules, with the names of its inputs', () => {
  const lesson: KindForm = {
    button: 'Generate a lesson',
    intro: 'A lesson.',
    fields: [
      { sort: 'number', name: 'sections', label: 'Sections', min: 2, max: 6, default: 3 },
      { sort: 'select', name: 'style', label: 'Style', options: [{ value: 'short', label: 'Short' }] },
      { sort: 'select', name: 'tone', label: 'Tone', options: [{ value: 'dry', label: 'Dry' }], empty: 'Any' },
      {
        sort: 'document',
        name: 'plan',
        label: 'Plan',
        collection: 'plans',
        titleField: 'title',
        empty: '-',
        failed: '-',
      },
    ],
  }
  const values = firstValues(lesson, { plan: '9' })
  expect(readForm(englishWords, lesson, values)).toEqual({ input: { sections: 3, style: 'short', plan: 9 } })
  expect(readForm(englishWords, lesson, { ...values, sections: '1' })).toEqual({
    problems: { sections: 'Enter a whole number from 2 to 6.' },
  })
  expect(gameOf(lesson, values)).toBe('')
})
