'use client'
import { Button, toast } from '@payloadcms/ui'
import { useState } from 'react'
import { messageOf, requestJson } from '../shared/api.js'
import { LinesField } from '../shared/form.js'
import { formatTime } from '../shared/format.js'
import { useWords } from '../shared/useWords.js'
import { diffLines, linesOf } from './partText.js'
import type { PartDiff, ProposalView } from './useDraft.js'
import './people.css'

interface ProposalProps {
  proposal: ProposalView
  /** Of the proposal in the REST API. */
  url: string
  onDone: () => void
  /** The document says something else now. */
  onAccepted: () => Promise<void>
}

/** What a run would put in place of a person's words, part by part, and what can be decided about it. */
export const Proposal = ({ proposal, url, onDone, onAccepted }: ProposalProps) => {
  const words = useWords()
  const [isActing, setActing] = useState(false)
  const [reason, setReason] = useState('')
  const { diff, feedback, createdAt } = proposal
  const decide = async (action: 'accept' | 'reject', body: object): Promise<void> => {
    setActing(true)
    try {
      await requestJson({ url: `${url}/${action}`, method: 'POST', body })
      toast.success(words(action === 'accept' ? 'people:accepted' : 'people:rejected'))
      // The form below shows what was there before.
      if (action === 'accept') await onAccepted()
    } catch (error) {
      toast.error(messageOf(words, error))
    }
    setActing(false)
    onDone()
  }
  return (
    <article aria-label={words('people:proposal')} className="coursewright-proposal">
      <p>
        {words('people:proposedAt', { time: formatTime(words, createdAt, new Date()) })}
        {feedback ? ` ${words('people:because', { feedback })}` : ''}
      </p>
      {diff.map((part) => (
        <Part
          diff={part}
          isActing={isActing}
          key={part.part}
          onAccept={() => void decide('accept', { parts: [part.part] })}
        />
      ))}
      <LinesField
        id={`coursewright-reason-${proposal.id}`}
        label={words('people:reason')}
        onChange={setReason}
        value={reason}
      />
      <div className="coursewright-run__actions">
        <Button disabled={isActing} margin={false} onClick={() => void decide('accept', {})} size="small" type="button">
          {words('people:acceptAll')}
        </Button>
        <Button
          buttonStyle="secondary"
          disabled={isActing}
          margin={false}
          onClick={() => void decide('reject', reason.trim() ? { reason: reason.trim() } : {})}
          size="small"
          type="button"
        >
          {words('people:reject')}
        </Button>
      </div>
    </article>
  )
}

interface PartProps {
  diff: PartDiff
  isActing: boolean
  onAccept: () => void
}

const Part = ({ diff: { part, now, proposed, isChanged }, isActing, onAccept }: PartProps) => {
  const words = useWords()
  return (
    <section aria-label={part} className="coursewright-proposal__part">
      <h4>{part}</h4>
      {isChanged && (
        <p className="coursewright-message coursewright-message--warning">{words('people:changedSince')}</p>
      )}
      <ul className="coursewright-diff">
        {diffLines(linesOf(now), linesOf(proposed)).map(({ sort, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines may be alike, and their order never changes.
          <li className={`coursewright-diff__line coursewright-diff__line--${sort}`} key={index}>
            {sort === 'added' ? <ins>{text}</ins> : sort === 'removed' ? <del>{text}</del> : text}
          </li>
        ))}
      </ul>
      {!isChanged && (
        <Button
          buttonStyle="secondary"
          disabled={isActing}
          margin={false}
          onClick={onAccept}
          size="small"
          type="button"
        >
          {words('people:acceptPart', { part })}
        </Button>
      )}
    </section>
  )
}
