'use client'
import { useDocumentEvents } from '@payloadcms/ui'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { allowedFrom, type StepState } from '../../runs/vocabulary.js'
import { deskOfRun } from '../review/deskAddress.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { type KnownKinds, type RunWords, wordsOfKind } from './kindWords.js'
import { canBeRetried, isFinal, type RunState, type RunView } from './runState.js'
import '../shared/progress.css'
import { Outages } from './Outages.js'
import { RetryStep, RunActions } from './RunActions.js'
import { RunSummary } from './RunSummary.js'
import { StepList } from './StepList.js'
import { isCounted, timelineOf } from './timeline.js'
import { type RunQuery, useNewestRun, useRunEvents } from './useRun.js'
import { Paused } from './WhyItWaits.js'

/** Of the collections that a card reads or leads to. */
export interface RunSlugs {
  generationBreakers: string
  generationRuns: string
  plans: string
}

interface RunCardProps {
  slugs: RunSlugs
  /** Every kind that a run may be of. */
  kinds: KnownKinds
  /** The newest run that fits is shown. */
  query: RunQuery
  /** Whether it stands in the run's own document, which needs no link to itself. */
  isOwnDocument?: boolean
  /** Whether each step is listed. Default true; `false` where what follows shows how far each is. */
  hasSteps?: boolean
  /** What follows the card. */
  children: (shown: ShownRun) => ReactNode
}

interface ShownRun {
  /** `null` when there is none, `undefined` until it is known. */
  run: RunView | null | undefined
  runWords: RunWords
  /** Newer than `run`, once events have come; without `steps` until then. */
  state: (Pick<RunState, 'progress' | 'status'> & Partial<Pick<RunState, 'steps'>>) | undefined
}

/** A run as it goes: count, steps, reasons, and what can be done about it. */
export const RunCard = ({ slugs, kinds, query, isOwnDocument = false, hasSteps = true, children }: RunCardProps) => {
  const words = useWords()
  const { api, document, list, view } = useAddresses()
  const runsUrl = api(`/${slugs.generationRuns}`)
  const { answer: run, problem, again: reload } = useNewestRun(runsUrl, query)
  const [turn, setTurn] = useState(0)
  const { state, heardTurn, isPolling } = useRunEvents({
    run: run?.id,
    runsUrl,
    readsText: hasSteps,
    turn,
  })
  const { mostRecentUpdate } = useDocumentEvents()
  const isNewRun = mostRecentUpdate?.entitySlug === slugs.generationRuns
  // biome-ignore lint/correctness/useExhaustiveDependencies: each run that was started here is looked for.
  useEffect(() => {
    if (isNewRun) reload()
  }, [isNewRun, mostRecentUpdate, reload])
  const status = state?.status
  // Events say that something changed; times, cost and reasons stand in the run itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn may end as the one before did.
  useEffect(() => {
    if (status !== undefined) reload()
  }, [status, heardTurn, reload])

  const current = state ?? run ?? undefined
  const { kind = '', facts } = run ?? {}
  const firstIndex = state?.steps.find(isCounted)?.index
  const named = state?.named
  const runWords = useMemo(
    () => wordsOfKind(words, kinds, kind, { facts, firstIndex, named }),
    [words, kinds, kind, facts, firstIndex, named],
  )
  const runUrl = `${runsUrl}/${encodeURIComponent(run?.id ?? '')}`
  const followAgain = useCallback(() => setTurn((turn) => turn + 1), [])
  const rows = useMemo(() => (state && hasSteps ? timelineOf(state) : []), [state, hasSteps])
  const canRetry = status !== undefined && allowedFrom.retry.includes(status)
  // A run that has used up its own budget goes on when that is raised, in the form above.
  const waitsForItsBudget = run?.pausedFor === 'budget' && run.pausedBy?.scope === 'run'
  const inVain = waitsForItsBudget ? 'resume' : state && canBeRetried(state) ? undefined : 'retry'
  const actionOf = useCallback(
    (step: StepState) =>
      canRetry && <RetryStep name={runWords.step(step)} onDone={followAgain} runUrl={runUrl} step={step.index} />,
    [canRetry, runWords, followAgain, runUrl],
  )
  return (
    <div className="field-type coursewright-run">
      {problem ? <p className="coursewright-message coursewright-message--error">{problem}</p> : null}
      {run && current && (
        <section aria-label={words('run:title')} className="coursewright-run__card">
          <RunSummary
            paused={
              <Paused
                onDone={followAgain}
                plansHref={`${list(slugs.plans)}?where[or][0][and][0][run][equals]=${encodeURIComponent(run.id)}`}
                run={run}
                runUrl={runUrl}
              />
            }
            run={run}
            runWords={runWords}
            state={current}
          >
            <StepList actionOf={actionOf} rows={rows} runWords={runWords} />
          </RunSummary>
          {!isFinal(current.status) && (
            <Outages
              breakersUrl={api(`/${slugs.generationBreakers}`)}
              href={list(slugs.generationBreakers)}
              steps={state?.steps ?? []}
            />
          )}
          {isPolling && !isFinal(current.status) && <p>{words('run:live')}</p>}
          <RunActions
            hidden={inVain}
            href={isOwnDocument ? undefined : document(slugs.generationRuns, run.id)}
            reviewHref={current.progress.generated > 0 ? view(deskOfRun(run.id)) : undefined}
            onDone={followAgain}
            runUrl={runUrl}
            status={current.status}
          />
        </section>
      )}
      {children({ run, runWords, state: current })}
    </div>
  )
}
