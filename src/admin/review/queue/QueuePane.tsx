'use client'
import { Button } from '@payloadcms/ui'
import { useAddresses } from '../../shared/useAddresses.js'
import { useWords } from '../../shared/useWords.js'
import { isFiltered } from '../deskAddress.js'
import type { Desk } from '../useDesk.js'
import { Queue } from './Queue.js'
import { QueueFilters } from './QueueFilters.js'

interface QueuePaneProps {
  desk: Desk
  curricula: string
  /** The one that is in sight where there is room for one. */
  pane: string
}

/** What there is to decide on: how much, which of it, and what can be done with many at once. */
export const QueuePane = ({ desk, curricula, pane }: QueuePaneProps) => {
  const words = useWords()
  const { api } = useAddresses()
  return (
    <section aria-label={words('review:queue')} className="coursewright-desk__queue">
      <QueueHead desk={desk} />
      <QueueFilters curriculaUrl={api(`/${curricula}`)} filters={desk.filters} onChange={desk.setFilters} />
      <QueueBody desk={desk} pane={pane} />
    </section>
  )
}

const QueueHead = ({ desk: { queue, left, selection, requests, openBulk, reload, sendRequests } }: { desk: Desk }) => {
  const words = useWords()
  const count = selection.ids.size
  return (
    <div className="coursewright-queue__head">
      <h2>{words('review:left', { count: left })}</h2>
      <Button buttonStyle="secondary" margin={false} onClick={reload} size="small" type="button">
        {words('review:reload')}
      </Button>
      {requests > 0 && (
        <Button className="coursewright-queue__send" margin={false} onClick={sendRequests} size="small" type="button">
          {words('review:sendRequests', { count: requests })}
        </Button>
      )}
      <div className="coursewright-queue__bulk">
        {count === 0 ? (
          queue.rows.length > 0 && (
            <button onClick={selection.selectAll} type="button">
              {words('review:selectAll')}
            </button>
          )
        ) : (
          <>
            <span aria-live="polite">{words('review:selected', { count })}</span>
            <button onClick={() => openBulk({ decision: 'approved', publish: false })} type="button">
              {words('review:bulkApprove')}
            </button>
            <button onClick={() => openBulk({ decision: 'approved', publish: true })} type="button">
              {words('review:bulkPublish')}
            </button>
            <button onClick={() => openBulk({ decision: 'rejected', publish: false })} type="button">
              {words('review:bulkReject')}
            </button>
            <button onClick={selection.clear} type="button">
              {words('review:clearSelection')}
            </button>
          </>
        )}
      </div>
    </div>
  )
}

const QueueBody = ({ desk, pane }: Pick<QueuePaneProps, 'desk' | 'pane'>) => {
  const words = useWords()
  const { queue, filters, selection } = desk
  if (queue.problem !== undefined) {
    return <p className="coursewright-message coursewright-message--error">{queue.problem}</p>
  }
  if (queue.rows.length === 0) {
    if (queue.isLoading) return <p className="coursewright-queue__note">{words('shared:loading')}</p>
    const note = words(isFiltered(filters) ? 'review:empty' : 'review:emptyWaiting')
    return <p className="coursewright-queue__note">{note}</p>
  }
  return (
    <>
      <Queue
        current={desk.row?.id}
        pane={pane}
        marks={desk.marks}
        onOnlyRun={
          filters.group === 'run' && filters.run === ''
            ? (run) => desk.setFilters({ ...filters, run: String(run) })
            : undefined
        }
        onOpen={desk.open}
        onSelect={selection.toggle}
        onSelectGroup={selection.toggleGroup}
        queue={queue}
        selected={selection.ids}
      />
      {queue.pageProblem !== undefined && (
        <div className="coursewright-queue__more" role="status">
          <p className="coursewright-message coursewright-message--error">{queue.pageProblem}</p>
          <Button buttonStyle="secondary" margin={false} onClick={queue.retry} size="small" type="button">
            {words('review:tryAgain')}
          </Button>
        </div>
      )}
    </>
  )
}
