'use client'
import { type ReactNode, useEffect, useState } from 'react'
import { allowedFrom, type RunAction, type RunStatus } from '../runWords.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { type KnownKinds, type RunWords, wordsOfKind } from './kindWords.js'
import { isFinal, type RunState, type RunView } from './runState.js'
import '../progress/progress.css'
import { Button, ConfirmationModal, Link, useDocumentEvents, useModal } from '@payloadcms/ui'
import { Outages } from './Outages.js'
import { RunSummary } from './RunSummary.js'
import { isListed, StepList } from './StepList.js'
import { type RunQuery, useNewestRun, useRunAction, useRunEvents } from './useRun.js'
import { Paused } from './WhyItWaits.js'

interface RunCardProps {
  slugs: { generationBreakers: string; generationRuns: string; generationSteps: string; plans: string }
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
  const { api, document, list } = useAddresses()
  const runsUrl = api(`/${slugs.generationRuns}`)
  const { run, problem, reload } = useNewestRun(runsUrl, query)
  const [turn, setTurn] = useState(0)
  const { state, heardTurn, isPolling } = useRunEvents({
    run: run?.id,
    runsUrl,
    stepsUrl: api(`/${slugs.generationSteps}`),
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
  const runWords = wordsOfKind(words, kinds, run?.kind ?? '', {
    facts: run?.facts,
    firstIndex: state?.steps.find(isListed)?.index,
  })
  const runUrl = `${runsUrl}/${encodeURIComponent(run?.id ?? '')}`
  const followAgain = () => setTurn((turn) => turn + 1)
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
            <StepList
              actionOf={(step) =>
                allowedFrom.retry.includes(current.status) && (
                  <RetryStep name={runWords.step(step)} onDone={followAgain} runUrl={runUrl} step={step.index} />
                )
              }
              runWords={runWords}
              steps={hasSteps ? (state?.steps ?? []) : []}
            />
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
            // Its own budget is raised first, which has it go on.
            hidden={run.pausedFor === 'budget' && run.pausedBy?.scope === 'run' ? 'resume' : undefined}
            href={isOwnDocument ? undefined : document(slugs.generationRuns, run.id)}
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

interface RunActionsProps {
  /** Of the run in the REST API. */
  runUrl: string
  /** Of the run's own page, unless it is this one. */
  href: string | undefined
  status: RunStatus
  /** One that would change nothing. */
  hidden: RunAction | undefined
  onDone: () => void
}

const confirmation = 'cancel-generating'
const inOrder: readonly RunAction[] = ['retry', 'resume', 'pause', 'cancel']

/** What can be done with a run as it stands. Cancelling asks first. */
const RunActions = ({ runUrl, href, status, hidden, onDone }: RunActionsProps) => {
  const words = useWords()
  const { openModal } = useModal()
  const { act, acting, problem } = useRunAction(runUrl, onDone)
  return (
    <div className="coursewright-run__actions">
      {inOrder
        .filter((action) => action !== hidden && allowedFrom[action].includes(status))
        .map((action) => (
          <Button
            buttonStyle={action === 'retry' || action === 'resume' ? 'primary' : 'secondary'}
            disabled={acting !== undefined}
            key={action}
            margin={false}
            onClick={() => (action === 'cancel' ? openModal(confirmation) : void act(action))}
            size="small"
            type="button"
          >
            {words(action === 'retry' && status === 'cancelled' ? 'run:retryCancelled' : `run:${action}`)}
          </Button>
        ))}
      {href !== undefined && (
        <Link className="coursewright-run__details" href={href} prefetch={false}>
          {words('run:details')}
        </Link>
      )}
      <ConfirmationModal
        body={words('run:cancelBody')}
        cancelLabel={words('run:keepGoing')}
        confirmLabel={words('run:cancel')}
        heading={words('run:cancelQuestion')}
        modalSlug={confirmation}
        onConfirm={() => act('cancel')}
      />
      <p className="coursewright-message coursewright-message--error" role="alert">
        {problem}
      </p>
    </div>
  )
}

interface RetryStepProps {
  /** Of the run in the REST API. */
  runUrl: string
  /** "batch 2" */
  name: string
  /** Its number, as events give it. */
  step: number
  onDone: () => void
}

/** Does one step again, and leaves the others as they are. */
const RetryStep = ({ runUrl, name, step, onDone }: RetryStepProps) => {
  const words = useWords()
  const { act, acting, problem } = useRunAction(runUrl, onDone)
  return (
    <>
      <Button
        aria-label={words('run:retryStepLabel', { step: name })}
        buttonStyle="secondary"
        disabled={acting !== undefined}
        margin={false}
        onClick={() => void act('retry', { step })}
        size="xsmall"
        type="button"
      >
        {words('run:retryStep')}
      </Button>
      {problem === undefined ? null : (
        <span className="coursewright-steps__error" role="alert">
          {problem}
        </span>
      )}
    </>
  )
}
