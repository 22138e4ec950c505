'use client'
import { useTranslation } from '@payloadcms/ui'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { asItIs } from '../../words/sentences/told.js'
import { type Words, wordsOf } from '../../words/words.js'
import { listen, loadSentences, toldTo } from './sentences.js'

/** The panel's words in the language that the reader chose for Payload's own. */
export const useWords = (): Words => {
  const { i18n } = useTranslation()
  const { language, translations } = i18n
  useEffect(() => loadSentences(language), [language])
  const told = useSyncExternalStore(
    listen,
    () => toldTo(language),
    () => asItIs,
  )
  return useMemo(() => wordsOf({ language, translations }, told), [language, translations, told])
}
