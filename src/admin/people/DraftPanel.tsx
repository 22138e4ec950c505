'use client'
import { Button, toast, useDocumentEvents, useDocumentInfo, useFormModified } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'
import { keyOfDocument } from '../../runs/vocabulary.js'
import type { GenerateProps } from '../generate/GenerateForm.js'
import type { KnownKinds } from '../run/kindWords.js'
import { RunCard } from '../run/RunCard.js'
import { useRunWriting } from '../run/useRun.js'
import { type DocumentId, refusalIn, requestJson } from '../shared/api.js'
import { type ShownDocument, useFreshForm } from '../shared/forms/useFreshForm.js'
import { useAct } from '../shared/useAct.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { AtEnd } from './AtEnd.js'
import { Background } from './Background.js'
import { Proposal } from './Proposal.js'
import { type DraftView, useDraft, useShownHash } from './useDraft.js'
import { WriteAnew } from './WriteAnew.js'
import './people.css'

interface DraftPanelProps {
  collection: string
  slugs: {
    generationBreakers: string
    generationRuns: string
    kits: string
    lessons: string
    plans: string
    positions: string
    proposals: string
    reviews: string
  }
  kinds: KnownKinds
  /** None for those who may not have it written anew. */
  generate: GenerateProps | undefined
}

/** On the page of a document that a run wrote: what was decided, what is proposed, and having it written anew. */
export const DraftPanel = (props: DraftPanelProps) => {
  const { id } = useDocumentInfo()
  return id === undefined ? null : <Panel {...props} id={id} />
}

const Panel = ({ collection, slugs, kinds, generate, id }: DraftPanelProps & { id: DocumentId }) => {
  const words = useWords()
  const { savedDocumentData } = useDocumentInfo()
  const { api } = useAddresses()
  const [started, setRun] = useState<DocumentId>()
  const runsUrl = api(`/${slugs.generationRuns}`)
  const proposalsUrl = api(`/${slugs.proposals}`)
  const documentUrl = `${api(`/${collection}`)}/${encodeURIComponent(id)}`
  const reviewsUrl = api(`/${slugs.reviews}`)
  const refresh = useFreshForm(documentUrl)
  const {
    answer: draft,
    problem,
    again: reload,
  } = useDraft({
    ...{ documentUrl, reviewsUrl, proposalsUrl },
    documentKey: keyOfDocument({ relationTo: collection, value: id }),
    version: savedDocumentData?.updatedAt,
  })
  const shownHash = useShownHash({ reviewsUrl, review: draft?.review, version: savedDocumentData?.updatedAt })
  // Pages of series and courses have a card of their own.
  const writing = useRunWriting(runsUrl, collection === slugs.lessons ? documentUrl : undefined)
  const run = started ?? writing
  const { mostRecentUpdate, reportUpdate } = useDocumentEvents()
  const isOwnUpdate = mostRecentUpdate?.entitySlug === collection && String(mostRecentUpdate.id) === String(id)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change that is told of is looked at.
  useEffect(() => {
    if (isOwnUpdate) reload()
  }, [isOwnUpdate, mostRecentUpdate, reload])
  /** Told to the page below a drawer, too, such as that of the course that it belongs to. */
  const decided = (shown?: ShownDocument) => {
    const updatedAt = new Date().toISOString()
    // Fields of that page which name the document show it by what this has.
    const doc = { ...savedDocumentData, ...shown, id }
    reportUpdate({ doc, entitySlug: collection, id, operation: 'update', updatedAt })
  }
  const ended = useCallback(() => {
    reload()
    void refresh()
  }, [reload, refresh])
  if (problem) return <p className="coursewright-message coursewright-message--error">{problem}</p>
  const card = run !== undefined && (
    <RunCard kinds={kinds} query={{ field: 'id', id: run }} slugs={slugs}>
      {({ state }) => <AtEnd onEnd={ended} status={state?.status} />}
    </RunCard>
  )
  // No run wrote it, or one has just begun to.
  if (!draft || draft.parts.length === 0) return card || null
  const { review, stale, proposals, parts } = draft
  return (
    <section aria-label={words('people:title')} className="field-type coursewright-review">
      <div className="coursewright-review__head">
        {review && (
          <p>
            {words.named('reviewStates', review.state)}
            {review.note ? ` ${review.note}` : ''}
          </p>
        )}
        <div className="coursewright-run__actions">
          {review && review.state !== 'approved' && (
            <Approve
              hash={shownHash}
              onDone={decided}
              onRefused={refresh}
              review={review}
              url={`${reviewsUrl}/decide`}
            />
          )}
          {generate && (
            <WriteAnew
              collection={collection}
              generate={generate}
              ids={[id]}
              key={parts.join(' ')}
              onStarted={setRun}
              parts={parts}
            />
          )}
        </div>
      </div>
      {stale.length > 0 && (
        <p className="coursewright-message coursewright-message--warning">
          {words('people:stale', { sources: stale.map((name) => words.named('planSources', name)).join(', ') })}
        </p>
      )}
      {review && (
        <Background slugs={slugs} url={`${api(`/${slugs.reviews}`)}/${encodeURIComponent(review.id)}/background`} />
      )}
      {card}
      {proposals.map((proposal) => (
        <Proposal
          key={proposal.id}
          onAccepted={refresh}
          onDone={decided}
          proposal={proposal}
          url={`${proposalsUrl}/${encodeURIComponent(proposal.id)}`}
        />
      ))}
    </section>
  )
}

interface ApproveProps {
  review: NonNullable<DraftView['review']>
  /** Of what the form shows; none while it is not known. */
  hash: string | null | undefined
  /** Where decisions go. */
  url: string
  /** Gets what the form shows since, where that is something else. */
  onDone: (shown: ShownDocument | undefined) => void
  /** It may be another text by now. */
  onRefused: () => Promise<ShownDocument | undefined>
}

/** Approves what is shown, and nothing that was stored since: what the user is changing just now is saved first. */
const Approve = ({ review: { id, state }, hash, url, onDone, onRefused }: ApproveProps) => {
  const words = useWords()
  const isModified = useFormModified()
  const { act, isActing } = useAct()
  const approve = async (): Promise<ShownDocument | undefined> => {
    const body = [{ id, decision: 'approved', state, hash }]
    type Answer = { results: { isDecided: boolean; error?: Parameters<typeof refusalIn>[1] }[] }
    const { results } = await requestJson<Answer>({ url, method: 'POST', body })
    const [result] = results
    if (result?.isDecided) {
      toast.success(words('people:approved'))
      return undefined
    }
    toast.error(result?.error ? refusalIn(words, result.error) : words('shared:unexpected'))
    return onRefused()
  }
  const decide = async (): Promise<void> => {
    let shown: ShownDocument | undefined
    await act(async () => {
      shown = await approve()
    })
    onDone(shown)
  }
  return (
    <Button
      disabled={isActing || isModified || hash === undefined}
      margin={false}
      onClick={() => void decide()}
      size="small"
      type="button"
    >
      {words('people:approve')}
    </Button>
  )
}
