'use client'
import { useTranslation } from '@payloadcms/ui'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { loadTold } from '../../words/sentences/languages.js'
import { asItIs, type Told } from '../../words/sentences/told.js'
import { type Words, wordsOf } from '../../words/words.js'

/** The panel's words in the language that the reader chose for Payload's own. */
export const useWords = (): Words => {
  const { i18n } = useTranslation()
  const { language, translations } = i18n
  useEffect(() => loadSentences(language), [language])
  // English until the language is there.
  const told = useSyncExternalStore(
    listen,
    () => sentences.get(language) ?? asItIs,
    () => asItIs,
  )
  return useMemo(() => wordsOf({ language, translations }, told), [language, translations, told])
}

/** What says sentences, by language. */
const sentences = new Map<string, Told>()
const listeners = new Set<() => void>()

const listen = (onLoaded: () => void): (() => void) => {
  listeners.add(onLoaded)
  return () => listeners.delete(onLoaded)
}

/** Loads what says sentences in a language, once; where that fails, English is better than nothing, and the next page tries again. */
const loadSentences = (language: string): void => {
  if (sentences.has(language)) return
  sentences.set(language, asItIs)
  loadTold(language).then(
    (loaded) => {
      sentences.set(language, loaded)
      for (const onLoaded of listeners) onLoaded()
    },
    () => sentences.delete(language),
  )
}
