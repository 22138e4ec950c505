'use client'
import { useCallback, useEffect, useState } from 'react'
import { type DocumentId, messageOf, requestJson } from '../shared/api.js'
import { useWords } from '../shared/useWords.js'

const PAGE = 50
const fields = ['order', 'prompt', 'principle', 'phase', 'game', 'notation', '_status', 'provenance.offline']

interface UseDrills {
  /** Of the drills collection in the REST API. */
  url: string
  series: DocumentId
  /** Drills there should be; a change reads them again. */
  generated: number
}

export interface Drills {
  drills: readonly DrillView[]
  total: number
  /** Of all of the series, not only of those shown. */
  unpublished: number
  /** Those of which readers see some version. */
  publicIds: ReadonlySet<DocumentId>
  isLoading: boolean
  problem?: string
  showMore: () => void
  reload: () => void
}

interface Found extends Omit<Drills, 'problem' | 'reload' | 'showMore'> {
  error?: unknown
}

const none = { drills: [], total: 0, unpublished: 0, publicIds: new Set<DocumentId>(), isLoading: true }

/** The drills of a series in order, as editors last left them. */
export const useDrills = ({ url, series, generated }: UseDrills): Drills => {
  const words = useWords()
  const [found, setFound] = useState<Found>(none)
  const [limit, setLimit] = useState(PAGE)
  const [reads, setReads] = useState(0)
  const showMore = useCallback(() => setLimit((limit) => limit + PAGE), [])
  const reload = useCallback(() => setReads((count) => count + 1), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a batch that landed and another read are told by counts.
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const ofSeries = `depth=0&where[series][equals]=${encodeURIComponent(series)}`
    const select = fields.map((field) => `select[${field.replace('.', '][')}]=true`).join('&')
    Promise.all([
      requestJson<{ docs: DrillView[]; totalDocs: number }>({
        url: `${url}?${ofSeries}&draft=true&sort=order&limit=${limit}&${select}`,
        signal,
      }),
      requestJson<{ totalDocs: number }>({
        url: `${url}?${ofSeries}&draft=true&where[_status][not_equals]=published&limit=1&select[order]=true`,
        signal,
      }),
      // Without `draft`, Payload looks at what is public: a newer draft says nothing of the version before it.
      requestJson<{ docs: Pick<DrillView, 'id'>[] }>({
        url: `${url}?${ofSeries}&where[_status][equals]=published&pagination=false&select[order]=true`,
        signal,
      }),
    ])
      .then(([{ docs, totalDocs }, drafts, published]) =>
        setFound({
          drills: docs,
          total: totalDocs,
          unpublished: drafts.totalDocs,
          publicIds: new Set(published.docs.map(({ id }) => id)),
          isLoading: false,
        }),
      )
      .catch((error: unknown) => {
        if (!signal.aborted) setFound((found) => ({ ...found, isLoading: false, error }))
      })
    return () => stop.abort()
  }, [url, series, generated, limit, reads])

  const { error, ...drills } = found
  return { ...drills, problem: error === undefined ? undefined : messageOf(words, error), showMore, reload }
}

/** What a row of a series shows of a drill. */
export interface DrillView {
  id: DocumentId
  order?: number | null
  prompt?: string | null
  principle?: string | null
  phase?: string | null
  game?: string | null
  notation?: string | null
  _status?: 'draft' | 'published' | null
  provenance?: { offline?: boolean | null } | null
}
