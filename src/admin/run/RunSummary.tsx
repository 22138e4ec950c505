'use client'
import { Pill } from '@payloadcms/ui'
import { type ComponentProps, type ReactNode, useEffect, useState } from 'react'
import type { RunStatus } from '../../runs/vocabulary.js'
import { formatDuration } from '../shared/format.js'
import { useWords } from '../shared/useWords.js'
import type { RunWords } from './kindWords.js'
import { isFinal, type RunState, type RunView, runCost } from './runState.js'
import { ProgressBar } from './StepList.js'
import { NotBegun } from './WhyItWaits.js'

interface RunSummaryProps {
  run: RunView
  runWords: RunWords
  /** Newer than `run`, once events have come. */
  state: Pick<RunState, 'progress' | 'status'>
  /** Why it is paused, when it is. */
  paused: ReactNode
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
export const RunSummary = ({ run, runWords, state: { progress, status }, paused, children }: RunSummaryProps) => {
  const words = useWords()
  const hasEnded = isFinal(status)
  const now = useNow(!hasEnded)
  const { generated, requested } = progress
  const count = words('run:generated', { generated, requested, items: runWords.itemsOfTotal })
  const end = hasEnded && run.finishedAt ? Date.parse(run.finishedAt) : now
  const ms = end === undefined ? undefined : end - Date.parse(run.startedAt ?? run.createdAt)
  const saved = run.usage?.savedTokens ?? 0
  const isForgotten = status === 'queued' && now !== undefined && now - Date.parse(run.createdAt) > NO_WORKER_MS
  return (
    <>
      <div className="coursewright-run__head">
        <strong aria-live="polite" className="coursewright-run__count">
          {count}
        </strong>
        <Pill pillStyle={pillStyles[status]} size="small">
          {runWords.status(status)}
        </Pill>
        {progress.failed > 0 && <span>{words('run:missing', { failed: progress.failed })}</span>}
        <span className="coursewright-run__time">
          {/* Waiting for a person is none of its time. */}
          {ms !== undefined &&
            status !== 'paused' &&
            words(hasEnded ? 'run:took' : 'run:elapsed', { time: formatDuration(words, ms) })}
          {hasEnded && run.cost !== undefined && `, ${runCost(words, run)}`}
          {hasEnded && saved > 0 && `, ${words('run:saved', { tokens: saved })}`}
        </span>
      </div>
      <ProgressBar label={count} progress={progress} />
      {status === 'paused' && paused}
      {isForgotten && <NotBegun now={now} />}
      {children}
      {run.notice ? <p className="coursewright-message">{words.told(run.notice)}</p> : null}
      {hasEnded && run.error ? (
        <p className="coursewright-message coursewright-message--error">{words.told(run.error)}</p>
      ) : null}
    </>
  )
}

/** The time in milliseconds, each second while it matters. `undefined` before the page runs in a browser. */
const useNow = (isTicking: boolean): number | undefined => {
  const [now, setNow] = useState<number>()
  useEffect(() => {
    setNow(Date.now())
    if (!isTicking) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isTicking])
  return now
}
