import { asItIs, chinesePunctuation, frenchPunctuation, type Told, toldIn } from './told.js'

/** Of the languages that we have besides English: no process and no page loads one before a user reads it. */
const loaders: Readonly<Partial<Record<string, () => Promise<Told>>>> = {
  de: async () => toldIn((await import('./german.js')).germanSentences),
  es: async () => toldIn((await import('./spanish.js')).spanishSentences),
  fr: async () => toldIn((await import('./french.js')).frenchSentences, frenchPunctuation),
  zh: async () => toldIn((await import('./chinese.js')).chineseSentences, chinesePunctuation),
}

const loaded = new Map<string, Promise<Told>>()

/** What says sentences in a language, loaded once; a language that we do not have reads English. */
export const loadTold = (language: string): Promise<Told> => {
  const known = loaded.get(language)
  if (known) return known
  const told = loaders[language]?.() ?? Promise.resolve(asItIs)
  loaded.set(language, told)
  // The next caller tries again.
  told.catch(() => loaded.delete(language))
  return told
}
