'use client'
import { Button, Link } from '@payloadcms/ui'
import { useState } from 'react'
import { budgetSentences, leastLimit, type PausedBy, raisedBy, readLimit, suggestedLimit } from '../limits/pausedBy.js'
import { useLimits } from '../limits/useLimits.js'
import { formatAmount } from '../shared/format.js'
import { InputField } from '../shared/forms/form.js'
import { useWords } from '../shared/useWords.js'
import type { RunView } from './runState.js'
import { useRunAction } from './useRun.js'

interface PausedProps {
  run: RunView
  /** Of the run in the REST API. */
  runUrl: string
  /** Of the list of the run's own plans. */
  plansHref: string
  onDone: () => void
}

/** Why a run is paused, and what has it go on. */
export const Paused = ({ run: { pausedFor, pausedBy, pausedUntil }, runUrl, plansHref, onDone }: PausedProps) => {
  const words = useWords()
  if (pausedFor === 'approval') {
    return (
      <p>
        {words('run:pausedForApproval')}{' '}
        <Link href={plansHref} prefetch={false}>
          {words('run:plans')}
        </Link>
      </p>
    )
  }
  if (pausedFor !== 'budget') return <p>{words('run:pausedForUser')}</p>
  if (!pausedBy) return <p>{words('run:pausedForBudget')}</p>
  return (
    <>
      <p className="coursewright-message coursewright-message--warning">
        {budgetSentences(words, pausedBy, { until: pausedUntil, now: new Date() }).join(' ')}
      </p>
      {pausedBy.scope === 'run' && <Raise by={pausedBy} onDone={onDone} runUrl={runUrl} />}
    </>
  )
}

interface RaiseProps {
  by: PausedBy
  runUrl: string
  onDone: () => void
}

/** Gives the run a budget of its own that is larger, and has it go on. */
const Raise = ({ by, runUrl, onDone }: RaiseProps) => {
  const words = useWords()
  const [text, setText] = useState(() => String(suggestedLimit(by)))
  const { act, acting, problem } = useRunAction(runUrl, onDone)
  const name = raisedBy(by)
  const limit = readLimit(by, text)
  const isReady = limit !== undefined && acting === undefined
  const raise = () => {
    if (isReady) void act('resume', { [name]: limit })
  }
  return (
    // The card stands inside the form of a document, so this cannot be one: Enter does here what it does in a form.
    <fieldset
      className="coursewright-raise"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
        event.preventDefault()
        event.stopPropagation()
        raise()
      }}
    >
      <legend className="coursewright-hidden">{words('budget:raise')}</legend>
      <InputField
        hint={words('budget:hint')}
        id={`coursewright-${name}`}
        label={words(`budget:${name}`)}
        onChange={setText}
        problem={
          limit === undefined
            ? words('budget:tooLittle', { least: formatAmount(words, by.unit, leastLimit(by)) })
            : undefined
        }
        value={text}
      />
      <Button disabled={!isReady} margin={false} onClick={raise} size="small" type="button">
        {words('budget:raise')}
      </Button>
      <p className="coursewright-message coursewright-message--error" role="alert">
        {problem}
      </p>
    </fieldset>
  )
}

/** How often it is looked whether it is a run's turn. */
const LOOK_MS = 15_000

/** Why nobody has begun a run yet: the site works on as many as it may, or no worker runs. */
export const NotBegun = ({ now }: { now: number }) => {
  const words = useWords()
  const known = useLimits(Math.floor(now / LOOK_MS))
  const site = known?.limits.site
  return (
    <p className="coursewright-message">
      {site && site.running >= site.limit ? words('budget:turn', { running: site.running }) : words('run:noWorker')}
    </p>
  )
}
