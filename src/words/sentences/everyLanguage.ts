import { chineseSentences } from './chinese.js'
import { frenchSentences } from './french.js'
import { germanSentences } from './german.js'
import { spanishSentences } from './spanish.js'
import { asItIs, chinesePunctuation, frenchPunctuation, type Told, toldIn } from './told.js'

const inLanguage: Readonly<Partial<Record<string, () => Told>>> = {
  de: () => toldIn(germanSentences),
  es: () => toldIn(spanishSentences),
  fr: () => toldIn(frenchSentences, frenchPunctuation),
  zh: () => toldIn(chineseSentences, chinesePunctuation),
}

const made = new Map<string, Told>()

/** For the server, which has them all; a browser loads the language of its reader. */
export const toldTo = (language: string): Told => {
  const told = made.get(language) ?? inLanguage[language]?.() ?? asItIs
  made.set(language, told)
  return told
}
