'use client'
import { toast, useDocumentInfo, useForm, useFormModified } from '@payloadcms/ui'
import { useCallback, useEffect, useRef } from 'react'
import { messageOf, requestJson } from '../api.js'
import { useWords } from '../useWords.js'

/**
 * Has the form of a document show what is stored now, after the server has changed it: what the form held before would be saved
 * over that. In a page and in a drawer alike. A form that the user has begun to change stays as it is; that the document cannot be
 * read is said.
 *
 * @param url of the document in the REST API
 */
export const useFreshForm = (url: string): (() => Promise<void>) => {
  const { reset } = useForm()
  const { incrementVersionCount, updateSavedDocumentData } = useDocumentInfo()
  const isModified = useFormModified()
  const words = useWords()
  const latest = useRef({ url, reset, incrementVersionCount, updateSavedDocumentData, isModified, words })
  useEffect(() => {
    latest.current = { url, reset, incrementVersionCount, updateSavedDocumentData, isModified, words }
  })
  const reads = useRef(0)
  return useCallback(async () => {
    reads.current += 1
    const mine = reads.current
    try {
      const doc = await requestJson<Record<string, unknown>>({ url: `${url}?draft=true&depth=0` })
      const form = latest.current
      // An older answer must not come after a newer one, nor into the form of another document.
      if (form.isModified || form.url !== url || reads.current !== mine) return
      form.updateSavedDocumentData(doc)
      form.incrementVersionCount()
      await form.reset(doc)
    } catch (error) {
      toast.error(messageOf(latest.current.words, error))
    }
  }, [url])
}
