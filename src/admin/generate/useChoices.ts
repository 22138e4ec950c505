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
  /** That is chosen; empty when none is. Looked up by itself where the list is too long to have it. */
  value: string
  /** Whether that one alone is wanted. */
  isFixed: boolean
}

const MOST = 500

/** The documents of a small collection, by title. `isGone` where what is chosen is not there any more. */
export const useChoices = ({ url, titleField, dependsOn = '', value, isFixed }: UseChoices) => {
  const [listed, setListed] = useState<readonly Choice[]>()
  const [one, setOne] = useState<{ id: string; found: readonly Choice[] }>()
  const [hasFailed, setFailed] = useState(false)
  const isListed = listed?.some(({ id }) => id === value)
  // The list first, and another look for what is not in it.
  const wanted = isFixed || isListed === false ? value : ''
  useEffect(() => {
    if (isFixed) return
    const stop = new AbortController()
    findChoices({ url, titleField, dependsOn, which: `limit=${MOST}&sort=${titleField}`, signal: stop.signal })
      .then(setListed)
      .catch(() => {
        if (!stop.signal.aborted) setFailed(true)
      })
    return () => stop.abort()
  }, [url, titleField, dependsOn, isFixed])
  useEffect(() => {
    if (wanted === '') return
    const stop = new AbortController()
    const which = `limit=1&where[id][equals]=${encodeURIComponent(wanted)}`
    findChoices({ url, titleField, dependsOn, which, signal: stop.signal })
      .then((found) => setOne({ id: wanted, found }))
      .catch(() => {
        if (!stop.signal.aborted) setFailed(true)
      })
    return () => stop.abort()
  }, [url, titleField, dependsOn, wanted])
  const found = wanted !== '' && one?.id === wanted ? one.found : undefined
  return { choices: [...(listed ?? []), ...(found ?? [])], hasFailed, isGone: found?.length === 0 }
}

interface FindChoices {
  url: string
  titleField: string
  dependsOn: string
  /** Part of the query. */
  which: string
  signal: AbortSignal
}

const findChoices = async ({ url, titleField, dependsOn, which, signal }: FindChoices): Promise<Choice[]> => {
  const fields = [titleField, dependsOn].filter(Boolean).map((field) => `select[${field}]=true`)
  const { docs } = await requestJson<{ docs: unknown[] }>({
    url: `${url}?depth=0&${which}&${fields.join('&')}`,
    signal,
  })
  return docs.filter(isRecord).map((doc) => ({
    id: String(doc.id),
    label: textOf(doc[titleField]) || String(doc.id),
    of: textOf(doc[dependsOn]),
  }))
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
