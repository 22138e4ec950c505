import type { ReactNode } from 'react'
import type { Words } from '../../words/words.js'
import type { StepState } from '../runWords.js'
import { useWords } from '../shared/useWords.js'
import { type RunWords, startOfLine } from './kindWords.js'
import { type RunProgress, reasonsOf } from './runState.js'

interface StepListProps {
  steps: readonly StepState[]
  runWords: RunWords
  /** What can be done with a step that failed or was cancelled. */
  actionOf: (step: StepState) => ReactNode
}

/** Steps that make nothing by themselves: the run's status tells of them. */
const unlisted: readonly string[] = ['plan', 'finish']

export const isListed = ({ kind }: Pick<StepState, 'kind'>): boolean => !unlisted.includes(kind)

/** Each step with its state; why one failed stands beside it. */
export const StepList = ({ steps, runWords, actionOf }: StepListProps) => {
  const words = useWords()
  const listed = steps.filter(isListed)
  if (listed.length === 0) return null
  return (
    <ul aria-label={words('run:steps')} className="coursewright-steps">
      {listed.map((step) => (
        <li className={`coursewright-steps__step coursewright-steps__step--${step.status}`} key={step.index}>
          <span className="coursewright-steps__name">{startOfLine(words, runWords.step(step))}</span>
          <span>{stateOf(words, runWords, step)}</span>
          {step.status === 'failed' || step.status === 'cancelled' ? actionOf(step) : null}
          {step.status !== 'done'
            ? reasonsOf(step).map((reason) => (
                <span className="coursewright-steps__error" key={reason}>
                  {reason}
                </span>
              ))
            : null}
        </li>
      ))}
    </ul>
  )
}

const stateOf = (words: Words, runWords: RunWords, step: StepState): string => {
  const { status, attempts, claims, written, saved, missing } = step
  const savedItems = words('run:stepSaved', { number: saved, items: runWords.items(saved) })
  if (status === 'done') return savedItems
  if (status === 'running' && written > 0) return words('run:stepWriting', { item: runWords.items(1), number: written })
  // While its drafts are being saved, the try that is under way has been counted already.
  const earlier = status === 'running' ? Math.min(attempts, claims - 1) : attempts
  const isRetried = earlier > 0 && (status === 'queued' || status === 'running')
  const state = isRetried
    ? words('run:stepRetry', { number: earlier + 1 })
    : words.named('stepStatuses', status).toLowerCase()
  return [saved > 0 && savedItems, state, missing > 0 && words('run:missing', { failed: missing })]
    .filter(Boolean)
    .join(', ')
}

interface ProgressBarProps {
  progress: RunProgress
  label: string
}

/** How much is generated, and how much will not come. */
export const ProgressBar = ({ progress: { requested, generated, failed }, label }: ProgressBarProps) => {
  const share = (count: number): string => `${requested ? Math.min(100, (count / requested) * 100) : 0}%`
  return (
    <div
      aria-label={label}
      aria-valuemax={requested}
      aria-valuemin={0}
      aria-valuenow={generated}
      aria-valuetext={label}
      className="coursewright-bar"
      role="progressbar"
    >
      <span className="coursewright-bar__made" style={{ width: share(generated) }} />
      <span className="coursewright-bar__missing" style={{ width: share(failed) }} />
    </div>
  )
}
