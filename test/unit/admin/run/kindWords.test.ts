import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wordsOfKind } from '../../../../src/admin/run/kindWords.js'
import { drillKey } from '../../../../src/generators/drillSeries/drillKey.js'
import { runKinds } from '../../../../src/kinds/kinds.js'
import { resolveOptions } from '../../../../src/options/resolveOptions.js'
import { type KindWords, kindWords } from '../../../../src/runs/kind/kindWords.js'
import { germanKinds } from '../../../../src/words/german/kinds.js'
import { withWords } from '../../../../src/words/translations.js'
import { wordsOf } from '../../../../src/words/words.js'
import { hostConfig } from '../../plugins/hostConfig.js'
import { englishWords } from '../englishWords.js'

const glossary: KindWords = {
  label: 'Glossary',
  items: { letter: { one: 'letter', other: 'letters' } },
  item: { one: 'entry', other: 'entries' },
  status: { running: 'Explaining terms' },
  step: { part: 'part' },
  facts: { language: 'Language', terms: 'Terms found' },
  inputs: [{ name: 'terms', label: 'Terms asked for' }],
}
const kinds = { ...kindWords(runKinds(resolveOptions({}, hostConfig()))), glossary }
const drills = wordsOfKind(englishWords, kinds, 'drillSeries')
const entries = wordsOfKind(englishWords, kinds, 'glossary')

test('what a run makes, its steps and its status are called as its kind calls them', () => {
  expect([1, 2].map(entries.items)).toEqual(['entry', 'entries'])
  expect(entries.itemsOfTotal).toBe('entries')
  expect(entries.step({ kind: 'part', index: 2 })).toBe('part 2')
  expect(entries.status('running')).toBe('Explaining terms')
  expect(drills.step({ kind: 'generate', index: 2 })).toBe('batch 2')
  expect(drills.status('planning')).toBe('Choosing positions')
})

test('a run that counts something else says so by its facts', () => {
  const letters = wordsOfKind(englishWords, kinds, 'glossary', { facts: { items: 'letter' } })
  expect([letters.items(1), letters.itemsOfTotal]).toEqual(['letter', 'letters'])
  expect(wordsOfKind(englishWords, kinds, 'glossary', { facts: { items: 'constructor' } }).items(1)).toBe('entry')
  const kindsOf = { glossary: { items: { letter: { one: 'Buchstabe', other: 'Buchstaben' } } } }
  const german = wordsOf({ language: 'de', translations: { coursewright: { kinds: kindsOf } } })
  expect(wordsOfKind(german, kinds, 'glossary', { facts: { items: 'letter' } }).itemsOfTotal).toBe('Buchstaben')
  // Standard lessons count lessons, for which the kind has no word but that of its items.
  const lessons = wordsOf({ language: 'de', translations: { coursewright: germanKinds } })
  const counted = (items: string) => wordsOfKind(lessons, kinds, 'lessons', { facts: { items } }).itemsOfTotal
  expect(['lesson', 'section'].map(counted)).toEqual(['Lektionen', 'Abschnitte'])
})

test('where a kind has no word of its own the general one stands', () => {
  expect(entries.status('paused')).toBe('Paused')
  expect(entries.step({ kind: 'judge', index: 3 })).toBe('step 3')
  const unknown = wordsOfKind(englishWords, kinds, 'constructor')
  expect([unknown.items(1), unknown.itemsOfTotal, unknown.status('running')]).toEqual(['draft', 'drafts', 'Writing'])
})

test('a gap of a series is named by its place in it, one of another kind by its key, with the step it is of', () => {
  const batch = { kind: 'generate', index: 2 }
  expect(drills.gap({ step: batch, key: drillKey(7) })).toBe('Batch 2, drill 7')
  expect(drills.gap({ step: batch, key: drillKey(120) })).toBe('Batch 2, drill 120')
  expect(drills.gap({ step: { index: 2 }, key: drillKey(7) })).toBe('Step 2, drill 7')
  expect(drills.gap({ key: drillKey(10) })).toBe('Drill 10')
  expect(entries.gap({ step: { kind: 'part', index: 1 }, key: 'e4' })).toBe('Part 1, entry e4')
})

test('steps are counted from the first that is shown', () => {
  expect(drills.step({ kind: 'generate', index: 2 })).toBe('batch 2')
  const counted = wordsOfKind(englishWords, kinds, 'drillSeries', { firstIndex: 0 })
  expect(counted.step({ kind: 'generate', index: 0 })).toBe('batch 1')
})

test('facts are shown that have a name, and are numbers or words', () => {
  expect(entries.facts({ terms: 1234, language: 'en', offset: 7 })).toEqual([
    ['Language', 'en'],
    ['Terms found', '1,234'],
  ])
  expect(entries.facts({ terms: { a: 1 } })).toEqual([])
  expect(drills.facts({ positionsLoaded: 24, offset: 3, available: {} })).toEqual([['Positions drawn', '24']])
  expect(drills.facts(null)).toEqual([])
})

test('what was asked for is told in the order of its kind, by its words, with the documents that it names', () => {
  const input = { addTo: 7, urgency: 'flex', pending: false, profile: null, targetDrillCount: 20, phases: ['opening'] }
  expect(drills.inputs(input)).toEqual([
    { name: 'targetDrillCount', label: 'Number of drills', value: 20 },
    { name: 'phases', label: 'Phases', value: ['opening'] },
    {
      name: 'addTo',
      label: 'Added to series',
      value: 7,
      document: { collection: 'drill-series', titleField: 'title' },
    },
    { name: 'urgency', label: 'Urgency', value: 'flex' },
  ])
  expect(entries.inputs({ other: 1, terms: ['e4'] })).toEqual([
    { name: 'terms', label: 'Terms asked for', value: ['e4'] },
    { name: 'other', label: 'other', value: 1 },
  ])
})

test('a dictionary says the words of a kind in its own language, with the forms that this one has', () => {
  const given = {
    item: { one: 'zadanie', few: 'zadania', other: 'zadań' },
    status: { running: 'Pisanie' },
    step: { generate: 'partia' },
    facts: { positionsLoaded: 'Pozycje' },
  }
  const { pl: translations = {} } = withWords({ pl: { coursewright: { kinds: { drillSeries: given } } } }, ['pl'])
  const polish = wordsOfKind(wordsOf({ language: 'pl', translations }), kinds, 'drillSeries')
  expect([1, 3, 5].map(polish.items)).toEqual(['zadanie', 'zadania', 'zadań'])
  expect(polish.status('running')).toBe('Pisanie')
  expect(polish.gap({ step: { kind: 'generate', index: 2 }, key: 'd07' })).toBe('Partia 2, zadanie 7')
  expect(polish.facts({ positionsLoaded: 24 })).toEqual([['Pozycje', '24']])
})

test('what shows a run or starts one names nothing of a kind itself', () => {
  const texts = ['src/admin/run', 'src/admin/generate'].flatMap((folder) =>
    readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')),
  )
  expect(texts.length).toBeGreaterThan(10)
  // Comments quote with double quotes.
  const ofKinds = /(['`])[^'"`\n]*(?:drill|batch|curricul|profile|lesson|course(?!wright)|series|section)[^'"`\n]*\1/gi
  expect(texts.flatMap((text) => text.match(ofKinds) ?? [])).toEqual([])
})
