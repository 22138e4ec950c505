'use client'
import { Button, ConfirmationModal, Link, useModal } from '@payloadcms/ui'
import { allowedFrom, type RunAction, type RunStatus } from '../shared/runWords.js'
import { words } from '../words.js'
import { useRunAction } from './useRunAction.js'

interface RunActionsProps {
  /** Of the run in the REST API. */
  runUrl: string
  /** Of the run's own page, unless it is this one. */
  href: string | undefined
  status: RunStatus
  onDone: () => void
}

const confirmation = 'cancel-generating'
const { cancel, cancelBody, cancelQuestion, details, keepGoing } = words.progress
const inOrder: readonly RunAction[] = ['retry', 'resume', 'pause', 'cancel']

/** What can be done with a run as it stands. Cancelling asks first. */
export const RunActions = ({ runUrl, href, status, onDone }: RunActionsProps) => {
  const { openModal } = useModal()
  const { act, acting, problem } = useRunAction(runUrl, onDone)
  return (
    <div className="coursewright-run__actions">
      {inOrder
        .filter((action) => allowedFrom[action].includes(status))
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
            {words.progress[action === 'retry' && status === 'cancelled' ? 'retryCancelled' : action]}
          </Button>
        ))}
      {href !== undefined && (
        <Link className="coursewright-run__details" href={href} prefetch={false}>
          {details}
        </Link>
      )}
      <ConfirmationModal
        body={cancelBody}
        cancelLabel={keepGoing}
        confirmLabel={cancel}
        heading={cancelQuestion}
        modalSlug={confirmation}
        onConfirm={() => act('cancel')}
      />
      <p className="coursewright-message coursewright-message--error" role="alert">
        {problem}
      </p>
    </div>
  )
}
