import { headers as requestHeaders } from 'next/headers.js'
import type { Payload } from 'payload'
import { cache } from 'react'
import type { DocumentId } from '../shared/DocumentId.js'
import { settingsOf } from '../shared/serverSide.js'
import type { RunView } from './RunView.js'

interface SeriesRuns {
  /** The newest run of a series that the signed-in user may see. */
  newestOf: (series: DocumentId) => Promise<RunView | undefined>
}

/**
 * The runs of all series that one page shows, read in one query: cells are rendered together and ask together. React
 * keeps it for one page and no longer.
 */
export const seriesRuns = cache((payload: Payload): SeriesRuns => {
  let asked = new Set<DocumentId>()
  let answer: Promise<Map<DocumentId, RunView>> | undefined
  return {
    newestOf: async (series) => {
      asked.add(series)
      answer ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        const wanted = [...asked]
        asked = new Set()
        answer = undefined
        return readNewest(payload, wanted)
      })
      return (await answer).get(series)
    },
  }
})

const readNewest = async (payload: Payload, series: DocumentId[]): Promise<Map<DocumentId, RunView>> => {
  const { user } = await payload.auth({ headers: await requestHeaders() })
  const { docs } = await payload.find({
    collection: settingsOf(payload).slugs.generationRuns,
    where: { series: { in: series } },
    select: { series: true, status: true, progress: true },
    sort: 'createdAt',
    depth: 0,
    pagination: false,
    overrideAccess: false,
    user,
  })
  // Oldest first, so the newest of each series is the one that stays.
  return new Map(docs.map((doc) => [doc.series as DocumentId, doc as unknown as RunView]))
}
