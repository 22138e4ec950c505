import type { ReactNode } from 'react'
import type { StepCalls, StepState } from '../../runs/vocabulary.js'
import type { Words } from '../../words/words.js'
import { formatCost, formatDuration, formatNumber } from '../shared/format.js'
import { useWords } from '../shared/useWords.js'
import { type RunWords, startOfLine } from './kindWords.js'
import { reasonsOf } from './runState.js'
import type { TimelineRow } from './timeline.js'

interface StepRowProps {
  row: TimelineRow
  runWords: RunWords
  /** What can be done with a step that failed or was cancelled. */
  actionOf: (step: StepState) => ReactNode
  /** Of a list that shows only the rows in sight. */
  place?: { index: number; size: number; start: number; measure: (row: Element | null) => void }
}

/** A line of a run's timeline. */
export const StepRow = ({ row, runWords, actionOf, place }: StepRowProps) => {
  const words = useWords()
  const status = row.sort === 'step' ? row.step.status : 'toCome'
  const name = row.sort === 'step' ? runWords.step(row.step) : runWords.toCome(row.named)
  const line = place && {
    'aria-posinset': place.index + 1,
    'aria-setsize': place.size,
    'data-index': place.index,
    ref: place.measure,
    style: { transform: `translateY(${place.start}px)` },
  }
  return (
    <li className={`coursewright-steps__step coursewright-steps__step--${status}`} {...line}>
      <span className="coursewright-steps__name" dir="auto">
        {startOfLine(words, name)}
      </span>
      {row.sort === 'step' ? (
        <StepDetails action={actionOf(row.step)} runWords={runWords} step={row.step} text={row.text} />
      ) : (
        <span dir="auto">
          {row.after.length > 0
            ? words('steps:after', { steps: row.after.map(runWords.toCome).join(', ') })
            : words.named('stepStatuses', 'queued').toLowerCase()}
        </span>
      )}
    </li>
  )
}

interface StepDetailsProps {
  step: StepState
  text: string | undefined
  runWords: RunWords
  action: ReactNode
}

const StepDetails = ({ step, text, runWords, action }: StepDetailsProps) => {
  const words = useWords()
  const { status, calls } = step
  const hasFailed = status === 'failed'
  return (
    <>
      <span>{stateOf(words, runWords, step)}</span>
      {calls && <span className="coursewright-steps__calls">{callsText(words, calls)}</span>}
      {hasFailed || status === 'cancelled' ? action : null}
      {status !== 'done' &&
        reasonsOf(step).map((reason) => (
          <span className="coursewright-steps__error" dir="auto" key={reason}>
            {words.told(reason)}
          </span>
        ))}
      {hasFailed && <span className="coursewright-steps__advice">{adviceOn(words, calls)}</span>}
      {text ? (
        <span className="coursewright-steps__text" dir="auto">
          <span>
            <span className="coursewright-hidden">{words('steps:writing')} </span>
            {text}
          </span>
        </span>
      ) : null}
    </>
  )
}

const stateOf = (words: Words, runWords: RunWords, step: StepState): string => {
  const { status, attempts, claims, written, saved, missing } = step
  const savedItems = words('run:stepSaved', { number: saved, items: runWords.items(saved) })
  // A plan makes nothing that is counted.
  if (status === 'done') return saved > 0 ? savedItems : words.named('stepStatuses', status).toLowerCase()
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

/** Whom it was asked of and what that took, in one line. */
const callsText = (words: Words, calls: StepCalls): string => {
  const { provider, model, count, ms, promptTokens, completionTokens, cost } = calls
  const tokens = promptTokens + completionTokens
  return [
    provider && model && words('steps:by', { provider, model }),
    words('steps:calls', { count }),
    formatDuration(words, ms),
    tokens > 0 && words('budget:tokens', { tokens: formatNumber(words, tokens) }),
    tokens > 0 && cost !== null && formatCost(words, cost),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** What to do about a step that failed. A good answer that could not be used says nothing of the provider. */
const adviceOn = (words: Words, calls: StepCalls | null): string => {
  const outcome = calls?.outcome ?? 'other'
  const advice = words.named('advice', outcome)
  return advice === outcome ? words('advice:other') : advice
}
