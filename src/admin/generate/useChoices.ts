'use client'
import { useEffect, useState } from 'react'
import { isRecord, requestJson, textOf } from '../shared/api.js'

/** A document to choose from. */
export interface Choice {
  id: string
  label: string
  game: string
}

interface UseChoices {
  /** Of the collection in the REST API. */
  url: string
  titleField: 'name' | 'subject'
}

const MOST = 500

/** The documents of a small collection, by title. */
export const useChoices = ({ url, titleField }: UseChoices): { choices: readonly Choice[]; hasFailed: boolean } => {
  const [choices, setChoices] = useState<readonly Choice[]>([])
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const query = `depth=0&limit=${MOST}&sort=${titleField}&select[${titleField}]=true&select[game]=true`
    requestJson<{ docs: unknown[] }>({ url: `${url}?${query}`, signal: stop.signal })
      .then(({ docs }) =>
        setChoices(
          docs.filter(isRecord).map((doc) => ({
            id: String(doc.id),
            label: textOf(doc[titleField]) || String(doc.id),
            game: textOf(doc.game),
          })),
        ),
      )
      .catch(() => {
        if (!stop.signal.aborted) setFailed(true)
      })
    return () => stop.abort()
  }, [url, titleField])
  return { choices, hasFailed }
}
