import { expect, test } from 'vitest'
import {
  changedValues,
  type FormValues,
  firstValues,
  gameOf,
  readForm,
  withOptions,
} from '../../../../src/admin/generate/formRequest.js'
import { drillSeriesForm } from '../../../../src/kinds/drillSeries/form.js'
import { resolveOptions } from '../../../../src/options/resolveOptions.js'
import type { KindForm } from '../../../../src/runs/kind/kindForm.js'
import { hostConfig } from '../../plugins/hostConfig.js'
import { englishWords } from '../englishWords.js'

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
    objectives: [],
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

const lessons: KindForm = {
  button: 'Generate lessons',
  intro: 'Lessons.',
  fields: [
    {
      sort: 'select',
      name: 'format',
      label: 'Format',
      options: ['standard', 'language'].map((value) => ({ value, label: value })),
    },
    { sort: 'text', name: 'topic', label: 'Topic', maxLength: 20 },
    { sort: 'lines', name: 'requests', label: 'Topics', most: 2, maxLength: 10, as: 'topic' },
    { sort: 'lines', name: 'tags', label: 'Tags', most: 9, maxLength: 10 },
    {
      sort: 'document',
      name: 'curriculum',
      label: 'Curriculum',
      collection: 'curricula',
      titleField: 'subject',
      empty: '-',
      failed: '-',
    },
    {
      ...{ sort: 'rows', name: 'objectives', label: 'Objectives', dependsOn: 'curriculum', collection: 'curricula' },
      ...{ rows: 'objectives', text: 'statement', failed: '-' },
    },
    {
      sort: 'document',
      name: 'similarTo',
      label: 'Like',
      collection: 'lessons',
      titleField: 'title',
      empty: '-',
      failed: '-',
      isList: true,
    },
    { sort: 'checkbox', name: 'planFirst', label: 'Plan first', shownWhen: { name: 'format', values: ['language'] } },
  ],
}
const readLessons = (values: FormValues) => readForm(englishWords, lessons, { ...firstValues(lessons, {}), ...values })

test('texts, lines, rows and lists of documents that are left open are not sent', () => {
  expect(readLessons({})).toEqual({ input: { format: 'standard' } })
  expect(readLessons({ topic: '  ', requests: ' \n\n', objectives: [] })).toEqual({ input: { format: 'standard' } })
})

test('each line becomes an item, as an object where the input wants one, and a document a list of one', () => {
  const { input } = readLessons({ topic: ' Forks ', requests: 'Pins\n\n Skewers ', tags: 'a\nb', similarTo: '7' })
  const requests = [{ topic: 'Pins' }, { topic: 'Skewers' }]
  expect(input).toEqual({ format: 'standard', topic: 'Forks', requests, tags: ['a', 'b'], similarTo: [7] })
})

test('what is too long or too much is said at its field', () => {
  expect(readLessons({ topic: 'x'.repeat(21) }).problems).toEqual({ topic: 'Enter at most 20 characters.' })
  expect(readLessons({ requests: 'a\nb\nc' }).problems).toEqual({ requests: 'Enter at most 2 lines.' })
  expect(readLessons({ requests: 'x'.repeat(11) }).problems).toEqual({ requests: 'A line has at most 10 characters.' })
})

test('a field that is shown for some values of another one is sent for those alone', () => {
  expect(readLessons({ planFirst: 'true' }).input).toEqual({ format: 'standard' })
  expect(readLessons({ format: 'language', planFirst: 'true' }).input).toEqual({ format: 'language', planFirst: true })
  expect(readLessons({ format: 'language' }).input).toEqual({ format: 'language' })
})

test('rows are those of the chosen document: another one begins with none', () => {
  const chosen = { ...firstValues(lessons, {}), curriculum: '1', objectives: ['can fork'] }
  expect(readLessons(chosen).input).toMatchObject({ curriculum: 1, objectives: ['can fork'] })
  expect(changedValues(lessons, chosen, { curriculum: '2' }).objectives).toEqual([])
  expect(changedValues(lessons, chosen, { topic: 'x' }).objectives).toEqual(['can fork'])
})

test('a form that needs one of several fields asks for nothing before', () => {
  const needy = { ...lessons, needs: { oneOf: ['topic', 'requests'], message: 'Say what about.' } }
  const first = firstValues(needy, {})
  expect(readForm(englishWords, needy, first)).toEqual({ missing: 'Say what about.' })
  expect(readForm(englishWords, needy, { ...first, curriculum: '1' })).toEqual({ missing: 'Say what about.' })
  expect(readForm(englishWords, needy, { ...first, requests: 'Pins' }).input).toMatchObject({
    requests: [{ topic: 'Pins' }],
  })
})

const anew: KindForm = {
  button: 'Write anew',
  intro: 'Again.',
  each: { name: 'targets', fields: ['parts', 'feedback'] },
  fields: [
    { sort: 'choices', name: 'parts', label: 'Parts', options: [], noneChosen: 'Choose a part.' },
    { sort: 'longText', name: 'feedback', label: 'Better', maxLength: 20 },
    { sort: 'checkbox', name: 'propose', label: 'As a proposal' },
  ],
}
const readAnew = (form: KindForm, values: FormValues) =>
  readForm(englishWords, form, { ...firstValues(form, {}), ...values }, { relationTo: 'lessons', ids: [7, 'a-b'] })

test('a form about documents asks for each of them what is said of all', () => {
  expect(readAnew(anew, {}).input).toEqual({
    targets: [
      { relationTo: 'lessons', value: 7 },
      { relationTo: 'lessons', value: 'a-b' },
    ],
  })
  const { input } = readAnew(anew, { feedback: ' two\nlines ', propose: 'true' })
  const said = { relationTo: 'lessons', feedback: 'two\nlines' }
  expect(input).toEqual({
    propose: true,
    targets: [
      { ...said, value: 7 },
      { ...said, value: 'a-b' },
    ],
  })
  expect(readAnew(anew, { feedback: 'x'.repeat(21) }).problems).toEqual({ feedback: 'Enter at most 20 characters.' })
})

test('of several choices all are chosen at first and sent as none, some are named, and none is a problem', () => {
  const parts = withOptions(
    anew,
    'parts',
    ['quiz', 'summary'].map((value) => ({ value, label: value })),
  )
  expect(firstValues(parts, {}).parts).toEqual(['quiz', 'summary'])
  expect(readAnew(parts, {}).input).toEqual(readAnew(anew, {}).input)
  expect(readAnew(parts, { parts: ['quiz'] }).input?.targets).toContainEqual({
    relationTo: 'lessons',
    value: 7,
    parts: ['quiz'],
  })
  expect(readAnew(parts, { parts: [] }).problems).toEqual({ parts: 'Choose a part.' })
})
