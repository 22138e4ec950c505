'use client'
import { Button, ConfirmationModal, Link, useModal } from '@payloadcms/ui'
import { useEffect, useId, useRef } from 'react'
import { allowedFrom, type RunAction, type RunStatus } from '../../runs/vocabulary.js'
import { useWords } from '../shared/useWords.js'
import { useRunAction } from './useRun.js'

interface RunActionsProps {
  /** Of the run in the REST API. */
  runUrl: string
  /** Of the run's own page, unless it is this one. */
  href: string | undefined
  /** Of what it made, at the review desk, once it has made something. */
  reviewHref: string | undefined
  status: RunStatus
  /** One that would change nothing. */
  hidden: RunAction | undefined
  onDone: () => void
}

const inOrder: readonly RunAction[] = ['retry', 'resume', 'pause', 'cancel']

/** What can be done with a run as it stands. Cancelling asks first. */
export const RunActions = ({ runUrl, href, reviewHref, status, hidden, onDone }: RunActionsProps) => {
  const words = useWords()
  const { openModal } = useModal()
  // A page and a drawer on it may show the same run.
  const confirmation = `cancel-generating-${useId()}`
  const { act, acting, problem } = useRunAction(runUrl, onDone)
  const { box, keepFocus } = useKeptFocus(status)
  const begin = (action: RunAction): Promise<void> => {
    keepFocus()
    return act(action)
  }
  return (
    <div className="coursewright-run__actions" ref={box}>
      {inOrder
        .filter((action) => action !== hidden && allowedFrom[action].includes(status))
        .map((action) => (
          <Button
            buttonStyle={action === 'retry' || action === 'resume' ? 'primary' : 'secondary'}
            disabled={acting !== undefined}
            key={action}
            margin={false}
            onClick={() => (action === 'cancel' ? openModal(confirmation) : void begin(action))}
            size="small"
            type="button"
          >
            {words(action === 'retry' && status === 'cancelled' ? 'run:retryCancelled' : `run:${action}`)}
          </Button>
        ))}
      {reviewHref !== undefined && (
        <Link className="coursewright-run__review" href={reviewHref} prefetch={false}>
          {words('steps:review')}
        </Link>
      )}
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
        onConfirm={() => begin('cancel')}
      />
      <p className="coursewright-message coursewright-message--error" role="alert">
        {problem}
      </p>
    </div>
  )
}

/** A dialog closes, and a status comes with an event, within this time. */
const settleMs = 400
/** Within which a run stands as it was told to. */
const answerMs = 5000

/** A button that was used is gone when the run stands otherwise: the keyboard goes on from the one in its place. */
const useKeptFocus = (status: RunStatus) => {
  const box = useRef<HTMLDivElement>(null)
  const used = useRef<{ status: RunStatus; atMs: number }>(undefined)
  useEffect(() => {
    if (used.current === undefined || used.current.status === status) return
    // What changes later by itself must not take the keyboard to itself.
    const isOurs = Date.now() - used.current.atMs < answerMs
    used.current = undefined
    if (!isOurs) return
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) box.current?.querySelector<HTMLElement>('button, a')?.focus()
    }, settleMs)
    return () => clearTimeout(timer)
  }, [status])
  const keepFocus = () => {
    used.current = { status, atMs: Date.now() }
  }
  return { box, keepFocus }
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
export const RetryStep = ({ runUrl, name, step, onDone }: RetryStepProps) => {
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
