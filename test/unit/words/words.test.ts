import { initI18n } from '@payloadcms/translations'
import { de } from '@payloadcms/translations/languages/de'
import { en } from '@payloadcms/translations/languages/en'
import { pl } from '@payloadcms/translations/languages/pl'
import { buildConfig } from 'payload'
import { expect, test } from 'vitest'
import { coursewright } from '../../../src/index.js'
import { wordsOf } from '../../../src/words/words.js'
import { englishWords } from '../admin/englishWords.js'
import { hostConfig } from '../plugins/hostConfig.js'

/** A host with the plugin in place, and somebody who reads it. */
const readerOf = async (language: 'de' | 'en' | 'pl', given: object = {}) => {
  const i18n = { supportedLanguages: { de, en, pl }, translations: given }
  const config = await buildConfig(hostConfig({ plugins: [coursewright({})], i18n }))
  return { config, i18n: { language, translations: config.i18n.translations[language] ?? {} } }
}
const ours = (words: object) => ({ de: { coursewright: words } })

test('one and several have forms of their own, and numbers are written as the language writes them', () => {
  expect(englishWords('series:publish', { count: 1 })).toBe('Publish 1 drill')
  expect(englishWords('series:publish', { count: 1234 })).toBe('Publish all 1,234 drills')
  const { translations } = { translations: { coursewright: { series: { publish_other: 'Alle {{ count }}' } } } }
  expect(wordsOf({ language: 'de', translations })('series:publish', { count: 1234 })).toBe('Alle 1.234')
})

test('a language with more forms than English gets its own', () => {
  const series = { publish_one: '{{count}} a', publish_few: '{{count}} b', publish_many: '{{count}} c' }
  const words = wordsOf({ language: 'pl', translations: { coursewright: { series } } })
  expect([1, 3, 5, 22, 25].map((count) => words('series:publish', { count }))).toEqual([
    '1 a',
    '3 b',
    '5 c',
    '22 b',
    '25 c',
  ])
})

test('a host puts other words for ours the way it does for Payload’s own, and the others stay', async () => {
  const { config } = await readerOf('de', ours({ generate: { button: 'Aufgaben erzeugen' } }))
  // What Payload sends the browser; it remembers a language once asked for, so this is done once in this file.
  const words = wordsOf(await initI18n({ config: config.i18n, context: 'client', language: 'de' }))
  expect(words('generate:button')).toBe('Aufgaben erzeugen')
  expect(words('generate:submit')).toBe('Erzeugen')
})

test('who reads a language without a dictionary of ours reads English, never a key', async () => {
  const { i18n } = await readerOf('pl')
  expect(wordsOf(i18n)('generate:button')).toBe('Generate drills')
})

test('collections and fields are called what the reader’s dictionary calls them', async () => {
  const translations = ours({ collections: { drills: 'Aufgaben' }, fields: { prompt: 'Frage' } })
  const { config, i18n } = await readerOf('de', translations)
  const drills = config.collections.find(({ slug }) => slug === 'drills')
  const prompt = drills?.flattenedFields.find(({ name }) => name === 'prompt')
  const said = [drills?.labels.plural, prompt && 'label' in prompt && prompt.label].map((label) =>
    typeof label === 'function' ? label({ i18n: i18n as never, t: String }) : label,
  )
  expect(said).toEqual(['Aufgaben', 'Frage'])
})

test('every field that editors see in the library and on what is made from it is in the dictionary', async () => {
  const { config } = await readerOf('en')
  const library = ['positions', 'curricula', 'profiles', 'drill-series', 'drills']
  const slugs = [...library, 'lessons', 'sections', 'courses', 'plans', 'kits']
  const bare = config.collections
    .filter(({ slug }) => slugs.includes(slug))
    .flatMap(({ slug, fields }) => fields.flatMap((field) => unlabelled(field).map((name) => `${slug}.${name}`)))
  expect(bare).toEqual([])
})

/** Payload's own fields, and those that nobody sees, are Payload's to name. */
const payloads = ['_status', 'blockName', 'createdAt', 'id', 'updatedAt']

const unlabelled = (field: object): string[] => {
  const {
    name,
    label,
    admin,
    fields = [],
    blocks = [],
  } = field as {
    name?: string
    label?: unknown
    admin?: { hidden?: boolean }
    fields?: object[]
    blocks?: { fields: object[] }[]
  }
  if (admin?.hidden) return []
  const isBare = name !== undefined && !payloads.includes(name) && typeof label !== 'function'
  return [...(isBare ? [name] : []), ...[...fields, ...blocks.flatMap((block) => block.fields)].flatMap(unlabelled)]
}
