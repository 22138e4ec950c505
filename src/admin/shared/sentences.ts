import { loadTold } from '../../words/sentences/languages.js'
import { asItIs, type Told } from '../../words/sentences/told.js'

const told = new Map<string, Told>()
const listeners = new Set<() => void>()

export const listen = (onLoaded: () => void): (() => void) => {
  listeners.add(onLoaded)
  return () => listeners.delete(onLoaded)
}

/** Loads what says sentences in a language, once; where that fails, English is better than nothing, and the next page tries again. */
export const loadSentences = (language: string): void => {
  if (told.has(language)) return
  told.set(language, asItIs)
  loadTold(language).then(
    (loaded) => {
      told.set(language, loaded)
      for (const onLoaded of listeners) onLoaded()
    },
    () => told.delete(language),
  )
}

/** English until the language is there, which whoever listens hears. */
export const toldTo = (language: string): Told => told.get(language) ?? asItIs
