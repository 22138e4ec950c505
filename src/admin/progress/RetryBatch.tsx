'use client'
import { Button } from '@payloadcms/ui'
import { words } from '../words.js'
import { useRunAction } from './useRunAction.js'

interface RetryBatchProps {
  /** Of the run in the REST API. */
  runUrl: string
  /** Of the batch, as events name it. */
  step: number
  onDone: () => void
}

/** Does one batch again, and leaves the others as they are. */
export const RetryBatch = ({ runUrl, step, onDone }: RetryBatchProps) => {
  const { act, acting, problem } = useRunAction(runUrl, onDone)
  return (
    <>
      <Button
        aria-label={words.progress.retryBatchLabel(step)}
        buttonStyle="secondary"
        disabled={acting !== undefined}
        margin={false}
        onClick={() => void act('retry', step)}
        size="xsmall"
        type="button"
      >
        {words.progress.retryBatch}
      </Button>
      {problem === undefined ? null : (
        <span className="coursewright-batches__error" role="alert">
          {problem}
        </span>
      )}
    </>
  )
}
