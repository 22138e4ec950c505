'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { QueueRow } from '../../../drafts/desk/queue.js'
import { mostNews } from '../../../drafts/desk/vocabulary.js'
import { type DocumentId, RequestRefused, requestJson } from '../../shared/api.js'
import type { DecisionState, RowMark } from '../desk.js'

/** What `GET /reviews/news` says of one review. */
interface News {
  id: DocumentId
  state: DecisionState
  updatedAt: string
  by: string | null
}

interface UseOthers {
  reviewsUrl: string
  rows: readonly QueueRow[]
  marks: ReadonlyMap<DocumentId, RowMark>
  /** Those that the user sees, or comes to next. */
  watched: () => readonly DocumentId[]
  mark: (id: DocumentId, mark: RowMark) => void
  /** Something has happened to it: what is known of its draft may be old. */
  onChanged: (id: DocumentId) => void
  /** The session had ended, and a user has signed in again. */
  onSignedIn: () => void
}

interface Others {
  /** The session has ended. Nothing can be saved until a user has signed in again, in whatever tab. */
  isSignedOut: boolean
  /** Looks at once, as after a refusal. */
  look(): void
}

const lookEveryMs = 3000

/**
 * What others do meanwhile, with the rows in sight: one small request every few seconds, none while the tab is hidden. It also
 * finds out that the session has ended, and that a user has signed in again.
 */
export const useOthers = (given: UseOthers): Others => {
  const [isSignedOut, setSignedOut] = useState(false)
  const [looks, setLooks] = useState(0)
  /** By what each row was known last. */
  const known = useRef(new Map<DocumentId, string>())
  const latest = useRef(given)
  latest.current = given
  const { reviewsUrl } = given

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let stop: AbortController | undefined
    const note = (ids: readonly DocumentId[], found: readonly News[]) => {
      const { rows, marks, mark, onChanged } = latest.current
      const news = new Map(found.map((one) => [one.id, one]))
      for (const id of ids) {
        const row = rows.find((one) => one.id === id)
        const marked = marks.get(id)
        if (!row || marked?.state === 'sending' || marked?.other?.did === 'gone') continue
        const now = news.get(id)
        if (!now) {
          mark(id, { state: marked?.state ?? row.state, other: { did: 'gone', by: null } })
          continue
        }
        if ((known.current.get(id) ?? row.updatedAt) === now.updatedAt) continue
        known.current.set(id, now.updatedAt)
        if (now.state !== (marked?.state ?? row.state)) {
          mark(id, { state: now.state, other: { did: 'decided', by: now.by } })
        }
        onChanged(id)
      }
    }
    const look = async () => {
      stop?.abort()
      stop = new AbortController()
      const { signal } = stop
      const ids = [...new Set(latest.current.watched())].slice(0, mostNews)
      try {
        const query = new URLSearchParams({ ids: ids.join(',') })
        const { rows } = await requestJson<{ rows: News[] }>({ url: `${reviewsUrl}/news?${query}`, signal })
        if (signal.aborted) return
        setSignedOut(false)
        note(ids, rows)
      } catch (error) {
        // Any other failure is followed by the next look.
        if (error instanceof RequestRefused && (error.status === 401 || error.status === 403)) setSignedOut(true)
      }
    }
    const goOn = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'hidden') return
      timer = setTimeout(() => void look().finally(goOn), lookEveryMs)
    }
    const lookNow = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'hidden') stop?.abort()
      else void look().finally(goOn)
    }
    if (looks > 0) lookNow()
    else goOn()
    document.addEventListener('visibilitychange', lookNow)
    window.addEventListener('focus', lookNow)
    return () => {
      clearTimeout(timer)
      stop?.abort()
      document.removeEventListener('visibilitychange', lookNow)
      window.removeEventListener('focus', lookNow)
    }
  }, [reviewsUrl, looks])
  const wasSignedOut = useRef(false)
  useEffect(() => {
    if (!isSignedOut && wasSignedOut.current) latest.current.onSignedIn()
    wasSignedOut.current = isSignedOut
  }, [isSignedOut])
  return { isSignedOut, look: useCallback(() => setLooks((count) => count + 1), []) }
}
