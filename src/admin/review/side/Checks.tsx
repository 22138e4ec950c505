'use client'
import { useWords } from '../../shared/useWords.js'
import type { DraftDocument, OpenedDraft } from '../desk.js'

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** What checks say for and against a draft, and what was decided about it. */
export const Checks = ({
  document: { fields },
  review,
}: {
  document: DraftDocument
  review: OpenedDraft['review']
}) => {
  const words = useWords()
  const against = [
    ...[...textsIn(fields.issues), ...textsIn(fields.warnings)].map((text) => words.told(text)),
    ...textsIn(fields.flags).map((flag) => words.named('flags', flag)),
  ]
  const passed = textsIn(fields.checks).map((check) => words.named('checks', check))
  return (
    <>
      {review.state !== 'waiting' && (
        <p className="coursewright-message">
          {words('review:decidedSo', { state: words.named('deskStates', review.state) })}
          {review.reason ? ` · ${words.named('rejectReasons', review.reason)}` : ''}
          {review.note ? ` · ${review.note}` : ''}
        </p>
      )}
      {against.length > 0 && (
        <>
          <h3>{words('review:notPassed')}</h3>
          <ul className="coursewright-checks coursewright-warnings">
            {against.map((text) => (
              <li key={text}>{words.named('checks', text)}</li>
            ))}
          </ul>
        </>
      )}
      {passed.length > 0 && (
        <>
          <h3>{words('review:passed')}</h3>
          <ul className="coursewright-checks">
            {passed.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {against.length + passed.length === 0 && <p className="coursewright-muted">{words('review:noChecks')}</p>}
    </>
  )
}
