import { Link } from '@payloadcms/ui'
import { openStatuses } from '../../runs/vocabulary.js'
import type { RunView } from '../run/runState.js'
import { Frame, readerOf, type WidgetProps } from './Widget.js'

const mostShown = 6

/** Runs that have not ended, paused or not, of those that the reader may see. */
export const RunsWidget = async ({ req }: WidgetProps) => {
  const reader = readerOf(req)
  if (!reader) return null
  const { words } = reader
  const { generationRuns } = reader.settings.slugs
  const { docs, totalDocs } = await req.payload.find({
    ...{ collection: generationRuns, depth: 0, limit: mostShown, sort: '-createdAt', req },
    // Who may read none is shown none, and the dashboard stays.
    ...{ overrideAccess: false, disableErrors: true },
    select: { title: true, kind: true, status: true, progress: true, createdAt: true },
    where: { status: { in: [...openStatuses] } },
  })
  const runs = docs as unknown as (Pick<RunView, 'id' | 'kind' | 'progress' | 'status'> & { title?: string })[]
  return (
    <Frame title={words('widgets:runs')}>
      {runs.length === 0 && <p>{words('dashboard:noRuns')}</p>}
      <ul className="coursewright-widget__rows">
        {runs.map(({ id, title, kind, status, progress }) => (
          <li key={id}>
            <Link dir="auto" href={reader.to(`/collections/${generationRuns}/${id}`)} prefetch={false}>
              {title || kind}
            </Link>
            <progress aria-hidden max={Math.max(1, progress.requested)} value={progress.generated} />
            <span>
              {words('dashboard:progress', { generated: progress.generated, requested: progress.requested })} ·{' '}
              {words.named('runStatuses', status)}
            </span>
          </li>
        ))}
      </ul>
      {totalDocs > runs.length && (
        <Link href={reader.to(`/collections/${generationRuns}`)} prefetch={false}>
          {words('dashboard:moreRuns', { count: totalDocs - runs.length })}
        </Link>
      )}
    </Frame>
  )
}
