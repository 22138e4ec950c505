import { describe, expect, it } from 'vitest'
import { languageFinding } from '../../../../src/generators/language/languageFinding.js'
import { lessonTexts, mixedTexts } from './lessonTexts.js'

const tags = Object.keys(lessonTexts)
/** Read alike to the detector: none of them is refused for another. */
const alike = [
  ['da', 'nb', 'sv'],
  ['es', 'pt'],
]
const areAlike = (one: string, other: string): boolean =>
  alike.some((group) => group.includes(one) && group.includes(other))

describe('languageFinding', () => {
  it.each(Object.entries(lessonTexts))('accepts a lesson in the language that was asked for: %s', (tag, text) => {
    expect(languageFinding(text, tag)).toBeUndefined()
    expect(languageFinding(text, `${tag}-ZZ`)).toBeUndefined()
  })

  it.each(tags)('refuses a lesson in any other language: %s', (asked) => {
    const accepted = tags.filter((tag) => tag !== asked && !languageFinding(lessonTexts[tag] ?? '', asked))
    expect(accepted.filter((tag) => !areAlike(tag, asked))).toEqual([])
  })

  it.each(mixedTexts)('accepts $title', ({ tag, text }) => {
    expect(languageFinding(text, tag)).toBeUndefined()
  })

  it('says what it is written in, and what was asked for', () => {
    expect(languageFinding(lessonTexts.en ?? '', 'de-AT')).toEqual({
      path: '',
      message: 'it is written in English; write it in German',
      code: 'language',
    })
  })

  it.each(['Latin', 'la', 'tlh', 'x-own', '', 'english', 'zxx-Latn'])(
    'never refuses a language it does not know: %j',
    (tag) => {
      expect(languageFinding(lessonTexts.en ?? '', tag)).toBeUndefined()
    },
  )

  it('says nothing of a text too short to tell, or of quotations, code and moves alone', () => {
    expect(languageFinding('A rook needs room on the open file.', 'de')).toBeUndefined()
    expect(languageFinding(`"${(lessonTexts.en ?? '').slice(0, 380).replace(/["\n]/g, ' ')}"`, 'de')).toBeUndefined()
    expect(
      languageFinding('1.e4 e5 2.Nf3 Nc6 3.Bb5 a6 4.Ba4 Nf6 5.O-O Be7 6.Re1 b5 7.Bb3 d6 '.repeat(8), 'hu'),
    ).toBeUndefined()
  })
})
