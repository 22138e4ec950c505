import { Link } from '@payloadcms/ui'
import { reviewPath } from '../review/deskAddress.js'
import { formatNumber } from '../shared/format.js'
import { ReaderTime } from '../shared/ReaderTime.js'
import { readBacklog } from '../shared/serverSide.js'
import { forReviewers, type WidgetProps } from './Widget.js'

/** What waits for a reviewer to decide, of what the host lets this one read. */
export const BacklogWidget = ({ req }: WidgetProps) =>
  forReviewers(req, 'widgets:backlog', async ({ words, settings, to }) => {
    const backlog = await readBacklog(settings, req)
    if (!backlog) return <p>{words('dashboard:forbidden')}</p>
    const { waiting, oldest, kinds } = backlog
    if (waiting === 0) return <p>{words('dashboard:noBacklog')}</p>
    return (
      <>
        <p>
          <strong className="coursewright-widget__figure">{words('dashboard:waiting', { count: waiting })}</strong>
          {oldest && <ReaderTime at={oldest} sentence={words('dashboard:since', { time: '{{time}}' })} />}
        </p>
        <dl className="coursewright-widget__pairs">
          {kinds.map(({ kind, waiting: ofKind }) => (
            <div key={kind}>
              <dt>{words.named('draftKinds', kind)}</dt>
              <dd>{formatNumber(words, ofKind)}</dd>
            </div>
          ))}
        </dl>
        <Link href={to(reviewPath)} prefetch={false}>
          {words('dashboard:review')}
        </Link>
      </>
    )
  })
