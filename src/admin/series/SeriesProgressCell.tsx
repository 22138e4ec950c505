import type { DefaultServerCellComponentProps, Payload } from 'payload'
import { kindWords } from '../../runs/kind/kindWords.js'
import { keyOfDocument } from '../../runs/vocabulary.js'
import { isFinal, type RunView } from '../run/runState.js'
import { askedTogether } from '../shared/askedTogether.js'
import { coursewrightOf, settingsOf } from '../shared/serverSide.js'
import { LiveProgress, SeriesCount } from './LiveProgress.js'
import '../shared/progress.css'
import { headers as requestHeaders } from 'next/headers.js'
import { cache } from 'react'
import type { DocumentId } from '../shared/api.js'

/** On a document's page Payload renders every component of a field of type `ui`, cells without a row. */
type SeriesProgressCellProps = Pick<DefaultServerCellComponentProps, 'payload'> &
  Partial<Pick<DefaultServerCellComponentProps, 'rowData'>>

/** How much of a series is generated. Rendered on the server; only a run that is still going is followed. */
export const SeriesProgressCell = async ({ payload, rowData }: SeriesProgressCellProps) => {
  if (!rowData) return null
  const run = await newestRun(payload)(rowData.id)
  if (!run) return '–'
  const kinds = kindWords(coursewrightOf(payload).kinds)
  if (isFinal(run.status)) return <SeriesCount kinds={kinds} run={run} />
  // Another run of the series is another component: it begins with what is known of that one.
  return <LiveProgress key={run.id} kinds={kinds} run={run} runsSlug={settingsOf(payload).slugs.generationRuns} />
}

const readNewest = async (payload: Payload, series: readonly DocumentId[]): Promise<Map<DocumentId, RunView>> => {
  const { slugs } = settingsOf(payload)
  const keyOf = (id: DocumentId) => keyOfDocument({ relationTo: slugs.drillSeries, value: id })
  const { user } = await payload.auth({ headers: await requestHeaders() })
  const { docs } = await payload.find({
    collection: slugs.generationRuns,
    where: { targetKey: { in: series.map(keyOf) } },
    select: { targetKey: true, kind: true, status: true, progress: true },
    sort: 'createdAt',
    depth: 0,
    pagination: false,
    // Who may read none is told nothing, and the list stays.
    ...{ overrideAccess: false, disableErrors: true, user },
  })
  // Oldest first, so the newest of each series is the one that stays.
  const runs = new Map(docs.map((doc) => [doc.targetKey, doc as unknown as RunView]))
  return new Map(
    series.flatMap((id) => {
      const run = runs.get(keyOf(id))
      return run ? [[id, run] as const] : []
    }),
  )
}

/** The newest run of each series that one page shows, which the signed-in user may see. React keeps it for one page and no longer. */
const newestRun = cache((payload: Payload) =>
  askedTogether((series: readonly DocumentId[]) => readNewest(payload, series)),
)
