'use client'
import { Pill } from '@payloadcms/ui'
import type { ComponentProps, ReactNode } from 'react'
import { formatDuration } from '../shared/formatDuration.js'
import type { RunStatus } from '../shared/runWords.js'
import { words } from '../words.js'
import { isFinal } from './isFinal.js'
import { ProgressBar } from './ProgressBar.js'
import type { RunState } from './RunState.js'
import type { RunView } from './RunView.js'
import { runCost } from './runCost.js'
import { useNow } from './useNow.js'

interface RunSummaryProps {
  run: RunView
  /** Newer than `run`, once events have come. */
  state: Pick<RunState, 'progress' | 'status'>
  children: ReactNode
}

const pillStyles: Record<RunStatus, ComponentProps<typeof Pill>['pillStyle']> = {
  queued: 'light-gray',
  planning: 'light-gray',
  running: 'light-gray',
  paused: 'warning',
  completed: 'success',
  partial: 'warning',
  failed: 'error',
  cancelled: 'light-gray',
}

/** A queue that nobody works on is worth a word after this long. */
const NO_WORKER_MS = 15_000

/** How far a run is, in one glance: count, bar, status, time and cost. */
export const RunSummary = ({ run, state: { progress, status }, children }: RunSummaryProps) => {
  const hasEnded = isFinal(status)
  const now = useNow(!hasEnded)
  const count = words.progress.generated(progress.generated, progress.requested)
  const end = hasEnded && run.finishedAt ? Date.parse(run.finishedAt) : now
  const ms = end === undefined ? undefined : end - Date.parse(run.startedAt ?? run.createdAt)
  const isForgotten = status === 'queued' && now !== undefined && now - Date.parse(run.createdAt) > NO_WORKER_MS
  return (
    <>
      <div className="coursewright-run__head">
        <strong aria-live="polite" className="coursewright-run__count">
          {count}
        </strong>
        <Pill pillStyle={pillStyles[status]} size="small">
          {words.progress.statuses[status]}
        </Pill>
        {progress.failed > 0 && <span>{words.progress.missing(progress.failed)}</span>}
        <span className="coursewright-run__time">
          {ms !== undefined && (hasEnded ? words.progress.took : words.progress.elapsed)(formatDuration(ms))}
          {hasEnded && run.cost !== undefined && `, ${runCost(run)}`}
        </span>
      </div>
      <ProgressBar label={count} progress={progress} />
      {status === 'paused' && <p>{words.progress.pausedFor[run.pausedFor ?? 'user']}</p>}
      {isForgotten && <p className="coursewright-message">{words.progress.noWorker}</p>}
      {children}
      {run.notice ? <p className="coursewright-message">{run.notice}</p> : null}
      {hasEnded && run.error ? <p className="coursewright-message coursewright-message--error">{run.error}</p> : null}
    </>
  )
}
