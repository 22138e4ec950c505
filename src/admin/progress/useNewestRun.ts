'use client'
import { useCallback, useEffect, useState } from 'react'
import type { DocumentId } from '../shared/DocumentId.js'
import { messageOf } from '../shared/messageOf.js'
import { requestJson } from '../shared/requestJson.js'
import type { RunView } from './RunView.js'

interface NewestRun {
  /** `null` when there is none, `undefined` until it is known. */
  run: RunView | null | undefined
  problem?: string
  /** Reads it again, e.g. when its events say that it ended. */
  reload: () => void
}

export interface RunQuery {
  /** `series`: the newest run of that series; `id`: that run. */
  field: 'series' | 'id'
  id: DocumentId
}

/** The newest run that fits. */
export const useNewestRun = (url: string, { field, id }: RunQuery): NewestRun => {
  const [run, setRun] = useState<RunView | null>()
  const [problem, setProblem] = useState<string>()
  const [reads, setReads] = useState(0)
  const reload = useCallback(() => setReads((count) => count + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another read is asked for by counting up.
  useEffect(() => {
    const stop = new AbortController()
    const query = `where[${field}][equals]=${encodeURIComponent(id)}&limit=1&sort=-createdAt&depth=0`
    requestJson<{ docs: RunView[] }>({ url: `${url}?${query}`, signal: stop.signal })
      .then(({ docs }) => {
        setRun(docs[0] ?? null)
        setProblem(undefined)
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setProblem(messageOf(error))
      })
    return () => stop.abort()
  }, [url, field, id, reads])
  return { run, problem, reload }
}
