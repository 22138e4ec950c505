import type { DefaultServerCellComponentProps } from 'payload'
import { settingsOf } from '../shared/serverSide.js'
import { isFinal } from './isFinal.js'
import { LiveProgress } from './LiveProgress.js'
import './progress.css'
import { SeriesCount } from './SeriesCount.js'
import { seriesRuns } from './seriesRuns.js'

/** On a document's page Payload renders every component of a field of type `ui`, cells without a row. */
type SeriesProgressCellProps = Pick<DefaultServerCellComponentProps, 'payload'> &
  Partial<Pick<DefaultServerCellComponentProps, 'rowData'>>

/** How much of a series is generated. Rendered on the server; only a run that is still going is followed. */
export const SeriesProgressCell = async ({ payload, rowData }: SeriesProgressCellProps) => {
  if (!rowData) return null
  const run = await seriesRuns(payload).newestOf(rowData.id)
  if (!run) return '–'
  if (isFinal(run.status)) return <SeriesCount progress={run.progress} status={run.status} />
  return <LiveProgress run={run} runsSlug={settingsOf(payload).slugs.generationRuns} />
}
