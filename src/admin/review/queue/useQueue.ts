'use client'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { QueuePage, QueueRow } from '../../../drafts/desk/queue.js'
import type { NamedGroup } from '../../../drafts/desk/queueGroups.js'
import { type DocumentId, messageOf, RequestRefused, requestJson } from '../../shared/api.js'
import { useWords } from '../../shared/useWords.js'
import { type DeskFilters, filterQuery } from '../deskAddress.js'

/** Rows of one request: several screens of them. */
const pageSize = 100

/** A further page that could not be read is asked for again in so long, unless the server refused it. */
const retryMs = 5000

export interface Queue {
  rows: readonly QueueRow[]
  groups: Readonly<Record<string, NamedGroup>>
  /** Of all pages, with those that were decided on since. */
  total: number
  /** Time of the server at which the first of them were listed. */
  asOf: string | undefined
  /** Requests for changes of this user that wait to be sent. */
  requests: number
  hasMore: boolean
  isLoading: boolean
  /** Why there are no rows, or none that hold. */
  problem: string | undefined
  /** Why a further page could not be read; the rows that are there hold. */
  pageProblem: string | undefined
  /** Rows that are on the screen, or nearly. */
  inSight: RefObject<readonly DocumentId[]>
  /** Reads the next page, unless that is under way. */
  loadMore(): void
  /** Reads again what could not be read. */
  retry(): void
  reload(): void
  /** As many more requests as were made here, or fewer. */
  addRequests(count: number): void
}

interface Read {
  pages: readonly QueuePage[]
  /** What they were read for. */
  query: string
  reads: number
}

interface Failure {
  query: string
  reads: number
  /** Where the page begins; none for the first one. */
  after: string | undefined
  error: unknown
}

const noPages: readonly QueuePage[] = []

/**
 * The queue as far as the user has scrolled. Rows that are decided on stay listed until it is read anew; rows that were read for
 * other filters are not.
 */
export const useQueue = (url: string, filters: DeskFilters): Queue => {
  const words = useWords()
  const [reads, setReads] = useState(0)
  const [found, setFound] = useState<Read>()
  const [failed, setFailed] = useState<Failure>()
  const [added, setAdded] = useState(0)
  const under = useRef<AbortController>(undefined)
  const inSight = useRef<readonly DocumentId[]>([])
  const query = filterQuery(filters).toString()

  const read = useCallback(
    (after: string | undefined) => {
      under.current?.abort()
      const stop = new AbortController()
      under.current = stop
      const parameters = new URLSearchParams(query)
      parameters.set('limit', String(pageSize))
      if (after !== undefined) parameters.set('after', after)
      // Before anything is drawn: what is drawn may ask for the next page at once.
      const isOver = (): boolean => {
        if (stop.signal.aborted) return false
        under.current = undefined
        return true
      }
      requestJson<QueuePage>({ url: `${url}?${parameters}`, signal: stop.signal })
        .then((page) => {
          if (!isOver()) return
          setFound((before) => ({ pages: [...(after === undefined ? [] : (before?.pages ?? [])), page], query, reads }))
          if (after === undefined) setAdded(0)
          setFailed(undefined)
        })
        .catch((error: unknown) => {
          if (isOver()) setFailed({ query, reads, after, error })
        })
    },
    [url, query, reads],
  )
  useEffect(() => {
    read(undefined)
    return () => under.current?.abort()
  }, [read])

  const pages = found?.query === query ? found.pages : noPages
  const isRead = found?.query === query && found.reads === reads
  const failure = failed?.query === query && failed.reads === reads ? failed : undefined
  const [first] = found?.pages ?? noPages
  const last = found?.pages.at(-1)
  const next = isRead ? last?.next : undefined
  const loadMore = useCallback(() => {
    if (next && !under.current) read(next)
  }, [next, read])
  const rows = useMemo(() => withoutRepeats(pages), [pages])
  // Pages may be empty where a host keeps their rows from the user: the list, which reads on as it is scrolled, is not there yet.
  const isReadingOn = rows.length === 0 && Boolean(next)
  useEffect(() => {
    if (isReadingOn) loadMore()
  }, [isReadingOn, loadMore])
  const retry = useCallback(() => {
    if (failure && !under.current) read(failure.after)
  }, [failure, read])
  // What was listed stays, so whoever goes on must not come to its end as if that were all.
  const isPassing = failure?.after !== undefined && !isRefusal(failure.error)
  useEffect(() => {
    if (!isPassing) return
    const timer = setTimeout(retry, retryMs)
    return () => clearTimeout(timer)
  }, [isPassing, retry])
  const groups = useMemo(() => Object.assign({}, ...pages.map((page) => page.groups)), [pages])
  const problem = failure && messageOf(words, failure.error)
  const areListed = rows.length > 0 && failure?.after !== undefined
  return {
    ...{ rows, groups, inSight, loadMore, retry },
    // A later page is told of fewer: what was decided on since does not wait any more, and is still listed.
    total: isRead && !next ? rows.length : (first?.total ?? 0),
    asOf: first?.asOf,
    requests: (first?.requests ?? 0) + added,
    hasMore: Boolean(next),
    isLoading: (!isRead || isReadingOn) && !failure,
    problem: areListed ? undefined : problem,
    pageProblem: areListed ? problem : undefined,
    reload: useCallback(() => setReads((count) => count + 1), []),
    addRequests: useCallback((count) => setAdded((before) => before + count), []),
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof RequestRefused && error.status >= 400 && error.status < 500

/** A row that has moved on between two pages is listed where it was seen first. */
const withoutRepeats = (pages: readonly QueuePage[]): QueueRow[] => {
  const seen = new Set<DocumentId>()
  return pages.flatMap((page) =>
    page.rows.filter(({ id }) => {
      const isNew = !seen.has(id)
      seen.add(id)
      return isNew
    }),
  )
}
