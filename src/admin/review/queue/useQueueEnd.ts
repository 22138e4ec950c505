'use client'
import { useCallback, useEffect, useState } from 'react'
import type { QueueRow } from '../../../drafts/desk/queue.js'
import type { Queue } from './useQueue.js'

interface QueueEnd {
  /** The row to open while none is: the first, or the next one that comes once all others are decided on. */
  toOpen: QueueRow | undefined
  /** All are decided on, and no further page is to come. */
  isAllDone: boolean
  /** The user has decided on all that is listed. */
  end(): void
  /** A row is open again, or the queue is read anew. */
  goOn(): void
}

/** What follows once all rows that are listed are decided on: the next page, for whoever is faster than it comes, or nothing. */
export const useQueueEnd = (queue: Queue, isOpenRow: (row: QueueRow) => boolean): QueueEnd => {
  const { rows, hasMore, loadMore } = queue
  /** How many rows were listed when all were decided on. */
  const [ended, setEnded] = useState<number>()
  const isAtEnd = ended !== undefined
  useEffect(() => {
    if (isAtEnd && hasMore) loadMore()
  }, [isAtEnd, hasMore, loadMore])
  return {
    toOpen: isAtEnd ? rows.slice(ended).find(isOpenRow) : rows[0],
    isAllDone: isAtEnd && !hasMore,
    end: () => setEnded(rows.length),
    goOn: useCallback(() => setEnded(undefined), []),
  }
}
