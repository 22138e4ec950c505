'use client'
import { Button } from '@payloadcms/ui'
import { formatNumber } from '../shared/formatNumber.js'
import { useFirstFocus } from '../shared/useFirstFocus.js'
import { words } from '../words.js'
import type { ImportAnswer } from './ImportAnswer.js'

interface ImportResultProps {
  answer: ImportAnswer
  onAnother: () => void
  onClose: () => void
}

/** Rows a table stays usable with; who has more bad lines has the wrong format. */
const MOST_LINES = 500
const { importing } = words

/** What was imported, and each line that was not with the reason. */
export const ImportResult = ({ answer, onAnother, onClose }: ImportResultProps) => {
  const { imported, unchanged, failed, errors, refusal } = answer
  const first = useFirstFocus<HTMLParagraphElement>()
  return (
    <div className="coursewright-form">
      <p
        className={`coursewright-message${refusal ? ' coursewright-message--error' : ''}`}
        ref={first}
        role="status"
        tabIndex={-1}
      >
        {refusal ?? importing.result(imported, unchanged, failed)}
      </p>
      {errors.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <section aria-label={importing.failed} className="coursewright-lines" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{importing.line}</th>
                <th scope="col">{importing.reason}</th>
              </tr>
            </thead>
            <tbody>
              {errors.slice(0, MOST_LINES).map(({ line, reason }) => (
                <tr key={`${line} ${reason}`}>
                  <td>{formatNumber(line)}</td>
                  <td>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {errors.length > MOST_LINES && <p>{importing.moreLines(formatNumber(errors.length - MOST_LINES))}</p>}
        </section>
      )}
      <div className="coursewright-form__actions">
        <Button margin={false} onClick={onClose} type="button">
          {importing.close}
        </Button>
        <Button buttonStyle="secondary" margin={false} onClick={onAnother} type="button">
          {importing.another}
        </Button>
      </div>
    </div>
  )
}
