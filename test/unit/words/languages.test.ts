import { describe, expect, test } from 'vitest'
import { english } from '../../../src/words/english.js'
import { dictionaries } from '../../../src/words/translations.js'
import { wordsOf } from '../../../src/words/words.js'

/** Texts by their path: `generate:button`. */
const textsIn = (group: object, path = ''): [string, string][] =>
  Object.entries(group).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${name}`, value]] : textsIn(value, `${path}${name}:`),
  )
const englishTexts = new Map(textsIn(english))
/** More than a unit or a name. */
const sentence = (text: string): boolean =>
  text
    .replaceAll(/\{\{.*?\}\}/g, '')
    .split(/\s+/)
    .filter((word) => word.length > 1).length > 2
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? ''))].sort()

describe.each(Object.entries(dictionaries))('%s', (language, dictionary) => {
  const texts = new Map(textsIn(dictionary))

  test('has every word, and each says something', () => {
    expect([...englishTexts.keys()].filter((key) => !texts.has(key))).toEqual([])
    const [empty, given] = [[...texts], [...englishTexts]].map((all) =>
      all.filter(([, text]) => text.trim() === '').map(([key]) => key),
    )
    expect(empty?.filter((key) => !given?.includes(key))).toEqual([])
  })

  test('fills in what English fills in', () => {
    const wrong = [...englishTexts].filter(([key, text]) => {
      // What English says as "1" may be 0 in another language.
      const own = placeholders(texts.get(key) ?? '').filter((name) => !(key.endsWith('_one') && name === 'count'))
      return (
        own.join() !==
        placeholders(text)
          .filter((name) => !(key.endsWith('_one') && name === 'count'))
          .join()
      )
    })
    expect(wrong.map(([key]) => key)).toEqual([])
  })

  test('has no English sentence left over', () => {
    const same = [...englishTexts].filter(([key, text]) => sentence(text) && texts.get(key) === text)
    expect(same.map(([key]) => key)).toEqual([])
  })

  test('says one and several as the language does', () => {
    const words = wordsOf({ language, translations: { coursewright: dictionary } })
    for (const count of [0, 1, 2, 5, 1000]) expect(words('series:publish', { count })).toMatch(/\S/)
  })
})
