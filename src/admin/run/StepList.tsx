'use client'
import { ShimmerEffect } from '@payloadcms/ui'
import { lazy, Suspense, useId, useState } from 'react'
import { formatNumber } from '../shared/format.js'
import { useWords } from '../shared/useWords.js'
import type { StepListProps } from './LongSteps.js'
import type { RunProgress } from './runState.js'
import { StepRow } from './StepRow.js'
import { countsOf, rowStatus } from './timeline.js'
import './steps.css'

// Few runs are so long, and few pages have one.
const LongSteps = lazy(async () => ({ default: (await import('./LongSteps.js')).LongSteps }))

/** Up to so many are simply there. Of more only those in sight are, and people choose which they want to see. */
const mostAtOnce = 40

/** Each step with its state, what it took and what it writes; why one failed stands beside it. */
export const StepList = ({ rows, ...props }: StepListProps) => {
  const words = useWords()
  const id = useId()
  const [status, setStatus] = useState('')
  if (rows.length === 0) return null
  if (rows.length <= mostAtOnce) {
    return (
      <ul aria-label={words('run:steps')} className="coursewright-steps">
        {rows.map((row) => (
          <StepRow {...props} key={row.key} row={row} />
        ))}
      </ul>
    )
  }
  const counts = countsOf(rows)
  // The last step of a state may have left it.
  const chosen = status && counts.some(([name]) => name === status) ? status : ''
  return (
    <div className="coursewright-steps__long">
      <div className="coursewright-steps__choice">
        <label htmlFor={id}>{words('steps:show')}</label>
        <select id={id} onChange={({ target }) => setStatus(target.value)} value={chosen}>
          <option value="">{words('steps:all', { count: formatNumber(words, rows.length) })}</option>
          {counts.map(([name, count]) => (
            <option key={name} value={name}>
              {words('steps:filter', {
                status: words.named('stepStatuses', name),
                count: formatNumber(words, count),
              })}
            </option>
          ))}
        </select>
      </div>
      <Suspense fallback={<ShimmerEffect height="20rem" />}>
        <LongSteps {...props} rows={chosen ? rows.filter((row) => rowStatus(row) === chosen) : rows} />
      </Suspense>
    </div>
  )
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
