'use client'
import { useEffect, useState } from 'react'
import { isRecord, requestJson, textOf } from '../shared/api.js'

/** A document to choose from. */
interface Choice {
  id: string
  label: string
  /** What it is for, e.g. a game. */
  of: string
}

interface UseChoices {
  /** Of the collection in the REST API. */
  url: string
  titleField: string
  /** The field that says what a document is for. */
  dependsOn: string | undefined
}

const MOST = 500

/** The documents of a small collection, by title. */
export const useChoices = ({ url, titleField, dependsOn = '' }: UseChoices) => {
  const [choices, setChoices] = useState<readonly Choice[]>([])
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const fields = [titleField, dependsOn].filter(Boolean).map((field) => `select[${field}]=true`)
    const query = `depth=0&limit=${MOST}&sort=${titleField}&${fields.join('&')}`
    requestJson<{ docs: unknown[] }>({ url: `${url}?${query}`, signal: stop.signal })
      .then(({ docs }) =>
        setChoices(
          docs.filter(isRecord).map((doc) => ({
            id: String(doc.id),
            label: textOf(doc[titleField]) || String(doc.id),
            of: textOf(doc[dependsOn]),
          })),
        ),
      )
      .catch(() => {
        if (!stop.signal.aborted) setFailed(true)
      })
    return () => stop.abort()
  }, [url, titleField, dependsOn])
  return { choices, hasFailed }
}

interface UseRows {
  /** Of the collection in the REST API. */
  url: string
  /** Id of the document; empty when none is chosen. */
  document: string
  /** Its list, and the text of a row. */
  rows: string
  text: string
}

/** The different texts of a document's rows, in their order. */
export const useRows = ({ url, document, rows, text }: UseRows) => {
  const [found, setFound] = useState<{ of: string; texts: readonly string[]; hasFailed: boolean }>()
  useEffect(() => {
    if (document === '') return
    const stop = new AbortController()
    const of = document
    requestJson<Record<string, unknown>>({
      url: `${url}/${encodeURIComponent(document)}?depth=0&select[${rows}]=true`,
      signal: stop.signal,
    })
      .then(({ [rows]: list }) => {
        const texts = (Array.isArray(list) ? list.filter(isRecord) : []).map((row) => textOf(row[text]))
        setFound({ of, texts: [...new Set(texts.filter(Boolean))], hasFailed: false })
      })
      .catch(() => {
        if (!stop.signal.aborted) setFound({ of, texts: [], hasFailed: true })
      })
    return () => stop.abort()
  }, [url, document, rows, text])
  // What was read of another document says nothing of this one.
  return found?.of === document ? found : { texts: [], hasFailed: false }
}
