'use client'
import { useCallback, useState } from 'react'
import { type DocumentId, requestJson } from '../shared/api.js'
import { useAnswer } from '../shared/useAnswer.js'

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
  problem: string | undefined
  showMore: () => void
  reload: () => void
}

const none = { drills: [], total: 0, unpublished: 0, publicIds: new Set<DocumentId>() }

/** The drills of a series in order, as editors last left them. */
export const useDrills = ({ url, series, generated }: UseDrills): Drills => {
  const [limit, setLimit] = useState(PAGE)
  const showMore = useCallback(() => setLimit((limit) => limit + PAGE), [])
  const ofSeries = `${url}?depth=0&where[series][equals]=${encodeURIComponent(series)}`
  const { answer, problem, isLoading, again } = useAnswer({
    question: ofSeries,
    version: `${generated} ${limit}`,
    read: async (signal) => {
      const select = fields.map((field) => `select[${field.replace('.', '][')}]=true`).join('&')
      const [{ docs, totalDocs }, drafts, published] = await Promise.all([
        requestJson<{ docs: DrillView[]; totalDocs: number }>({
          url: `${ofSeries}&draft=true&sort=order&limit=${limit}&${select}`,
          signal,
        }),
        requestJson<{ totalDocs: number }>({
          url: `${ofSeries}&draft=true&where[_status][not_equals]=published&limit=1&select[order]=true`,
          signal,
        }),
        // Without `draft`, Payload looks at what is public: a newer draft says nothing of the version before it.
        requestJson<{ docs: Pick<DrillView, 'id'>[] }>({
          url: `${ofSeries}&where[_status][equals]=published&pagination=false&select[order]=true`,
          signal,
        }),
      ])
      return {
        drills: docs,
        total: totalDocs,
        unpublished: drafts.totalDocs,
        publicIds: new Set(published.docs.map(({ id }) => id)),
      }
    },
  })
  return { ...(answer ?? none), problem, isLoading, showMore, reload: again }
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
