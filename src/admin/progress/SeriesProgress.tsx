'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { useAddresses } from '../shared/useAddresses.js'
import { words } from '../words.js'
import { BatchList } from './BatchList.js'
import { DrillList } from './DrillList.js'
import { isFinal } from './isFinal.js'
import './progress.css'
import { RunActions } from './RunActions.js'
import { RunSummary } from './RunSummary.js'
import { useNewestRun } from './useNewestRun.js'
import { useRunEvents } from './useRunEvents.js'

interface SeriesProgressProps {
  slugs: { drills: string; generationRuns: string; generationSteps: string }
}

/** The newest run of a series as it goes, and the drills it has made. */
export const SeriesProgress = ({ slugs }: SeriesProgressProps) => {
  const { id } = useDocumentInfo()
  const { api, document } = useAddresses()
  const runsUrl = api(`/${slugs.generationRuns}`)
  const { run, problem, reload } = useNewestRun(runsUrl, id)
  const [turn, setTurn] = useState(0)
  const { state, isPolling } = useRunEvents({
    run: run?.id,
    runsUrl,
    stepsUrl: api(`/${slugs.generationSteps}`),
    turn,
  })
  const status = state?.status
  // Events say that something changed; times, cost and reasons stand in the run itself.
  useEffect(() => {
    if (status !== undefined) reload()
  }, [status, reload])

  if (id === undefined) return null
  const current = state ?? run ?? undefined
  return (
    <div className="field-type coursewright-run">
      {problem ? <p className="coursewright-message coursewright-message--error">{problem}</p> : null}
      {run === null && <p className="coursewright-run__none">{words.progress.none}</p>}
      {run && current && (
        <section aria-label={words.progress.title} className="coursewright-run__card">
          <RunSummary run={run} state={current}>
            <BatchList steps={state?.steps ?? []} />
          </RunSummary>
          {isPolling && !isFinal(current.status) && <p>{words.progress.live}</p>}
          <RunActions
            href={document(slugs.generationRuns, run.id)}
            onDone={() => setTurn((turn) => turn + 1)}
            runUrl={`${runsUrl}/${encodeURIComponent(run.id)}`}
            status={current.status}
          />
        </section>
      )}
      {run !== undefined && (
        <DrillList
          canPublish={!current || isFinal(current.status)}
          drillsSlug={slugs.drills}
          generated={current?.progress.generated ?? 0}
          series={id}
        />
      )}
    </div>
  )
}
