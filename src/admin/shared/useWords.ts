'use client'
import { useTranslation } from '@payloadcms/ui'
import { useMemo } from 'react'
import { type Words, wordsOf } from '../../words/words.js'

/** The panel's words in the language that the reader chose for Payload's own. */
export const useWords = (): Words => {
  const { i18n } = useTranslation()
  const { language, translations } = i18n
  return useMemo(() => wordsOf({ language, translations }), [language, translations])
}
