import { asItIs, chinesePunctuation, frenchPunctuation, type Told, toldIn } from '../../words/sentences/told.js'

/** A chunk of its own each: only who reads another language loads it. */
const loaders: Readonly<Partial<Record<string, () => Promise<Told>>>> = {
  de: async () => toldIn((await import('../../words/sentences/german.js')).germanSentences),
  es: async () => toldIn((await import('../../words/sentences/spanish.js')).spanishSentences),
  fr: async () => toldIn((await import('../../words/sentences/french.js')).frenchSentences, frenchPunctuation),
  zh: async () => toldIn((await import('../../words/sentences/chinese.js')).chineseSentences, chinesePunctuation),
}

const told = new Map<string, Told>()
const loading = new Set<string>()
const listeners = new Set<() => void>()

export const listen = (onLoaded: () => void): (() => void) => {
  listeners.add(onLoaded)
  return () => listeners.delete(onLoaded)
}

/** Loads what says sentences in a language, once; where that fails, English is better than nothing, and the next page tries again. */
export const loadSentences = (language: string): void => {
  const load = loaders[language]
  if (!load || loading.has(language)) return
  loading.add(language)
  load().then(
    (loaded) => {
      told.set(language, loaded)
      for (const onLoaded of listeners) onLoaded()
    },
    () => loading.delete(language),
  )
}

/** English until the language is there, which whoever listens hears. */
export const toldTo = (language: string): Told => told.get(language) ?? asItIs
