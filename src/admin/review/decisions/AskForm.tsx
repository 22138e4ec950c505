'use client'
import { Button } from '@payloadcms/ui'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { longestFeedback } from '../../../text.js'
import type { DocumentId } from '../../shared/api.js'
import { useWords } from '../../shared/useWords.js'
import { KeyHint } from '../ActionBar.js'
import { rejectReasons } from '../desk.js'
import { keepWords, keptWords } from './keptWords.js'

interface AskFormProps {
  /** Of the review; words are kept under it. */
  review: DocumentId
  sort: 'changes' | 'reject'
  onSend: (said: { note?: string; reason?: string }) => void
  onCancel: () => void
}

/** What should be better, or why something is rejected. Keys of the desk are off in it. */
export const AskForm = ({ review, sort, onSend, onCancel: onClose }: AskFormProps) => {
  const words = useWords()
  const id = useId()
  const [kept] = useState(() => keptWords(review))
  const [note, setNote] = useState(kept?.note ?? '')
  const [reason, setReason] = useState(kept?.reason)
  const [isMissing, setMissing] = useState(false)
  const firstReason = useRef<HTMLInputElement>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  const isReject = sort === 'reject'
  useEffect(() => (firstReason.current ?? text.current)?.focus(), [])

  const keep = (isOpen: boolean) => {
    if (note.trim() !== '' || reason || kept) keepWords(review, { sort, note, ...(reason ? { reason } : {}), isOpen })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said is kept as it changes.
  useEffect(() => keep(true), [note, reason])
  const onCancel = () => {
    keep(false)
    onClose()
  }
  const send = () => {
    const said = note.trim()
    if (!isReject && said === '') {
      setMissing(true)
      text.current?.focus()
      return
    }
    onSend({ ...(said ? { note: said } : {}), ...(isReject && reason ? { reason } : {}) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      onCancel()
    }
    const isWrittenIn = event.target instanceof HTMLTextAreaElement
    if (
      event.key === 'Enter' &&
      (event.ctrlKey || event.metaKey || !isWrittenIn) &&
      !(event.target instanceof HTMLButtonElement)
    ) {
      event.preventDefault()
      send()
    }
    // A digit chooses a reason while nothing is being written.
    const choice = isReject && !isWrittenIn ? rejectReasons[Number(event.key) - 1] : undefined
    if (choice) {
      event.preventDefault()
      setReason(choice)
      // From there, and not from the first one, the keyboard goes on to the text.
      event.currentTarget.querySelector<HTMLInputElement>(`input[value="${choice}"]`)?.focus()
    }
  }
  return (
    <form
      aria-labelledby={`${id}-title`}
      className="coursewright-ask"
      data-desk-keys="off"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        send()
      }}
    >
      <h3 id={`${id}-title`}>{words(isReject ? 'review:askReject' : 'review:askChanges')}</h3>
      {isReject && (
        <div aria-labelledby={`${id}-title`} className="coursewright-ask__reasons" role="radiogroup">
          {rejectReasons.map((code, index) => (
            <label key={code}>
              <input
                checked={code === reason}
                name={`${id}-reason`}
                onChange={() => setReason(code)}
                ref={index === 0 ? firstReason : undefined}
                type="radio"
                value={code}
              />
              <span>
                {words(`rejectReasons:${code}`)} <KeyHint label={String(index + 1)} />
              </span>
            </label>
          ))}
        </div>
      )}
      {isReject && (
        <label className="coursewright-ask__note" htmlFor={`${id}-note`}>
          {words('review:askRejectNote')}
        </label>
      )}
      <textarea
        aria-describedby={`${id}-hint${isMissing ? ` ${id}-missing` : ''}`}
        aria-invalid={isMissing || undefined}
        // What is asked for above it.
        aria-labelledby={isReject ? undefined : `${id}-title`}
        className="coursewright-field__input coursewright-field__lines"
        dir="auto"
        id={`${id}-note`}
        maxLength={longestFeedback}
        onChange={({ target }) => {
          setNote(target.value)
          setMissing(false)
        }}
        ref={text}
        rows={3}
        value={note}
      />
      {isMissing && (
        <p className="coursewright-field__problem" id={`${id}-missing`}>
          {words('review:needsFeedback')}
        </p>
      )}
      <p className="coursewright-field__hint" id={`${id}-hint`}>
        {words(isReject ? 'review:askRejectHint' : 'review:askChangesHint')}
      </p>
      <div className="coursewright-form__actions">
        <Button margin={false} size="small" type="submit">
          {words(isReject ? 'review:saveReject' : 'review:saveChanges')}
        </Button>
        <Button buttonStyle="secondary" margin={false} onClick={onCancel} size="small" type="button">
          {words('review:cancel')}
        </Button>
      </div>
    </form>
  )
}
