'use client'
import { useCallback } from 'react'
import { type DocumentId, isRecord, requestJson } from '../../shared/api.js'
import { usePolling } from '../../shared/useAnswer.js'

/** A draft that is about to be published. */
export interface Pending {
  id: DocumentId
  title: string
  /** By the clock of this browser. */
  dueMs: number
}

interface WatchPublishing {
  reviewsUrl: string
  pending: readonly Pending[]
  onPublished: (
    ids: ReadonlySet<DocumentId>,
    problems: readonly { id: DocumentId; title: string; message: string }[],
  ) => void
}

const lookEveryMs = 3000

/** Looks, once their time has come, whether drafts were published. */
export const useWatchPublishing = ({ reviewsUrl, pending, onPublished }: WatchPublishing): void => {
  const look = useCallback(
    async (signal: AbortSignal) => {
      const due = pending.filter(({ dueMs }) => dueMs <= Date.now()).slice(0, 100)
      if (due.length === 0) return
      const query = new URLSearchParams({ depth: '0', limit: '100' })
      for (const { id } of due) query.append('where[id][in][]', String(id))
      for (const field of ['publishAt', 'publishProblem']) query.set(`select[${field}]`, 'true')
      const { docs } = await requestJson<{ docs: Record<string, unknown>[] }>({
        url: `${reviewsUrl}?${query}`,
        signal,
      })
      // Some of them may have been taken back meanwhile.
      if (signal.aborted) return
      const waiting = new Set(docs.flatMap(({ id, publishAt }) => (publishAt ? [id] : [])))
      const ended = due.filter(({ id }) => !waiting.has(id))
      if (ended.length === 0) return
      const problems = ended.flatMap(({ id, title }) => {
        const doc = docs.find((one) => isRecord(one) && one.id === id)
        return typeof doc?.publishProblem === 'string' ? [{ id, title, message: doc.publishProblem }] : []
      })
      onPublished(new Set(ended.map(({ id }) => id)), problems)
    },
    [reviewsUrl, pending, onPublished],
  )
  usePolling({ look: pending.length === 0 ? undefined : look, everyMs: lookEveryMs })
}
