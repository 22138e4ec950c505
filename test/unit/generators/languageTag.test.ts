import { expect, test } from 'vitest'
import { canonicalLanguage, languageForModel, languageTagOf } from '../../../src/generators/language/languageTag.js'

test.each([
  ['en', 'en'],
  [' pt-br ', 'pt-BR'],
  ['EN_us', 'en-US'],
  ['sr-latn-rs', 'sr-Latn-RS'],
  ['iw', 'he'],
  ['und', 'und'],
])('a tag has one spelling: %s', (given, tag) => {
  expect(canonicalLanguage(given)).toBe(tag)
})

test.each(['English', 'deutsch', '', 'e', 'en-', 'en us', 'de-\u0000', 'x-club', 'français', 'en'.repeat(500)])(
  'what is no tag is none, though it may look like one: %j',
  (given) => {
    expect(canonicalLanguage(given)).toBeUndefined()
  },
)

test.each([
  ['English', 'en'],
  ['GERMAN', 'de'],
  ['Deutsch', 'de'],
  ['français', 'fr'],
  ['Fran\u0063\u0327ais', 'fr'],
  ['Brazilian Portuguese', 'pt-BR'],
  ['Simplified Chinese', 'zh-Hans'],
  ['日本語', 'ja'],
  ['български', 'bg'],
  ['Filipino', 'fil'],
  ['pt-br', 'pt-BR'],
])('a language is known by its name in English and in itself: %s', (name, tag) => {
  expect(languageTagOf(name)).toBe(tag)
})

test.each(['', 'simple English', 'Dothraki', 'x'.repeat(100_000)])(
  'what names no language has no tag: %.20s',
  (text) => {
    expect(languageTagOf(text)).toBeUndefined()
  },
)

test('a model reads a name and the tag, and what profiles held before they had tags as it was', () => {
  expect(languageForModel('de-AT')).toBe('Austrian German (de-AT)')
  expect(languageForModel('xyz')).toBe('xyz')
  expect(languageForModel('und')).toBe('the language that the profile names')
  expect(languageForModel('Business English')).toBe('Business English')
})
