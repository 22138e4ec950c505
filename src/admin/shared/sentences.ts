import { asItIs, type Told, toldIn } from '../../words/sentences/told.js'

/** A chunk of its own each: only who reads another language, and is told something, loads it. */
const loaders: Readonly<Partial<Record<string, () => Promise<Told>>>> = {
  de: async () => toldIn((await import('../../words/sentences/german.js')).germanSentences),
  es: async () => toldIn((await import('../../words/sentences/spanish.js')).spanishSentences),
  fr: async () => toldIn((await import('../../words/sentences/french.js')).frenchSentences),
  zh: async () => toldIn((await import('../../words/sentences/chinese.js')).chineseSentences, '。'),
}

const told = new Map<string, Told>()
const listeners = new Set<() => void>()

export const listen = (onLoaded: () => void): (() => void) => {
  listeners.add(onLoaded)
  return () => listeners.delete(onLoaded)
}

/** What says sentences in a language: English until that is there, which whoever listens hears. */
export const toldTo = (language: string): Told => {
  const known = told.get(language)
  if (known) return known
  const load = loaders[language]
  if (!load || typeof window === 'undefined') return asItIs
  let isAsked = false
  const first: Told = (text) => {
    if (!isAsked) {
      isAsked = true
      load().then(
        (loaded) => {
          told.set(language, loaded)
          for (const onLoaded of listeners) onLoaded()
        },
        // English is better than nothing; the next page tries again.
        () => undefined,
      )
    }
    return text
  }
  told.set(language, first)
  return first
}
