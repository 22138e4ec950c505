'use client'
import { useDocumentInfo, useForm, useFormModified } from '@payloadcms/ui'
import { useCallback, useEffect, useRef } from 'react'
import { requestJson } from './api.js'

/**
 * Has the form of a document show what is stored now, after the server has changed it: what the form held before would be saved
 * over that. In a page and in a drawer alike. A form that somebody has begun to change stays as it is.
 *
 * @param url of the document in the REST API
 */
export const useFreshForm = (url: string): (() => Promise<void>) => {
  const { reset } = useForm()
  const { incrementVersionCount, updateSavedDocumentData } = useDocumentInfo()
  const isModified = useFormModified()
  const latest = useRef({ reset, incrementVersionCount, updateSavedDocumentData, isModified })
  useEffect(() => {
    latest.current = { reset, incrementVersionCount, updateSavedDocumentData, isModified }
  })
  return useCallback(async () => {
    const doc = await requestJson<Record<string, unknown>>({ url: `${url}?draft=true&depth=0` })
    const form = latest.current
    if (form.isModified) return
    form.updateSavedDocumentData(doc)
    form.incrementVersionCount()
    await form.reset(doc)
  }, [url])
}
