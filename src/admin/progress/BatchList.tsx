import { words } from '../words.js'
import type { StepView } from './RunView.js'
import { reasonsOf } from './reasonsOf.js'

/** Each batch with its state; why one failed stands beside it. */
export const BatchList = ({ steps }: { steps: readonly StepView[] }) => {
  const batches = steps.filter(({ kind }) => kind === 'generate')
  if (batches.length === 0) return null
  return (
    <ul aria-label={words.progress.batches} className="coursewright-batches">
      {batches.map((step, index) => (
        <li className={`coursewright-batches__batch coursewright-batches__batch--${step.status}`} key={step.index}>
          <span className="coursewright-batches__name">{words.progress.batch(index + 1)}</span>
          <span>{stateOf(step)}</span>
          {step.error && step.status !== 'done'
            ? reasonsOf(step.error).map((reason) => (
                <span className="coursewright-batches__error" key={reason}>
                  {reason}
                </span>
              ))
            : null}
        </li>
      ))}
    </ul>
  )
}

const stateOf = ({ status, attempts, written, saved, missing }: StepView): string => {
  const { batchMissing, batchRetry, batchSaved, batchStates, batchWriting } = words.progress
  if (status === 'done') return batchSaved(saved)
  if (status === 'running' && written > 0) return batchWriting(written)
  const isRetried = attempts > 0 && (status === 'queued' || status === 'running')
  const state = isRetried ? batchRetry(attempts) : batchStates[status as keyof typeof batchStates]
  return [saved > 0 && batchSaved(saved), state, missing > 0 && batchMissing(missing)].filter(Boolean).join(', ')
}
