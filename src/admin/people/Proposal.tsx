'use client'
import { Button, FieldDiffContainer, getHTMLDiffComponents, toast, useTranslation } from '@payloadcms/ui'
import { type ReactNode, useState } from 'react'
import { isRecord, requestJson, textOf } from '../shared/api.js'
import { formatTime } from '../shared/format.js'
import { LinesField } from '../shared/forms/form.js'
import type { ShownDocument } from '../shared/forms/useFreshForm.js'
import { useAct } from '../shared/useAct.js'
import { useWords } from '../shared/useWords.js'
import { htmlOf } from './partHtml.js'
import { partName } from './partText.js'
import type { PartDiff, ProposalView } from './useDraft.js'
import './people.css'

interface ProposalProps {
  proposal: ProposalView
  /** Of the proposal in the REST API. */
  url: string
  /** Gets what the form shows since, where that is something else. */
  onDone: (shown: ShownDocument | undefined) => void
  /** The document says something else now. */
  onAccepted: () => Promise<ShownDocument | undefined>
}

/** What a run would put in place of a person's words, part by part, and what can be decided about it. */
export const Proposal = ({ proposal, url, onDone, onAccepted }: ProposalProps) => {
  const words = useWords()
  const { act, isActing } = useAct()
  const [reason, setReason] = useState('')
  const { diff, feedback, createdAt } = proposal
  const decide = async (action: 'accept' | 'reject', body: object): Promise<void> => {
    let shown: ShownDocument | undefined
    await act(async () => {
      await requestJson({ url: `${url}/${action}`, method: 'POST', body })
      toast.success(words(action === 'accept' ? 'people:accepted' : 'people:rejected'))
      // The form below shows what was there before.
      if (action === 'accept') shown = await onAccepted()
    })
    onDone(shown)
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
  const { i18n } = useTranslation()
  const name = headingIn(now) || headingIn(proposed) || partName(words, part)
  const { From, To } = getHTMLDiffComponents({ fromHTML: shown(now), toHTML: shown(proposed) })
  return (
    <section aria-label={name} className="coursewright-proposal__part">
      {isChanged && (
        <p className="coursewright-message coursewright-message--warning">{words('people:changedSince')}</p>
      )}
      <FieldDiffContainer
        className="coursewright-proposal__diff"
        From={<Side label={words('people:now')}>{From}</Side>}
        i18n={i18n}
        label={{ label: name }}
        To={<Side label={words('people:proposed')}>{To}</Side>}
      />
      {!isChanged && (
        <Button
          buttonStyle="secondary"
          disabled={isActing}
          margin={false}
          onClick={onAccept}
          size="small"
          type="button"
        >
          {words('people:acceptPart', { part: name })}
        </Button>
      )}
    </section>
  )
}

/** What the form below shows it by. */
const headingIn = (value: unknown): string => (isRecord(value) ? textOf(value.heading) : '')

/** What is empty has its place too: else the other side would stand in it. */
const shown = (value: unknown): string => htmlOf(value) || '<p></p>'

const Side = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls.
  <div aria-label={label} className="coursewright-proposal__side" dir="auto" role="group">
    <span aria-hidden="true" className="coursewright-proposal__sideName">
      {label}
    </span>
    {children}
  </div>
)
