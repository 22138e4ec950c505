import { withWords } from '../../../src/words/translations.js'
import { type Reader, wordsOf } from '../../../src/words/words.js'

/** Of somebody who reads English, as Payload tells of them. */
export const englishReader: Reader = { language: 'en', translations: withWords({}, ['en']).en ?? {} }

export const englishWords = wordsOf(englishReader)
