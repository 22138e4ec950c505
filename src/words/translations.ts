import { chinese } from './chinese/index.js'
import { english } from './english.js'
import { french } from './french/index.js'
import { german } from './german/index.js'
import { spanish } from './spanish/index.js'
import type { Translation } from './translation.js'
import { namespace, read } from './words.js'

/** By language; as in `i18n.translations` of a Payload config. */
type Translations = Partial<Record<string, object>>

/** Our words in languages other than English, by Payload's names of these. */
export const dictionaries: Readonly<Record<string, Translation>> = {
  de: german,
  es: spanish,
  fr: french,
  zh: chinese,
}

/**
 * The translations of a config with ours below them, so that what a host gives for a word wins. Languages without a
 * dictionary of ours read English: a key would be worse. Only the server holds this; browsers get the language in use.
 */
export const withWords = (translations: Translations = {}, languages: readonly string[]): Translations => ({
  ...translations,
  ...Object.fromEntries(
    languages.map((language) => {
      const given = translations[language] ?? {}
      const ours = merged(english, read(dictionaries, language))
      return [language, { ...given, [namespace]: merged(ours, read(given, namespace)) }]
    }),
  ),
})

const merged = (below: object, above: unknown): object =>
  Object.fromEntries(
    [...new Set([...Object.keys(below), ...namesOf(above)])].map((name) => {
      const [ours, theirs] = [read(below, name), read(above, name)]
      return [name, typeof ours === 'object' && ours !== null ? merged(ours, theirs) : (theirs ?? ours)]
    }),
  )

const namesOf = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : [])
