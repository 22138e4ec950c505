'use client'
import { Button, ConfirmationModal, useModal } from '@payloadcms/ui'
import { allowedFrom, type RunAction, type RunStatus } from '../shared/runWords.js'
import { words } from '../words.js'
import { useRunAction } from './useRunAction.js'

interface RunActionsProps {
  /** Of the run in the REST API. */
  runUrl: string
  status: RunStatus
  onDone: () => void
}

const confirmation = 'cancel-generating'
const { cancel, cancelBody, cancelQuestion, keepGoing } = words.progress

/** What can be done with a run as it stands. Cancelling asks first. */
export const RunActions = ({ runUrl, status, onDone }: RunActionsProps) => {
  const { openModal } = useModal()
  const { act, acting, problem } = useRunAction(runUrl, onDone)
  const button = (action: RunAction, onClick: () => void = () => void act(action)) =>
    allowedFrom[action].includes(status) && (
      <Button
        buttonStyle={action === 'retry' || action === 'resume' ? 'primary' : 'secondary'}
        disabled={acting !== undefined}
        key={action}
        margin={false}
        onClick={onClick}
        size="small"
        type="button"
      >
        {words.progress[action]}
      </Button>
    )
  return (
    <div className="coursewright-run__actions">
      {button('retry')}
      {button('resume')}
      {button('pause')}
      {button('cancel', () => openModal(confirmation))}
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
