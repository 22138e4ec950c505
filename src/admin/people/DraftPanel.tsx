'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { KnownKinds } from '../run/kindWords.js'
import { RunCard } from '../run/RunCard.js'
import { isFinal } from '../run/runState.js'
import type { RunStatus } from '../runWords.js'
import type { DocumentId } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { Proposal } from './Proposal.js'
import { useDraft } from './useDraft.js'
import { WriteAnew } from './WriteAnew.js'
import './people.css'

interface DraftPanelProps {
  collection: string
  slugs: {
    generationBreakers: string
    generationRuns: string
    generationSteps: string
    plans: string
    proposals: string
    reviews: string
  }
  kinds: KnownKinds
}

/** On the page of a document that a run wrote: what was decided, what is proposed, and having it written anew. */
export const DraftPanel = (props: DraftPanelProps) => {
  const { id } = useDocumentInfo()
  return id === undefined ? null : <Panel {...props} id={id} />
}

const Panel = ({ collection, slugs, kinds, id }: DraftPanelProps & { id: DocumentId }) => {
  const words = useWords()
  const { api } = useAddresses()
  const [run, setRun] = useState<DocumentId>()
  const proposalsUrl = api(`/${slugs.proposals}`)
  const { draft, problem, reload } = useDraft({
    documentUrl: `${api(`/${collection}`)}/${encodeURIComponent(id)}`,
    reviewsUrl: api(`/${slugs.reviews}`),
    proposalsUrl,
    documentKey: `${collection}:${id}`,
  })
  if (problem) return <p className="coursewright-message coursewright-message--error">{problem}</p>
  // No run wrote it.
  if (!draft || draft.parts.length === 0) return null
  const { review, proposals, parts } = draft
  return (
    <section aria-label={words('people:title')} className="field-type coursewright-draft">
      <div className="coursewright-draft__head">
        {review && (
          <p>
            {words.named('reviewStates', review.state)}
            {review.note ? ` ${review.note}` : ''}
          </p>
        )}
        <WriteAnew
          collection={collection}
          id={id}
          key={parts.join(' ')}
          onStarted={setRun}
          parts={parts}
          runsUrl={api(`/${slugs.generationRuns}`)}
        />
      </div>
      {run !== undefined && (
        <RunCard kinds={kinds} query={{ field: 'id', id: run }} slugs={slugs}>
          {({ state }) => <AtEnd onEnd={reload} status={state?.status} />}
        </RunCard>
      )}
      {proposals.map((proposal) => (
        <Proposal
          key={proposal.id}
          onDone={reload}
          proposal={proposal}
          url={`${proposalsUrl}/${encodeURIComponent(proposal.id)}`}
        />
      ))}
    </section>
  )
}

interface AtEndProps {
  status: RunStatus | undefined
  onEnd: () => void
}

/** Looks again when the run has ended. Shows nothing. */
const AtEnd = ({ status, onEnd }: AtEndProps) => {
  const hasEnded = status !== undefined && isFinal(status)
  useEffect(() => {
    if (hasEnded) onEnd()
  }, [hasEnded, onEnd])
  return null
}
