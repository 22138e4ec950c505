import { expect, test } from 'vitest'
import { withLanguageTag } from '../../../demo/content/profileLanguages.js'

test.each([
  ['English', 'en'],
  ['Deutsch', 'de'],
  ['français', 'fr'],
  ['pt-br', 'pt-BR'],
  ['de-AT', 'de-AT'],
])('the language %s of a profile becomes a tag, and nothing else changes', (language, tag) => {
  expect(withLanguageTag({ language, goals: 'Win.' })).toEqual({ language: tag, goals: 'Win.' })
})

test.each([
  ['English, simple words', 'en'],
  ['English (US)', 'en'],
  ['Plain German', 'de'],
  ['Dothraki', 'und'],
  ['the club’s own', 'und'],
])('what people wrote beside a language stays where models read it: %s', (language, tag) => {
  expect(withLanguageTag({ language, goals: 'Win.' })).toEqual({ language: tag, goals: `Win.\nLanguage: ${language}` })
  expect(withLanguageTag({ language, goals: null })).toEqual({ language: tag, goals: `Language: ${language}` })
})

test('an empty language is one that nobody told', () => {
  expect(withLanguageTag({ language: ' ', goals: null })).toEqual({ language: 'und', goals: null })
})
