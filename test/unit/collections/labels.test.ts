import { buildConfig } from 'payload'
import { expect, test } from 'vitest'
import { coursewright } from '../../../src/index.js'
import { pauseReasons, runStatuses, stepStatuses } from '../../../src/runs/vocabulary.js'
import { english } from '../../../src/words/english.js'
import { dictionaries } from '../../../src/words/translations.js'
import { wordsOf } from '../../../src/words/words.js'
import { englishReader, englishWords } from '../admin/englishWords.js'
import { hostConfig } from '../plugins/hostConfig.js'

const { collections } = await buildConfig(hostConfig({ plugins: [coursewright({})] }))

const ours = collections.filter(({ slug }) => !slug.startsWith('payload-') && slug !== 'users')
const selects = ours.flatMap(({ slug, flattenedFields }) =>
  flattenedFields.flatMap((field) =>
    // Payload's own select for drafts is labelled by Payload.
    field.type === 'select' && field.name !== '_status' ? [{ name: `${slug}.${field.name}`, field }] : [],
  ),
)
const optionsOf = (name: string) => selects.find((select) => select.name === name)?.field.options

test('no select of ours shows people a bare value', () => {
  expect(selects.length).toBeGreaterThan(10)
  const bare = selects.filter(({ field: { options } }) =>
    options.some((option) => typeof option === 'string' || option.label === option.value),
  )
  expect(bare.map(({ name }) => name)).toEqual([])
})

test('whatever a collection shows has its words from the dictionary, in every language', () => {
  expect(ours.flatMap((collection) => spoken(collection))).toEqual([])
})

test('a game and its phases are called so in the reader’s language, and a host’s own as the host calls it', () => {
  const german = wordsOf({ language: 'de', translations: { coursewright: dictionaries.de } })
  expect(german.named('games', 'Chess')).toBe('Schach')
  expect(german.named('phases', 'Endgame')).toBe('Endspiel')
  expect(german.named('games', 'Shogi')).toBe('Shogi')
})

test('lists and filters call a status what the card of a run calls it', () => {
  const read = (name: string) =>
    optionsOf(name)?.map((option) => {
      if (typeof option === 'string' || typeof option.label !== 'function') return option
      return { value: option.value, label: option.label({ i18n: englishReader as never, t: String }) }
    })
  const said = (group: 'runStatuses' | 'stepStatuses', values: readonly string[]) =>
    values.map((value) => ({ value, label: englishWords.named(group, value) }))
  expect(read('generation-runs.status')).toEqual(said('runStatuses', runStatuses))
  expect(read('generation-steps.status')).toEqual(said('stepStatuses', stepStatuses))
})

test('every status has a word', () => {
  expect(Object.keys(english.runStatuses)).toEqual([...runStatuses])
  expect(Object.keys(english.stepStatuses)).toEqual([...stepStatuses])
  expect(Object.keys(english.pauseReasons)).toEqual([...pauseReasons])
})

interface Shown {
  name?: string
  slug?: string
  type?: string
  label?: unknown
  labels?: { singular?: unknown; plural?: unknown }
  admin?: { hidden?: unknown; description?: unknown; placeholder?: unknown }
  options?: readonly (string | { label: unknown })[]
  fields?: readonly object[]
  blocks?: readonly object[]
}

/** Payload's own, and what only stands on a page without a word. */
const unspoken = ['_status', 'blockName', 'createdAt', 'id', 'updatedAt', 'progressCard']

/** Words that stand in a config as they are, as `collection.field: word`. */
const spoken = (shown: Shown, path = ''): string[] => {
  const here = [path, shown.slug ?? shown.name].filter(Boolean).join('.')
  if (shown.admin?.hidden || unspoken.includes(shown.name ?? '')) return []
  const own = [
    ...(shown.label === undefined ? [] : [shown.label]),
    ...(shown.labels ? [shown.labels.singular, shown.labels.plural] : []),
    ...[shown.admin?.description, shown.admin?.placeholder],
    ...(shown.options ?? []).map((option) => (typeof option === 'string' ? option : option.label)),
  ]
  const within = [...(shown.fields ?? []), ...(shown.blocks ?? [])].flatMap((inner) => spoken(inner, here))
  return [...own.flatMap((word) => (typeof word === 'string' ? [`${here}: ${word}`] : [])), ...within]
}
