'use client'
import { useEffect } from 'react'
import type { DocumentId } from '../../shared/api.js'
import { useAnswer } from '../../shared/useAnswer.js'
import type { DecisionState } from '../desk.js'
import type { Queue } from './useQueue.js'

interface UseSought {
  reviewsUrl: string
  queue: Queue
  /** Of the drafts that are listed. */
  state: DecisionState
  /** The review that the address names, while it is not among the rows. */
  review: string | undefined
}

/**
 * Reads further pages of the queue until the draft is listed that the address names: none where it was decided on, for then it
 * stands on no page. Tells whether it is not in this list.
 */
export const useSought = ({ reviewsUrl, queue, state, review }: UseSought): boolean => {
  const { hasMore, isLoading, loadMore } = queue
  const { answer } = useAnswer<{ rows: { id: DocumentId; state: DecisionState }[] }>({
    question: `${reviewsUrl}/news?${new URLSearchParams({ ids: review ?? '' })}`,
    isWanted: review !== undefined && hasMore,
    retryMs: 3000,
  })
  const isThere = answer?.rows.some((row) => row.state === state)
  useEffect(() => {
    if (review !== undefined && isThere) loadMore()
  }, [review, isThere, loadMore])
  return review !== undefined && !isLoading && (!hasMore || isThere === false)
}
