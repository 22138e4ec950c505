'use client'
import { type ReactNode, useEffect, useState } from 'react'
import { allowedFrom } from '../shared/runWords.js'
import { useAddresses } from '../shared/useAddresses.js'
import { words } from '../words.js'
import { BatchList } from './BatchList.js'
import { isFinal } from './isFinal.js'
import './progress.css'
import { RetryBatch } from './RetryBatch.js'
import { RunActions } from './RunActions.js'
import type { RunState } from './RunState.js'
import { RunSummary } from './RunSummary.js'
import type { RunView } from './RunView.js'
import { type RunQuery, useNewestRun } from './useNewestRun.js'
import { useRunEvents } from './useRunEvents.js'

interface RunCardProps {
  slugs: { generationRuns: string; generationSteps: string }
  /** The newest run that fits is shown. */
  query: RunQuery
  /** Whether it stands in the run's own document, which needs no link to itself. */
  isOwnDocument?: boolean
  /** What follows the card; `run` is `null` when there is none, `undefined` until it is known. */
  children: (run: RunView | null | undefined, state: Pick<RunState, 'progress' | 'status'> | undefined) => ReactNode
}

/** A run as it goes: count, batches, reasons, and what can be done about it. */
export const RunCard = ({ slugs, query, isOwnDocument = false, children }: RunCardProps) => {
  const { api, document } = useAddresses()
  const runsUrl = api(`/${slugs.generationRuns}`)
  const { run, problem, reload } = useNewestRun(runsUrl, query)
  const [turn, setTurn] = useState(0)
  const { state, heardTurn, isPolling } = useRunEvents({
    run: run?.id,
    runsUrl,
    stepsUrl: api(`/${slugs.generationSteps}`),
    turn,
  })
  const status = state?.status
  // Events say that something changed; times, cost and reasons stand in the run itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn may end as the one before did.
  useEffect(() => {
    if (status !== undefined) reload()
  }, [status, heardTurn, reload])

  const current = state ?? run ?? undefined
  const runUrl = `${runsUrl}/${encodeURIComponent(run?.id ?? '')}`
  const followAgain = () => setTurn((turn) => turn + 1)
  return (
    <div className="field-type coursewright-run">
      {problem ? <p className="coursewright-message coursewright-message--error">{problem}</p> : null}
      {run && current && (
        <section aria-label={words.progress.title} className="coursewright-run__card">
          <RunSummary run={run} state={current}>
            <BatchList
              actionOf={({ index }) =>
                allowedFrom.retry.includes(current.status) && (
                  <RetryBatch onDone={followAgain} runUrl={runUrl} step={index} />
                )
              }
              steps={state?.steps ?? []}
            />
          </RunSummary>
          {isPolling && !isFinal(current.status) && <p>{words.progress.live}</p>}
          <RunActions
            href={isOwnDocument ? undefined : document(slugs.generationRuns, run.id)}
            onDone={followAgain}
            runUrl={runUrl}
            status={current.status}
          />
        </section>
      )}
      {children(run, current)}
    </div>
  )
}
