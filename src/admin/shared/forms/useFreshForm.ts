'use client'
import {
  toast,
  useDocumentInfo,
  useForm,
  useFormModified,
  useLocale,
  useOperation,
  useServerFunctions,
} from '@payloadcms/ui'
import { useCallback, useEffect, useRef } from 'react'
import { messageOf, requestJson } from '../api.js'
import { useWords } from '../useWords.js'

/** A document as the form shows it. */
export type ShownDocument = Readonly<Record<string, unknown>>

/**
 * Has the form of a document show what is stored now, after the server has changed it: what the form held before would be saved
 * over that. In a page and in a drawer alike. A form that the user has begun to change stays as it is, also where that is while
 * the document is read; that it cannot be read is said.
 *
 * @param url of the document in the REST API
 * @returns gives what the form shows then; `undefined` where it stays as it is
 */
export const useFreshForm = (url: string): (() => Promise<ShownDocument | undefined>) => {
  const { replaceState } = useForm()
  const { incrementVersionCount, updateSavedDocumentData } = useDocumentInfo()
  const stateOf = useStateOf()
  const isModified = useFormModified()
  const words = useWords()
  const now = { url, replaceState, incrementVersionCount, updateSavedDocumentData, stateOf, isModified, words }
  const latest = useRef(now)
  useEffect(() => {
    latest.current = now
  })
  const reads = useRef(0)
  return useCallback(async () => {
    reads.current += 1
    const mine = reads.current
    // An older answer must not come after a newer one, nor into the form of another document.
    const isPast = () => latest.current.isModified || latest.current.url !== url || reads.current !== mine
    try {
      const doc = await requestJson<Record<string, unknown>>({ url: `${url}?draft=true&depth=0` })
      if (isPast()) return undefined
      const state = await latest.current.stateOf(doc)
      if (isPast()) return undefined
      const form = latest.current
      if (!state) {
        toast.error(form.words('shared:unexpected'))
        return undefined
      }
      form.updateSavedDocumentData(doc)
      form.incrementVersionCount()
      form.replaceState(state)
      return doc
    } catch (error) {
      toast.error(messageOf(latest.current.words, error))
      return undefined
    }
  }, [url])
}

/**
 * The state of the form for this data; none where the server does not say it. As Payload's own `reset` asks for it, which takes no
 * answer for a state, and whatever is typed meanwhile for nothing.
 */
const useStateOf = () => {
  const { id, collectionSlug, docPermissions, getDocPreferences } = useDocumentInfo()
  const { getFormState } = useServerFunctions()
  const operation = useOperation()
  const { code: locale } = useLocale()
  return async (data: Record<string, unknown>) => {
    const { state } = await getFormState({
      ...{ id, collectionSlug, data, docPermissions, locale, operation, renderAllFields: true, skipValidation: true },
      docPreferences: await getDocPreferences(),
      schemaPath: collectionSlug ?? '',
    })
    return state ?? undefined
  }
}
